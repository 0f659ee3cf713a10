"""Closing a month: the cash box counted by banknotes, the difference named, two officers."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid, UserError
from app.base.periods import Month
from app.base.text import _, ngettext
from app.club.second import Second
from app.funds import closing, closing_records
from app.funds.closing import Counted, Seal, ToClose
from app.meetings import booking_records
from ui.funds.seals import SealPage, SealsPage
from ui.funds.second import SecondPage
from ui.kit import form
from ui.kit.banknotes import Banknotes
from ui.kit.button import Button
from ui.kit.chips import Chip, Result
from ui.kit.empty import Empty
from ui.kit.entries import MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.labels import big, body, muted, section
from ui.kit.layout import Column, SideBySide, card, padded, plain
from ui.kit.notice import Notice
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class ClosingPage(Page):
    """The next month to be closed, and what the book says the box holds. What is typed waits as a
    draft; when all months are closed it says so."""

    help_id = "closing"
    reads = closing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.due: ToClose | None = None
        self.seals_button = Button(_("Closed months"), icon="lock", key="F5")
        self.seals_button.clicked.connect(self._show_seals)
        self.do = Button(_("Close the month"), icon="lock", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self.close_month)
        self._may = session.may("funds.write")
        self.set_actions(self.seals_button, *([self.do] if self._may else []))
        self.box = Banknotes()
        self.box.typed.connect(self._add_up)
        self.loose = MoneyField(_("Smaller money"), _("What lies there below 1.000 đ, if any"))
        self.bank = MoneyField(_("What the bank's paper says"))
        self.why = TextField(_("Why it differs"), _("In a few words; it stands in the books"))
        self.witness = TextField(_("In the presence of"), _("Who else looked on while counting"))
        self.fields: dict[str, Field] = {
            **{str(value): field for value, field in self.box.fields.items()},
            "loose": self.loose,
            "bank": self.bank,
            "why": self.why,
            "witness": self.witness,
        }
        for field in self.fields.values():
            field.edited.connect(self._edited)
        self.loose.edit.textEdited.connect(self._add_up)
        self.total = big("")
        self._words = muted("")
        self._by_book = body("")
        self.agrees = Chip(Result())
        left = padded(8)
        left.add(self.box)
        right = Column(8)
        for part in (section(_("In the box")), self.total, self._words, self._by_book):
            right.add(part)
        right.add(self.agrees)
        right.gap(8)
        for field in (self.loose, self.why, self.bank, self.witness):
            right.add(field)
        right.stretch()
        self._work = SideBySide(card(left), plain(right), share=50, gap=24, least=760)
        self.body.add(self._work)
        self._unbooked, self._nothing = Column(8), Column(12)
        self._above, self._instead = plain(self._unbooked), plain(self._nothing)
        self.body.insertWidget(0, self._above)
        self.body.add(self._instead)
        self.body.stretch()
        self._clock = QTimer(self, interval=form.PAUSE)
        self._clock.timeout.connect(self.keep_draft)
        self._clock.start()

    # --- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        before, self.due = self.due, closing_records.to_close(club, today)
        self._work.setVisible(self.due is not None)
        self._instead.setVisible(self.due is None)
        if self._may:
            self.do.setVisible(self.due is not None)
        self._nothing.clear()
        self._unbooked.clear()
        if self.due is None:
            self._say_nothing()
            return
        due = self.due
        if before is None or before.month != due.month:
            self._put_back()
        vouchers = ngettext("{n} voucher", "{n} vouchers", due.entries).format(n=due.entries)
        self.head(
            _("Close month {month}/{year}").format(month=due.month.month, year=due.month.year),
            _("{vouchers}. Count the cash box, then two officers close the month.").format(
                vouchers=vouchers
            ),
        )
        self._by_book.setText(
            _("By the book it holds {amount} today.").format(amount=money.fmt(due.book_cash_vnd))
        )
        self.bank.setVisible(due.has_bank)
        self.bank.hint = _("At the end of {day}; the book says {amount}").format(
            day=fmt_date(due.month.last), amount=money.fmt(due.bank_vnd)
        )
        self.bank.problem(self.bank.current_problem())
        self._add_up()
        waiting = [each for each in booking_records.waiting(club) if each.month <= due.month]
        for each in waiting:
            self._unbooked.add(self._meeting_waits(each.month))
        self._above.setVisible(bool(waiting))

    def first_focus(self) -> QWidget:
        self.make_ready()
        return self.box.first() if self.due is not None else self.seals_button

    def leaving(self) -> None:
        self.keep_draft()

    def values(self) -> dict[str, str]:
        """What is typed, by field."""
        return {name: field.text() for name, field in self.fields.items()}

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def close_month(self) -> None:
        """Ask the second officer, when the count is right or the difference named."""
        due = self.due
        if due is None:
            return
        self.clear_error()
        for field in self.fields.values():
            field.problem("")
        if due.book_cash_vnd and not any(self.values().values()):
            self.error(
                UserError(_("Count first: how many notes of each value. Nothing was closed."))
            )
            self.box.first().setFocus(Qt.FocusReason.TabFocusReason)
            return
        try:
            counted = closing.read_count(self.values(), due.has_bank)
        except Invalid as error:
            self._show_problems(error)
            return
        apart = closing.difference(due, counted)
        if apart and counted.why is None:
            said, ask = (
                closing.difference_words(apart),
                _("Count again; if it stays so, write why."),
            )
            self._show_problems(Invalid({"why": f"{said} {ask}"}))
            return
        obstacle = closing.obstacle(due, counted)
        if obstacle is not None:
            raise obstacle
        self.keep_draft()
        self.shell.show(self._second_page(due, counted, apart))

    def _second_page(self, due: ToClose, counted: Counted, apart: int) -> SecondPage:
        sealed: list[Seal] = []

        def do(second: Second) -> None:
            sealed.append(closing_records.seal(self.session.club, due.month, counted, second))
            self.session.drafts.drop(_draft(due))

        lines = [
            _("In the cash box: {amount}.").format(amount=money.fmt(counted.total_vnd)),
            closing.difference_words(apart),
            _("Afterwards nothing in this month can be changed unseen."),
        ]
        if apart:
            lines.insert(2, _("It is written in the activity fund: {why}.").format(why=counted.why))
        return SecondPage(
            self.session,
            self.shell,
            _("Close {month}").format(month=closing.month_words(due.month)),
            lines,
            _("Close the month"),
            do,
            icon="lock",
            below=self,
            afterwards=lambda: self.shell.show(SealPage(self.session, self.shell, sealed[0].id)),
        )

    @guard
    def _show_seals(self) -> None:
        self.shell.show(SealsPage(self.session, self.shell))

    @guard
    def keep_draft(self) -> None:
        """Keep a count that is not finished."""
        session, due = self.session, self.due
        if due is None or not session.has_club or session.worker.busy():
            return
        typed = {name: text for name, text in self.values().items() if text}
        if typed:
            session.drafts.keep(_draft(due), typed, self.title(), self.shell.room())
        else:
            session.drafts.drop(_draft(due))

    # --- inside -------------------------------------------------------------------------------

    def _put_back(self) -> None:
        """What was typed before for this month; else the notes of a count of today."""
        due = self.due
        kept = dict(self.session.drafts.texts(_draft(due))) if due is not None else {}
        if not kept:
            last = [one for one in closing_records.seals(self.session.club) if one.stands][-1:]
            if last and last[0].closed_on == self.session.today():
                kept = {str(value): str(count) for value, count in last[0].notes.items()}
                kept["loose"] = kept.pop(str(closing.LOOSE), "")
        for name, field in self.fields.items():
            field.set_text(kept.get(name, ""))

    @guard
    def _add_up(self) -> None:
        due = self.due
        if due is None:
            return
        try:
            loose = money.parse(self.loose.text()) if self.loose.text() else 0
        except UserError:
            loose = 0
        total = self.box.add_up() + loose
        self.total.setText(money.fmt(total))
        self._words.setText(money.sentence(total) if total else "")
        apart = total - due.book_cash_vnd
        self.why.setVisible(bool(apart))
        self.agrees.setVisible(bool(total) or not due.book_cash_vnd)
        said = closing.difference_words(apart)
        good = Result(said, icon="check", tone="good")
        bad = Result(said, icon="triangle-alert", tone="warn", bold=True)
        self.agrees.set_result(bad if apart else good)

    @guard
    def _edited(self) -> None:
        self._add_up()

    def _show_problems(self, error: Invalid) -> None:
        """Each beside its field, and the first one in focus."""
        for name, sentence in error.problems.items():
            self.fields[name].problem(sentence)
        first = next(name for name in self.fields if name in error.problems)
        self.fields[first].setVisible(True)
        self.fields[first].first().setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal(self.fields[first])

    def _meeting_waits(self, month: Month) -> Notice:
        """Money of a meeting that is not in the books yet would be dated later."""
        return Notice(
            "warn",
            _("The money of the meeting of month {month} is not booked yet.").format(
                month=f"{month.month}/{month.year}"
            ),
            _("Book it first, in the step Collection; after closing it would be dated today."),
        )

    def _say_nothing(self) -> None:
        club = self.session.club
        found = closing_records.seals(club)
        last = next((one for one in reversed(found) if one.stands), None)
        self.head(_("Close a month"))
        if last is not None:
            title = _("Every month that is over is closed")
            sentence = _("The last one is {month}. The next one is closed when it is over.")
            sentence = sentence.format(month=closing.month_words(last.month))
        else:
            title = _("No month to close yet")
            sentence = _("A month is closed when it is over and has vouchers.")
        self._nothing.add(Empty("lock", title, sentence))


def _draft(due: ToClose) -> str:
    return f"closing {due.month}"
