"""Step 9: the cash box, counted note by note before everybody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.meetings import booking_records, meeting_records, money_records
from app.meetings.booking_records import CashByBook
from app.meetings.rules import CashCount, read_cash
from ui.kit.banknotes import Banknotes
from ui.kit.chips import Chip, Result
from ui.kit.fields import Field, TextField
from ui.kit.form import Values
from ui.kit.labels import big, line, muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.kept import Kept
from ui.meetings.step import StepPage, Way


class CashStep(StepPage):
    """How many of each note; what they come to stands beside them while one types."""

    step = "cash"
    help_id = "fees"
    reads = frozenset(
        {"cash_count", "fee", "collected", "activity", "meeting", "meeting_step", "entry"}
    )
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(_("Type how many notes of each value. The sum is made for you."))
        self._box = Banknotes()
        self._box.typed.connect(self._add_up)
        self.notes = self._box.fields
        left = padded(4)
        left.add(self._box)
        self.total = big("")
        self._words = muted("")
        self._should, self._today = line(""), line("")
        self._by_book: CashByBook | None = None
        self.difference = Chip(Result())
        self.counted_by = TextField(_("Counted by"))
        self.witness = TextField(_("In the presence of"))
        self.remark = TextField(_("Remark"), _("For example why it differs from the book"))
        right = Column(6)
        right.add(section(_("In the box")))
        right.add(self.total)
        right.add(self._words)
        against = Flow(16)
        for widget in (self._should, self._today, self.difference):
            against.add(widget)
        right.add(plain(against))
        for text_field in (self.counted_by, self.witness, self.remark):
            right.add(text_field)
        right.stretch()
        fields: dict[str, Field] = {str(value): field for value, field in self.notes.items()}
        fields |= {
            "counted_by": self.counted_by,
            "witness": self.witness,
            "remark": self.remark,
        }
        self.kept: Kept[CashCount] = Kept(self, fields, read_cash, self._store)
        self.kept.saved.connect(self.refresh)
        self.kept.lock(not self.may_write)
        both = SideBySide(card(left), plain(right), share=50, gap=24, least=760)
        self.body.add(both)
        self.body.stretch()

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if self.kept.storing:
            return
        counted = money_records.cash(self.session.club, self.meeting.id)
        self.kept.show(f"cash {self.meeting.id}", _texts(counted), counted)
        self._by_book = booking_records.cash_by_book(self.session.club, self.meeting.id)
        self._add_up()
        self._say_what_moved()

    def first_focus(self) -> QWidget:
        return self._box.first()

    def leaving(self) -> None:
        self.kept.flush()

    def finish(self) -> bool:
        if self.kept.flush():
            return True
        wrong = self.kept.first_problem()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def place(self) -> str:
        fields = self.kept.fields.items()
        return next((name for name, field in fields if field.first().hasFocus()), "")

    def go_to_place(self, place: str) -> None:
        if place in self.kept.fields:
            self.kept.fields[place].first().setFocus()

    # --- inside -------------------------------------------------------------------------------

    def _store(self, counted: CashCount) -> None:
        with self.writing():
            if counted == CashCount():
                money_records.remove_cash(self.session.club, self.meeting.id)
            else:
                money_records.set_cash(self.session.club, self.meeting.id, counted)

    @guard
    def _add_up(self) -> None:
        """What is typed, added up; a count that is no number adds nothing."""
        total = self._box.add_up()
        self.total.setText(money.fmt(total))
        self._words.setText(money.sentence(total) if total else "")
        self._compare(total)

    def _compare(self, total: int) -> None:
        """Say how what is counted so far differs from what the books say."""
        by_book = self._by_book
        shown = by_book is not None and total > 0
        apart = total - by_book.total_vnd if by_book is not None else 0
        self.difference.setVisible(shown)
        if not shown:
            return
        if not apart:
            agree = _("As the books say")
            self.difference.set_result(Result(agree, icon="check", tone="good"))
            return
        words = _("{amount} more than in the books") if apart > 0 else _("{amount} missing")
        said = words.format(amount=money.fmt(abs(apart)))
        self.difference.set_result(Result(said, icon="triangle-alert", tone="warn", bold=True))

    def _say_what_moved(self) -> None:
        """What the books say should be there; without books the last count, and what this meeting
        moved since."""
        club, meeting = self.session.club, self.meeting
        by_book, before, today = self._by_book, "", ""
        if by_book is not None:
            amount = money.fmt(by_book.total_vnd)
            before = _("By the books: {amount}.").format(amount=amount)
            if by_book.waiting_vnd > 0:
                amount = money.fmt(by_book.waiting_vnd)
                today = _("Of it collected today: {amount}.").format(amount=amount)
        else:
            fees = sum(fee.amount_vnd for fee in money_records.fees(club, meeting.id))
            today = _("Fees collected today: {amount}.").format(amount=money.fmt(fees))
            found = meeting_records.meeting_of(club, meeting.month.previous())
            last = money_records.cash(club, found.id) if found is not None and found.id else None
            if last is not None:
                before = _("Counted in month {month}: {amount}.").format(
                    month=meeting.month.previous().month, amount=money.fmt(last.total_vnd)
                )
        for label, said in ((self._should, before), (self._today, today)):
            label.setText(said)
            label.setVisible(bool(said))


def _texts(counted: CashCount | None) -> Values:
    if counted is None:
        return {}
    return {
        **{str(value): str(count) for value, count in counted.notes.items()},
        "counted_by": counted.counted_by or "",
        "witness": counted.witness or "",
        "remark": counted.remark or "",
    }
