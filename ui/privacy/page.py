"""The register of consents: who agreed to what, who was never asked, and what people asked for."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _, ngettext
from app.members.finder import Finder
from app.members.rules import PURPOSES, Purpose
from app.privacy import records, request_records
from app.privacy.records import Registered
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.layout import Apart, Flow, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.privacy import prints, words
from ui.privacy.paper import paper_form
from ui.privacy.person import ConsentsPage
from ui.privacy.requests import RequestsPage


class PrivacyPage(Page):
    """Members and the five purposes as marks with words; Enter opens a member's papers."""

    help_id = "privacy"
    reads = records.READS | request_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._finder = Finder.of(())
        self._open_rows: set[str] = set()
        self._rows: tuple[Registered, ...] = ()
        self._only_open = False
        requests = Button(_("Requests"), icon="inbox", key="Ctrl+R")
        requests.clicked.connect(self._open_requests)
        papers = Button(_("Type in papers"), icon="pencil", key="Ctrl+N", kind="primary")
        papers.clicked.connect(self._type_in)
        self._requests = requests
        self.set_actions(requests, *([papers] if session.may("members.write") else []))
        self.search = SearchBox(_("Name, telephone, hamlet: marks not needed"))
        self.search.typed.connect(self._narrow)
        self._which = Button("", icon="circle", key="Ctrl+L")
        self._which.clicked.connect(self._turn)
        self.table = self._table()
        self.table.opened.connect(self._open)
        self.search.leads_to(self.table)
        choosing = Row(8)
        choosing.add(self._which)
        tools = Apart(plain(choosing), self.table.pager, gap=12)
        self.body.add(SideBySide(self.search, tools, share=45, gap=12))
        self.body.add(self.table, stretch=1)
        foot = Flow(12)
        register = Button(_("Print the register"), icon="printer", key="Ctrl+P")
        register.clicked.connect(self._print_register)
        forms = Button(_("Forms for those not asked"), icon="file-text", key="Ctrl+F")
        forms.clicked.connect(self._print_forms)
        self._forms = forms
        for button in (register, forms):
            foot.add(button)
        self.body.add(plain(foot))

    def _table(self) -> Table[Registered]:
        return Table(
            [
                Column(
                    _("Full name"),
                    lambda row: row.member.person.name,
                    sort=lambda row: sort_key(row.member.person.name),
                    bold=True,
                    wide=True,
                ),
                *(_purpose_column(purpose) for purpose in PURPOSES),
                Column(
                    _("Paper lies"),
                    lambda row: (row.paper.kept_at or "") if row.paper else "",
                    keep=30,
                ),
                Column(
                    _("Signed on"),
                    lambda row: words.day(row.paper.signed_on) if row.paper else "",
                    sort=lambda row: row.paper.signed_on if row.paper else "",
                    keep=40,
                ),
            ],
            key=lambda row: row.member.id,
            name=_("Consent and requests"),
        )

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what == "requests":
            self.shell.show(RequestsPage(self.session, self.shell))
        elif what:
            self.shell.show(ConsentsPage(self.session, self.shell, what))
        if "said" in about:
            self.good(*about["said"])

    def first_focus(self) -> QWidget:
        return self.search

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self._rows = records.register(club, today)
        self._finder = Finder.of(tuple(row.member for row in self._rows))
        self._open_rows = {row.member.id for row in self._rows if row.not_asked}
        waiting = sum(1 for each in request_records.requests(club) if each.done_on is None)
        self.head(_("Consent and requests"), self._purpose(waiting))
        self._requests.rename(
            _("Requests ({n} open)").format(n=waiting) if waiting else _("Requests")
        )
        self._which.rename(
            _("Everybody") if self._only_open else _("Not asked yet"),
        )
        if self._open_rows:
            self._forms.on()
        else:
            self._forms.off(_("Everybody was asked."))
        self.table.set_rows(self._rows)
        self.table.set_empty(self._empty())
        self._narrow(self.search.text())

    def _purpose(self, waiting: int) -> str:
        asked = sum(1 for row in self._rows if not row.not_asked)
        text = _("{n} of {all} members were asked.").format(n=asked, all=len(self._rows))
        if waiting:
            text += " " + ngettext("{n} request waits.", "{n} requests wait.", waiting).format(
                n=waiting
            )
        return text

    def _empty(self) -> Empty:
        if not self._rows:
            return Empty(
                "users", _("No members yet"), _("Add members first; then their papers go here.")
            )
        if self._only_open and not self.search.text():
            return Empty("check", _("Everybody was asked"), _("Every member's paper is in."))
        return Empty("search", _("Nobody found"), _("Try a shorter part of the name."))

    @guard
    def _narrow(self, text: str) -> None:
        found = {member.id for member in self._finder.find(text)}
        wanted = found & self._open_rows if self._only_open else found
        self.table.set_filter(lambda row: row.member.id in wanted)

    @guard
    def _turn(self) -> None:
        self._only_open = not self._only_open
        self.refresh()

    @guard
    def _open(self, row: Registered) -> None:
        self.shell.show(ConsentsPage(self.session, self.shell, row.member.id))

    @guard
    def _open_requests(self) -> None:
        self.shell.show(RequestsPage(self.session, self.shell))

    @guard
    def _type_in(self) -> None:
        self.shell.show(paper_form(self.session, self.shell))

    @guard
    def _print_register(self) -> None:
        prints.print_register(self)

    @guard
    def _print_forms(self) -> None:
        members = tuple(row.member for row in self._rows if row.not_asked)
        prints.print_forms(self, members)


def _purpose_column(purpose: Purpose) -> Column[Registered]:
    def cell(row: Registered) -> Result:
        return words.mark_cell(row.marks[purpose], asked=not row.not_asked)

    return Column(
        _(words.SHORT[purpose]),
        lambda row: cell(row).word,
        sort=lambda row: row.marks[purpose].standing,
        cell=cell,
    )
