"""The list of members: found while typing, narrowed by conditions, the way to all about people."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.ids import is_code
from app.base.names import sort_key
from app.base.text import _, ngettext
from app.meetings.sheet_records import sheet_by_code
from app.members.filters import EVERYBODY, READY, Filter, keep
from app.members.finder import Finder, Found
from app.members.rules import Member
from app.targets import records as targets
from app.targets.rules import judge
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.layout import Apart, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.table import Column, Table
from ui.members import more, shown
from ui.members import words as say
from ui.members.strip import Strip

FIGURES_FIRST = 450
"""The least height, in px at 100 %, at which the figures stand above the list."""


class MembersPage(Page):
    """Search, strip of composition, table; Enter opens a person."""

    help_id = "members"
    reads = shown.READS | targets.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.wanted = EVERYBODY
        self._finder = Finder.of(())
        self._found = Found(())
        self._added = ""
        self._nobody = ""
        self._may = session.may("members.write")
        self._set_up_actions()
        self.strip = Strip()
        self.strip.clicked.connect(self._open_composition)
        self.body.add(self.strip)
        self.search = SearchBox(_("Name, telephone, hamlet: marks not needed"))
        self.search.typed.connect(self._narrow)
        self._which = Button("", icon="chevron-down", key="Ctrl+L")
        self._which.clicked.connect(self._choose)
        self._clear = Button(_("Everybody"), icon="x", key="Ctrl+E")
        self._clear.clicked.connect(self._show_everybody)
        self.table = self._table()
        self.table.opened.connect(self._open)
        self.search.leads_to(self.table)
        choosing = Row(8)
        choosing.add(self._which)
        choosing.add(self._clear)
        self._clear.setVisible(False)
        tools = Apart(plain(choosing), self.table.pager, gap=12)
        self.body.add(SideBySide(self.search, tools, share=50, gap=12))
        self.body.add(self.table, stretch=1)

    def _set_up_actions(self) -> None:
        papers = Button(_("Lists and papers"), icon="printer", key="Ctrl+P")
        papers.clicked.connect(self._open_papers)
        more = Button(_("More"), icon="list", key="Ctrl+M")
        more.clicked.connect(self._open_more)
        add = Button(_("Add a member"), icon="user-plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._add)
        self.set_actions(papers, more, *([add] if self._may else []))
        if self._may:  # its button is the first tile of the next page
            bring = QShortcut(QKeySequence("Ctrl+O"), self)
            bring.setAutoRepeat(False)
            bring.activated.connect(self._import)

    def _table(self) -> Table[Member]:
        today = self.session.today()
        return Table(
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
                    lambda m: say.birth_and_age(m.person, today),
                    sort=lambda m: m.person.birth or "9999",
                ),
                Column(_("Hamlet"), lambda m: m.person.hamlet or "", keep=60),
                Column(
                    _("Household"),
                    lambda m: say.status_word(m.status.status if m.status else None),
                    keep=70,
                ),
                Column(_("Telephone"), lambda m: say.phone(m.person.phone), keep=50),
                Column(
                    _("Membership"),
                    lambda m: shown.belonging(m, today),
                    sort=lambda m: (m.membership and m.membership.joined_on) or "",
                    keep=45,
                ),
                Column(_("Number"), lambda m: m.code, sort=lambda m: m.code, keep=40),
            ],
            key=lambda m: m.id,
            name=_("Members"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Where the height is small, the search and the list come before the figures."""
        last = self.body.count() - 1
        wanted = last if self.viewport().height() < px(FIGURES_FIRST) else 0
        if self.body.indexOf(self.strip) != wanted:
            self.body.removeWidget(self.strip)
            self.body.insertWidget(wanted, self.strip)

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what in READY:
            self._show_only(READY[what][1])
        elif what in more.PLACES:
            more.PLACES[what].open(self, self._shown_people())
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
        today = self.session.today()
        self._known = known = shown.known(self.session)
        here = keep(EVERYBODY, known.asked)
        self._people = here if self.wanted == EVERYBODY else keep(self.wanted, known.asked)
        self._count = len(here)
        self._finder = Finder.of(self._people, self.session.club.file_id)
        self.table.set_rows(self._people)
        named = shown.is_named(self.wanted, known)
        self._which.rename(shown.title_of(self.wanted, known) if named else _("By conditions"))
        self._clear.setVisible(self.wanted != EVERYBODY)
        self.strip.setVisible(bool(here))
        self.strip.show_verdicts(judge(targets.chosen(self.session.club, today), here, today))
        self._narrow(self.search.value())

    def _narrow(self, text: str) -> None:
        if self._open_sheet(text):
            return
        asked = bool(text.strip())
        self._found = found = self._finder.search(text)
        if (
            not found.best
        ):  # only then: to build what an empty list says takes longer than to search
            self._say_nobody("search" if asked or self.wanted != EVERYBODY else "users")
        if not asked:
            self.table.set_filter(None)
        else:
            exact = frozenset(member.id for member in found.exact)
            shown_ids = exact.union(member.id for member in found.similar)
            self.table.set_filter(
                lambda member: member.id in shown_ids,
                (lambda member: member.id not in exact) if found.similar and exact else None,
            )
        self.head(_("Members"), self._sentence(asked))

    def _open_sheet(self, text: str) -> bool:
        """Whether this is the code of a sheet of a meeting, scanned in the wrong place: then its
        meeting opens."""
        if not is_code(text):
            return False
        sheet = sheet_by_code(self.session.club, text)
        if sheet is None:
            return False
        self.search.clear()
        self.shell.open("meetings", sheet=sheet.code)
        return True

    def _sentence(self, asked: bool) -> str:
        """Whom the list shows, in figures."""
        if asked:
            return _found_words(self._found)
        count = len(self._people)
        if self.wanted == EVERYBODY:
            said = ngettext("{n} member.", "{n} members.", count).format(n=count)
        elif self.wanted.standing != EVERYBODY.standing:
            said = ngettext("{group}: {n} person.", "{group}: {n} people.", count).format(
                group=self._title(), n=count
            )
        else:
            said = _("{group}: {n} of {all}.").format(group=self._title(), n=count, all=self._count)
        return said + " " + _("Enter opens a person.")

    def _title(self) -> str:
        return say.capital(shown.title_of(self.wanted, self._known))

    def _show_only(self, wanted: Filter) -> None:
        """Narrow the list to who meets these conditions."""
        self.wanted = wanted
        self._reload()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self, person_id: str) -> None:
        """Select a person; when the list is narrowed to others, show everybody first."""
        self.table.select(person_id)
        now = self.table.current()
        if (now is None or now.id != person_id) and (
            self.wanted != EVERYBODY or self.search.value()
        ):
            self.wanted = EVERYBODY
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
            said = _("Nobody found"), _("Try a shorter part of the name, without marks.")
            self.table.set_empty(Empty(icon, *said, everybody))
            return
        acts = []
        if self._may:
            bring = Button(_("Choose an Excel list"), icon="file-text", kind="primary")
            bring.clicked.connect(self._import)
            add = Button(_("Type the first member"), icon="user-plus")
            add.clicked.connect(self._add)
            acts = [bring, add]
        said = _("No members yet"), _("Bring in an Excel list, or type the first member.")
        self.table.set_empty(Empty(icon, *said, *acts))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _show_everybody(self) -> None:
        self.search.clear()
        self._show_only(EVERYBODY)

    @guard
    def _choose(self) -> None:
        from ui.members.whom import WhomPage

        self.shell.show(WhomPage(self.session, self.shell, self.wanted, self._show_only))

    @guard
    def _open(self, member: Member) -> None:
        self.shell.show(self._person(member.id))

    def _person(self, person_id: str) -> Page:
        from ui.members.person import PersonPage

        return PersonPage(self.session, self.shell, person_id)

    @guard
    def _open_papers(self) -> None:
        from ui.members.papers import PapersPage

        people = self._shown_people()
        title = _("Members") if self.wanted == EVERYBODY else self._title()
        self.shell.show(PapersPage(self.session, self.shell, people, title))

    def _shown_people(self) -> tuple[Member, ...]:
        """Whom papers are about: the list as it is ordered, without who is only like the search."""
        rows = self.table.shown()
        if not self.search.value() or not self._found.exact:
            return rows
        exact = {member.id for member in self._found.exact}
        return tuple(member for member in rows if member.id in exact)

    @guard
    def _open_more(self) -> None:
        self.shell.show(more.MorePage(self.session, self.shell, self._shown_people()))

    @guard
    def _open_composition(self) -> None:
        self.shell.open("targets")

    @guard
    def _add(self) -> None:
        from ui.members import form

        self.shell.show(form.add_form(self.session, self.shell, self._remember))

    def _remember(self, person_id: str) -> None:
        """Select who was added as soon as the list is seen again."""
        self._added = person_id

    @guard
    def _import(self) -> None:
        from ui.members.import_page import choose_list

        choose_list(self, self.session, self.shell)


def _found_words(found: Found) -> str:
    """How many have what was typed, and how many only something like it."""
    count, similar = len(found.exact), len(found.similar)
    if not found.best:
        return _("Nobody found.")
    if not count:
        return ngettext(
            "Nobody is written so. {n} person has a similar name.",
            "Nobody is written so. {n} people have a similar name.",
            similar,
        ).format(n=similar)
    said = ngettext("{n} person found.", "{n} people found.", count).format(n=count)
    if similar:
        also = ngettext(
            "After them {n} with a similar name.", "After them {n} with a similar name.", similar
        )
        said += " " + also.format(n=similar)
    return said
