"""Everything that happened to a loan, in order, and taking back its last change."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.errors import Refused
from app.base.text import _
from app.funds import approval_records
from app.funds import records as ledger
from app.funds.accounts import TOPICS
from app.funds.rules import Entry
from app.loans import change_records, records
from app.loans.rules import EVENTS, IMPROVED, Event, KindReturn, Loan
from ui.kit.button import Button
from ui.kit.labels import body, muted
from ui.kit.layout import Apart, Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.loans import asked, words
from ui.loans.loan import decided_in_words

_HANDED = "handed"
"""The key of the line of goods handed over."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened: what it was in few words, and more of it."""

    key: str
    on: date
    what: str
    more: str
    event: Event | None = None
    given: KindReturn | None = None


class EventsPage(Page):
    """From the request to the last payment; the whole of a line stands below."""

    help_id = "loan"
    reads = asked.READS | {"approval", "kind_return"}

    def __init__(self, session: Session, shell: Shell, loan_id: str) -> None:
        super().__init__(session, shell)
        self.loan_id = loan_id
        self.table: Table[Line] = Table(
            (
                Column(_("Day"), lambda row: words.day(row.on)),
                Column(_("What happened"), lambda row: row.what, bold=True),
                Column(_("What exactly"), lambda row: row.more, wide=True),
            ),
            key=lambda row: row.key,
            name=_("What happened"),
        )
        self.table.moved.connect(self._offer)
        self.back_button = Button(_("Take it back"), icon="undo-2", key="F8", kind="danger")
        self.back_button.clicked.connect(self._take_back)
        above = Row(12)
        above.add(muted(_("The whole of a line stands below.")), stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self._whole = body("")
        apart = Flow(0)
        apart.add(self.back_button)
        self.body.add(Apart(self._whole, plain(apart), grow=True))

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        loan = records.loan(club, self.loan_id)
        self.head(
            _("What happened: loan {code}").format(code=loan.code),
            f"{loan.who}, {words.amount_of(loan)}.",
        )
        self._lines = sorted(self._found(loan, today), key=lambda line: line.on)
        self.table.set_rows(self._lines)
        self._offer()

    def first_focus(self) -> QWidget:
        return self.table

    def _found(self, loan: Loan, today: date) -> list[Line]:
        club = self.session.club
        asked_for = words.amount_of(loan) if loan.terms is None else money.fmt(loan.asked_vnd or 0)
        lines = [
            Line(
                "request",
                loan.requested_on,
                _("Asked for"),
                ". ".join(
                    part for part in (asked_for, loan.purpose or "", loan.note or "") if part
                ),
            )
        ]
        if loan.appraisal is not None:
            said = f"{loan.appraisal.by}: {loan.appraisal.opinion}"
            lines.append(Line("look", loan.appraisal.on, _("Looked into"), said))
        if loan.decided_on is not None:
            lines.append(Line("decision", loan.decided_on, _("Decided"), decided_in_words(loan)))
        if loan.state in ("refused", "withdrawn") and loan.closed_on is not None:
            word = _("Refused") if loan.state == "refused" else _("Withdrawn")
            lines.append(Line("end", loan.closed_on, word, loan.note or ""))
        lines += self._vouchers(loan)
        if loan.in_kind is not None and loan.paid_out_on is not None:
            said = self._before_two(words.goods(loan.in_kind), loan)
            lines.append(Line(_HANDED, loan.paid_out_on, _("Goods handed over"), said))
        for event in records.history(club, loan.id, today).events:
            lines.append(Line(event.id, event.on, _(EVENTS[event.kind]), _event(event), event))
        for given in records.kind_returns(club, loan.id):
            said = f"{given.quantity} {given.what or ''}".strip()
            if given.to:
                said = _("{what} to {who}").format(what=said, who=given.to)
            lines.append(Line(given.id, given.on, _("Goods given back"), said, given=given))
        if loan.improved is not None and loan.improved_on is not None:
            said = _(IMPROVED[loan.improved])
            said = f"{said}. {loan.improved_note}" if loan.improved_note else said
            lines.append(Line("improved", loan.improved_on, _("Income asked about"), said))
        return lines

    def _vouchers(self, loan: Loan) -> list[Line]:
        lines = []
        for entry in ledger.entries_of_loan(self.session.club, loan.id):
            said = f"{entry.voucher}: {money.fmt(_share(entry, loan.id))}"
            if entry.topic == "disbursement":
                said = self._before_two(said, loan)
            if entry.reason:
                said = f"{said}. {entry.reason}"
            lines.append(Line(entry.id, entry.on_date, _(TOPICS[entry.topic]), said))
        return lines

    def _before_two(self, what: str, loan: Loan) -> str:
        """What went out, and before which officers."""
        names = ", ".join(
            _("{name} on {day}").format(name=each.name, day=words.day(each.at[:10]))
            for each in approval_records.approvals(self.session.club, loan_id=loan.id)
        )
        if not names:
            return what
        return _("{voucher}. Two officers: {names}").format(voucher=what, names=names)

    @guard
    def _offer(self) -> None:
        row = self.table.current()
        self._whole.setText(f"{row.what}. {row.more}" if row is not None else "")
        can = row is not None and self._can(row)
        self.back_button.setVisible(can and self.session.may("loans.write"))

    def _can(self, row: Line) -> bool:
        """Goods given back; goods handed over when nothing else happened since; of changes only the
        last, and no writing off: that one has a voucher."""
        if row.given is not None:
            return True
        if row.key == _HANDED:
            return not any(line.event or line.given for line in self._lines)
        events = [line.event for line in self._lines if line.event is not None]
        return bool(events) and row.event is events[-1] and row.event.kind != "written_off"

    @guard
    def _take_back(self) -> None:
        row = self.table.current()
        if row is None or not self._can(row):
            raise Refused(_("No line is chosen. Nothing was changed. Choose one with the arrows."))
        if row.given is not None:
            change_records.remove_return(self.session.club, row.given.id)
        elif row.key == _HANDED:
            change_records.take_back_goods(self.session.club, self.loan_id)
        elif row.event is not None:
            change_records.take_back_change(self.session.club, row.event.id)


def _share(entry: Entry, loan_id: str) -> int:
    """What a voucher moved on this loan: a receipt of a meeting holds savings and more."""
    moved = sum(posting.amount_vnd for posting in entry.postings if posting.loan_id == loan_id)
    return abs(moved) or entry.amount_vnd


def _event(event: Event) -> str:
    parts = [
        words.months(event.months) if event.months else "",
        money.fmt(event.amount_vnd) if event.amount_vnd else "",
        event.reason,
    ]
    return ". ".join(part for part in parts if part)
