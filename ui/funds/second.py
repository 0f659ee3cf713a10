"""What needs two officers: the other one chooses their name and types their own passphrase."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.text import _
from app.club import second
from app.club.faults import WRONG_PASSPHRASE, Trouble
from app.club.second import Second
from ui.kit import who
from ui.kit.button import Button
from ui.kit.entries import PassphraseField
from ui.kit.labels import body, section
from ui.kit.layout import Apart, Column, Flow, card, padded, plain
from ui.kit.name_tiles import NameTile, number_typed, short
from ui.kit.notice import Notice
from ui.kit.page import Page, Shell
from ui.kit.passphrases import count_down
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tiles


class SecondPage(Page):
    """Says what is to be done (`lines`), and does it by `then(second)` once another officer has
    proven to be here. After that it goes back to the page `below`, or to the one it came from, and
    `afterwards` may show what came of it. What `then` refuses is said here, and nothing is left.
    """

    help_id = "two-officers"
    reads = frozenset({"officer"})

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        lines: Sequence[str],
        verb: str,
        then: Callable[[Second], object],
        *,
        icon: str = "check",
        below: Page | None = None,
        afterwards: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(session, shell)
        self._then_do, self._below, self._afterwards = then, below, afterwards
        self.head(title, _("This needs two officers of the club."))
        inside = padded(6)
        for words in lines:
            inside.add(body(words))
        self.body.add(card(inside))
        self.tiles: list[NameTile] = []
        self._chosen = 0
        self._people = Column(12)
        self.body.add(plain(self._people))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase.edit.acts = True
        self.passphrase.edit.entered.connect(self.act)
        self.do = Button(verb, icon=icon, key="Enter", kind="primary", main=True)
        self.do.clicked.connect(self.act)
        box = padded(8)
        box.add(Apart(self.passphrase, self.do, gap=24, grow=True))
        self._box = card(box)
        self.body.add(self._box)
        self.body.stretch()
        leave = Button(_("Leave without doing it"), key="Esc", main=True)
        leave.clicked.connect(self.escape)
        foot = Flow(12)
        foot.add(leave)
        self.body.add(plain(foot))

    def refresh(self) -> None:
        people = second.second_officers(self.session.club)
        self.tiles = [NameTile(person, place) for place, person in enumerate(people)]
        for tile in self.tiles:
            tile.clicked.connect(self._pressed)
            tile.typed.connect(self._typed_on_name)
        self._people.clear()
        self._box.setVisible(bool(people))
        if not people:
            self._people.add(self._nobody())
            return
        asks = _("Who stands beside {name}? Choose your name.")
        if any(person.asks for person in people):
            asks = _("Who stands beside {name}? Choose your name, then type your own passphrase.")
        me = who.me(self.session)
        name = short(me) if me is not None else self.session.club.actor.name
        self._people.add(section(asks.format(name=name)))
        self._people.add(Tiles(self.tiles))
        self.choose(0)

    def first_focus(self) -> QWidget | None:
        self.make_ready()
        if len(self.tiles) > 1:
            return self.tiles[0]
        return self._where_to_act() if self.tiles else None

    def choose(self, place: int) -> None:
        """This officer is the second one."""
        for number, tile in enumerate(self.tiles):
            tile.setChecked(number == place)
        self._chosen = place
        person = self.tiles[place].person
        self.passphrase.set_title(_("Passphrase of {name}").format(name=short(person)))
        self.passphrase.set_text("")
        self.passphrase.setVisible(person.asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = number_typed(event, self.tiles)
        if place is not None:
            self._choose_and_type(place)
        else:
            super().keyPressEvent(event)

    @guard
    def act(self) -> None:
        """Do it when the passphrase is right; a wrong one is said beside its field."""
        person, club = self.tiles[self._chosen].person, self.session.club
        typed = self.passphrase.text() if person.asks else None
        if typed == "":
            self.passphrase.problem(_("Type the passphrase, then press Enter."))
            self._to_act()
            return

        def work(job: Job) -> Second | UserError:
            ports = club.ports

            def wait(seconds: float) -> None:
                count_down(ports, seconds, job)

            club.ports = replace(ports, sleep=wait)
            try:
                return second.prove(club, person.officer_id, typed)
            except UserError as error:
                return error
            finally:
                club.ports = ports

        self.passphrase.problem("")
        self.run(work, self._proven, _("Looking at the passphrase"))

    @guard
    def _proven(self, found: Any) -> None:
        if isinstance(found, Second):
            self.passphrase.set_text("")
            self._then_do(found)
            if self._below is not None:
                self.shell.back_to(self._below)
            else:
                self.shell.back()
            if self._afterwards is not None:
                self._afterwards()
        elif isinstance(found, Trouble) and found.reason == WRONG_PASSPHRASE:
            self.passphrase.problem(str(found))
            self._to_act()
            self.passphrase.edit.selectAll()
        else:
            self.error(found)

    def _nobody(self) -> Notice:
        """Said when the club has no other officer who signs in."""
        to_officers = Button(_("Go to the officers"), icon="user", kind="primary")
        to_officers.clicked.connect(self._open_officers)
        return Notice(
            "warn",
            _("Only one officer of this club signs in."),
            _("So that nobody is ever suspected, a second one has to. Add the second officer."),
            to_officers,
        )

    @guard
    def _open_officers(self) -> None:
        self.shell.open("officers")

    @guard
    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, NameTile):
            self._choose_and_type(tile.place)

    def _typed_on_name(self, letter: str) -> None:
        tile = self.sender()
        if isinstance(tile, NameTile):
            self._choose_and_type(tile.place)
            if tile.person.asks:
                self.passphrase.edit.insert(letter)

    def _choose_and_type(self, place: int) -> None:
        self.choose(place)
        self._to_act()

    def _to_act(self) -> None:
        self._where_to_act().setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self._box)

    def _where_to_act(self) -> QWidget:
        asks = self.tiles[self._chosen].person.asks
        return self.passphrase.first() if asks else self.do
