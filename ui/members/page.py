"""The list of members: found while typing, sorted the Vietnamese way, narrowed by one question."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _, ngettext
from app.members import records
from app.members.finder import Finder
from app.members.groups import GROUPS, Asked, group
from app.members.rules import Composition, Figure, Member, composition
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.form import Form, Values
from ui.kit.gauges import ShareStrip
from ui.kit.layout import Apart, Row, SideBySide, card
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.table import Column, Table
from ui.members import form, words

# What the clubs' founding decisions ask for: the strip marks it, and never scolds.
WOMEN, FROM_55, IN_NEED = 0.6, 0.6, 0.6

FIGURES_FIRST = 450
"""The least height, in px at 100 %, at which the figures stand above the list."""


class MembersPage(Page):
    """Search, strip of composition, table; Enter opens a person."""

    help_id = "members"
    reads = records.READS | {"consent"}

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._group = ""
        self._finder = Finder.of(())
        self._added = ""
        self._nobody = ""
        self._may = session.may("members.write")
        bring = Button(_("From Excel"), icon="file-text", key="Ctrl+O")
        bring.clicked.connect(self._import)
        add = Button(_("Add a member"), icon="user-plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._add)
        if self._may:
            self.set_actions(bring, add)
        self._women = ShareStrip(_("Women"), 0, 0, WOMEN)
        self._from_55 = ShareStrip(_("55 and older"), 0, 0, FROM_55)
        self._in_need = ShareStrip(_("Poor, near-poor, in difficulty"), 0, 0, IN_NEED)
        around = Row(0, (18, 12, 18, 12))
        others = SideBySide(self._from_55, self._in_need, share=38, gap=32)
        around.add(SideBySide(self._women, others, share=24, gap=32), stretch=1)
        self._strip_card = card(around)
        self.body.add(self._strip_card)
        self.search = SearchBox(_("Type a name, marks not needed: dao, hong lan"))
        self.search.typed.connect(self._narrow)
        self._which = Button("", icon="chevron-down", key="Ctrl+L")
        self._which.clicked.connect(self._choose_group)
        today = session.today()
        self.table: Table[Member] = Table(
            [
                Column(
                    _("Full name"),
                    lambda m: m.person.name,
                    sort=lambda m: sort_key(m.person.name),
                    bold=True,
                    wide=True,
                ),
                Column(
                    _("Year of birth"),
                    lambda m: words.birth_and_age(m.person, today),
                    sort=lambda m: m.person.birth or "9999",
                ),
                Column(_("Hamlet"), lambda m: m.person.hamlet or "", keep=60),
                Column(
                    _("Household"),
                    lambda m: words.status_word(m.status.status if m.status else None),
                    keep=70,
                ),
                Column(_("Telephone"), lambda m: words.phone(m.person.phone), keep=50),
                Column(_("Number"), lambda m: m.code, sort=lambda m: m.code, keep=40),
            ],
            key=lambda m: m.id,
            name=_("Members"),
        )
        self.table.opened.connect(self._open)
        self.search.leads_to(self.table)
        tools = Apart(self._which, self.table.pager, gap=12)
        self.body.add(SideBySide(self.search, tools, share=50, gap=12))
        self.body.add(self.table, stretch=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Where the height is small, the search and the list come before the figures."""
        last = self.body.count() - 1
        wanted = last if self.viewport().height() < px(FIGURES_FIRST) else 0
        if self.body.indexOf(self._strip_card) != wanted:
            self.body.removeWidget(self._strip_card)
            self.body.insertWidget(wanted, self._strip_card)

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what in GROUPS:
            self._group = what
            self._reload()
        elif what:
            self.make_ready()
            self._seek(what)
            self.shell.show(self._person(what))

    def first_focus(self) -> QWidget:
        return self.search

    def refresh(self) -> None:
        self._reload()
        if self._added:
            added, self._added = self._added, ""
            self._seek(added)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the list ---------------------------------------------------------------------------

    def _reload(self) -> None:
        club, today = self.session.club, self.session.today()
        here = records.members(club, today)
        figures = composition(here, today)
        everybody = records.people(club, today) if self._group == "gone" else here
        asked = Asked(everybody, here, figures, records.purposes_in_force(club, today))
        chosen = group(self._group, asked)
        self._finder = Finder.of(chosen)
        self.table.set_rows(chosen)
        self._which.rename(_(GROUPS[self._group]))
        count = len(here)
        sentence = ngettext("{n} member.", "{n} members.", count).format(n=count)
        if self._group:
            sentence = _("{group}: {n} of {all}.").format(
                group=_(GROUPS[self._group]), n=len(chosen), all=count
            )
        opens = _("Enter opens a person.")
        self.head(_("Members"), f"{sentence} {opens}")
        self._show_strip(figures)
        self._narrow(self.search.value())

    def _narrow(self, text: str) -> None:
        asked = bool(text.strip())
        found = {member.id for member in self._finder.find(text)}
        if not found:  # only then: to build what an empty list says takes longer than to search
            self._say_nobody("search" if asked or self._group else "users")
        self.table.set_filter((lambda member: member.id in found) if asked else None)

    def _seek(self, person_id: str) -> None:
        """Select a person; when the list is narrowed to others, show everybody first."""
        self.table.select(person_id)
        now = self.table.current()
        if (now is None or now.id != person_id) and (self._group or self.search.value()):
            self._group = ""
            self.search.clear()
            self._reload()
            self.table.select(person_id)

    def _say_nobody(self, icon: str) -> None:
        """What an empty list says: nobody found, or nobody there yet."""
        if icon == self._nobody:
            return
        self._nobody = icon
        if icon == "search":
            everybody = Button(_("Show everybody"), icon="users")
            everybody.clicked.connect(self._show_everybody)
            words = _("Nobody found"), _("Try a shorter part of the name, without marks.")
            self.table.set_empty(Empty(icon, *words, everybody))
            return
        acts = []
        if self._may:
            bring = Button(_("Choose an Excel list"), icon="file-text", kind="primary")
            bring.clicked.connect(self._import)
            add = Button(_("Type the first member"), icon="user-plus")
            add.clicked.connect(self._add)
            acts = [bring, add]
        words = _("No members yet"), _("Bring in an Excel list, or type the first member.")
        self.table.set_empty(Empty(icon, *words, *acts))

    @guard
    def _show_everybody(self) -> None:
        self._group = ""
        self.search.clear()
        self._reload()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_strip(self, counted: Composition) -> None:
        self._strip_card.setVisible(counted.members.count > 0)
        for strip, figure, target in (
            (self._women, counted.women, WOMEN),
            (self._from_55, counted.from_55, FROM_55),
            (self._in_need, counted.in_need, IN_NEED),
        ):
            strip.set_share(figure.count, figure.of, target, _lack(figure, target))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _choose_group(self) -> None:
        options = [(name or "all", _(text)) for name, text in GROUPS.items()]

        def save(values: Values) -> None:
            self._group = "" if values["group"] == "all" else values["group"]
            self._reload()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Whom to show"),
                _("The list then shows only these people."),
                {"group": Choice("", options)},
                save,
                verb=_("Show them"),
                leave=_("Leave as it is"),
                icon="list",
                values={"group": self._group or "all"},
                columns=1,
            )
        )

    @guard
    def _open(self, member: Member) -> None:
        self.shell.show(self._person(member.id))

    def _person(self, person_id: str) -> Page:
        from ui.members.person import PersonPage

        return PersonPage(self.session, self.shell, person_id)

    @guard
    def _add(self) -> None:
        self.shell.show(form.add_form(self.session, self.shell, self._remember))

    def _remember(self, person_id: str) -> None:
        """Select who was added as soon as the list is seen again."""
        self._added = person_id

    @guard
    def _import(self) -> None:
        from ui.members.import_page import choose_list

        choose_list(self, self.session, self.shell)


def _lack(figure: Figure, target: float) -> str:
    """How many more would reach the target, as the strip says it."""
    short = -(-round(target * 100) * figure.of // 100) - figure.count
    return ngettext("{n} person short", "{n} people short", short).format(n=short)
