"""Change many at once: what, with which value, a summary in figures, then one undo step."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.job import Job
from app.base.names import sort_key
from app.base.text import _, ngettext
from app.members import mass, mass_records, records
from app.members.filter_form import hamlets_of
from app.members.mass import CHANGES, Change, Plan, Step
from app.members.parts import CIRCUMSTANCES, INVOLVEMENTS
from app.members.rules import REASONS, STATUSES, Member
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form
from ui.kit.labels import body
from ui.kit.layout import card, padded
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.kit.tiles import Tile, Tiles
from ui.members import words
from ui.members.words import capital

ICONS = {
    "hamlet": "house",
    "status": "scroll-text",
    "bhyt_until": "id-card",
    "bhyt_place": "stethoscope",
    "begin_involvement": "handshake",
    "end_involvement": "handshake",
    "begin_circumstance": "hand-heart",
    "end_circumstance": "hand-heart",
    "leave": "user",
}
SHOWN_HAMLETS = 4


class MassPage(Page):
    """What can be changed, for the people whom the list showed; some of them may be left out."""

    help_id = "mass"
    reads = mass_records.READS

    def __init__(self, session: Session, shell: Shell, people: tuple[Member, ...]) -> None:
        super().__init__(session, shell)
        self._people = people
        self.left_out: set[str] = set()
        self._who = Button(_("Leave some out"), icon="users", key="F4")
        self._who.clicked.connect(self._open_who)
        self.set_actions(self._who)
        self.tiles: dict[str, Tile] = {}
        for number, (what, title) in enumerate(CHANGES.items(), start=1):
            tile = Tile(_(title), icon=ICONS[what], number=str(number))
            tile.setProperty("what", what)
            tile.clicked.connect(self._pressed)
            self.tiles[str(number)] = tile
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

    def refresh(self) -> None:
        count = len(self.ids())
        people = ngettext("For {n} person.", "For {n} people.", count).format(n=count)
        about = _("Press a tile, or type its number. You see what will change before it does.")
        self.head(_("Change many at once"), f"{people} {about}")

    def first_focus(self) -> QWidget:
        return self.tiles["1"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.tiles.get(event.text())
        if tile is not None:
            tile.click()
        else:
            super().keyPressEvent(event)

    def ids(self) -> tuple[str, ...]:
        """The people to change."""
        return tuple(each.id for each in self._people if each.id not in self.left_out)

    @guard
    def _pressed(self) -> None:
        what = str(self.sender().property("what"))
        self.shell.show(ChangeForm(self.session, self.shell, what, self.ids()))

    @guard
    def _open_who(self) -> None:
        page = WhoPage(self.session, self.shell, self._people, self.left_out)
        page.turned.connect(self.refresh)
        self.shell.show(page)


class WhoPage(Page):
    """The people of a mass change; Enter leaves somebody out, or takes them in again."""

    help_id = "mass"

    turned = Signal()

    def __init__(
        self, session: Session, shell: Shell, people: tuple[Member, ...], left_out: set[str]
    ) -> None:
        super().__init__(session, shell)
        self._people, self._left_out = people, left_out
        today = session.today()
        self.table: Table[Member] = Table(
            [
                Column(
                    _("Takes part"),
                    lambda each: _("No") if each.id in left_out else _("Yes"),
                    icon=lambda each: "x" if each.id in left_out else "check",
                ),
                Column(
                    _("Full name"),
                    lambda each: each.person.name,
                    sort=lambda each: sort_key(each.person.name),
                    bold=True,
                    wide=True,
                ),
                Column(_("Year of birth"), lambda each: words.birth_and_age(each.person, today)),
                Column(_("Hamlet"), lambda each: each.person.hamlet or "", keep=60),
                Column(_("Number"), lambda each: each.code, keep=40),
            ],
            key=lambda each: each.id,
            name=_("Who changes"),
        )
        self.table.opened.connect(self._turn)
        self.table.set_rows(people)
        self.body.add(self.table.pager)
        self.body.add(self.table, stretch=1)
        self._count()

    def first_focus(self) -> QWidget:
        return self.table

    def _count(self) -> None:
        said = _("{n} of {all} change.").format(
            n=len(self._people) - len(self._left_out), all=len(self._people)
        )
        about = _("Enter leaves somebody out, or takes them in again.")
        self.head(_("Who changes"), f"{said} {about}")

    @guard
    def _turn(self, member: Member) -> None:
        self._left_out ^= {member.id}
        self.table.set_rows(self._people)
        self._count()
        self.turned.emit()


class ChangeForm(Form):
    """The value of a change; from here the summary is shown, and nothing is written yet."""

    help_id = "mass"

    def __init__(self, session: Session, shell: Shell, what: str, ids: tuple[str, ...]) -> None:
        self._what, self._ids = what, ids
        today = session.today()
        count = len(ids)
        people = ngettext("For {n} person.", "For {n} people.", count).format(n=count)
        super().__init__(
            session,
            shell,
            _(CHANGES[what]),
            people,
            _fields(what, session),
            self._nothing,
            verb=_("See what will change"),
            leave=_("Leave as it is"),
            icon="chevron-right",
            columns=1,
            values={"year": str(today.year), "left_on": fmt_date(today), "until": fmt_date(today)},
        )

    @guard
    def save_now(self) -> None:
        self.clear_error()
        try:
            change = mass.read_change(self._what, self.values(), self.session.today())
        except Invalid as error:
            self.show_problems(error.problems)
            return
        self.shell.show(SummaryPage(self.session, self.shell, change, self._ids))

    def _nothing(self, _values: object) -> None:
        """The summary does the writing."""


class SummaryPage(Page):
    """What a change would do, in figures and name by name; the green button does it."""

    help_id = "mass"

    def __init__(
        self, session: Session, shell: Shell, change: Change, ids: tuple[str, ...]
    ) -> None:
        super().__init__(session, shell)
        self._change, self._ids = change, ids
        found = mass_records.plan(session.club, change, ids, session.today())
        count = len(found.steps)
        title = ngettext("Change {n} person?", "Change {n} people?", count).format(n=count)
        self.head(title, _("Nothing is written until you press the green button."))
        verb = ngettext("Change {n} person", "Change {n} people", count).format(n=count)
        self.do = Button(verb, icon="check", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._apply)
        if not count:
            self.do.off(_("nobody changes"))
        self.set_actions(self.do)
        inside = padded(4)
        for line in mass.summary(found):
            inside.add(body(line))
        self.body.add(card(inside))
        self.table = _steps_table(change, found)
        self.body.add(self.table.pager)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _apply(self) -> None:
        club, change, ids, today = self.session.club, self._change, self._ids, self.session.today()

        def work(job: Job) -> Plan:
            return mass_records.apply(club, change, ids, today, job)

        def done(_plan: Plan) -> None:
            self.shell.back()  # to the form
            self.shell.back()  # to the tiles

        self.run(work, done, _("Writing into the book"))


def _steps_table(change: Change, found: Plan) -> Table[Step]:
    after = mass.change_words(change).partition(": ")[2]
    table: Table[Step] = Table(
        [
            Column(_("Full name"), lambda step: step.member.person.name, bold=True, wide=True),
            Column(_("Until now"), lambda step: step.before or "–"),
            Column(_("From now on"), lambda _step: after),
        ],
        key=lambda step: step.member.id,
        name=_("Who changes"),
    )
    table.set_empty(Empty("circle-check", _("Nobody changes"), _("Go back with Esc.")))
    table.set_rows(found.steps)
    return table


def _fields(what: str, session: Session) -> dict[str, Field]:
    today = session.today()
    match what:
        case "hamlet":
            known = hamlets_of(records.people(session.club, today))[:SHOWN_HAMLETS]
            hint = _("For example {names}").format(names=", ".join(known)) if known else ""
            return {"value": TextField(_("Hamlet from now on"), hint)}
        case "bhyt_place":
            return {"value": TextField(_("Registered for care at"))}
        case "bhyt_until":
            return {"value": DateField(_("Card is valid until"), today, ahead=mass.AHEAD)}
        case "status":
            return {
                "value": _choice(_("Household status"), STATUSES.items()),
                "year": TextField(_("On the list of the year")),
                "note": TextField(_("From which paper"), _("May be left empty")),
            }
        case "begin_involvement" | "begin_circumstance":
            kinds = INVOLVEMENTS.items() if what == "begin_involvement" else CIRCUMSTANCES.items()
            since = TextField(_("Since"), _("A day, a month or only the year"))
            note = TextField(_("Note"), _("May be left empty"))
            return {"kind": _choice(_("What"), kinds), "since": since, "note": note}
        case "end_involvement" | "end_circumstance":
            ends = INVOLVEMENTS.items() if what == "end_involvement" else CIRCUMSTANCES.items()
            return {"kind": _choice(_("What"), ends), "until": DateField(_("Ends on"), today)}
    # Nobody writes down a death for many at once.
    reasons = [(code, text) for code, text in REASONS.items() if code != "died"]
    return {
        "reason": _choice(_("Why"), reasons),
        "left_on": DateField(_("Since"), today),
        "note": TextField(_("Note"), _("May be left empty")),
    }


def _choice(title: str, options: Iterable[tuple[str, str]]) -> Choice:
    return Choice(title, [(code, capital(_(text))) for code, text in options])
