"""What people asked about their own data, with the days that must not be missed."""

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.members import records as members
from app.members.rules import shown_name
from app.privacy import request_records
from app.privacy.requests import KINDS, DataRequest, Deadlines, next_day
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.privacy import request, words


class RequestsPage(Page):
    """Every request, those that wait first; Enter opens one."""

    help_id = "privacy"
    reads = request_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._names: dict[str, str] = {}
        self._until: dict[str, Deadlines] = {}
        add = Button(_("Write down a request"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._add)
        if session.may("members.write"):
            self.set_actions(add)
        self.table: Table[DataRequest] = Table(
            [
                Column(_("Who"), lambda r: self._names[r.person_id], bold=True, wide=True),
                Column(_("Asks to"), lambda r: words.capital(_(KINDS[r.kind]))),
                Column(
                    _("Received on"),
                    lambda r: words.day(r.received_on),
                    sort=lambda r: r.received_on,
                    keep=60,
                ),
                Column(_("State"), lambda r: self._state(r).word, cell=self._state),
                Column(_("Until"), self._next),
            ],
            key=lambda r: r.id,
            name=_("Requests"),
        )
        self.table.opened.connect(self._open)
        self.table.set_empty(
            Empty(
                "inbox",
                _("Nobody asked for anything yet"),
                _("Write it down on the day somebody asks to see, correct or erase something."),
            )
        )
        top = Row(12)
        top.stretch()
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        found = request_records.requests(club)
        self._names = {
            each.person_id: shown_name(members.member(club, each.person_id, today))
            for each in found
        }
        self._until = {each.id: request_records.deadlines_of(club, each) for each in found}
        waiting = request_records.waiting(club, today)
        text = ngettext("{n} request waits.", "{n} requests wait.", len(waiting))
        text = text.format(n=len(waiting))
        late = ", ".join(each.name for each in waiting if each.late)
        if late:
            text += " " + _("Too late: {names}.").format(names=late)
        self.head(_("Requests"), text)
        self.table.set_rows(found)

    def _state(self, each: DataRequest) -> Result:
        return words.state_cell(each, self._until[each.id], self.session.today())

    def _next(self, each: DataRequest) -> str:
        if each.done_on is not None:
            return ""
        return words.day(next_day(each, self._until[each.id]).isoformat())

    @guard
    def _add(self) -> None:
        self.shell.show(request.new_form(self.session, self.shell))

    @guard
    def _open(self, each: DataRequest) -> None:
        self.shell.show(request.RequestPage(self.session, self.shell, each.id))
