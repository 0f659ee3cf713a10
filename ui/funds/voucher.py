"""One voucher: what it moved, in the club's words; how a mistake in it is put right."""

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import N_, _
from app.funds import fund_records, records, source_records
from app.funds.accounts import ACCOUNTS, KINDS, TOPICS, Account, Topic
from app.funds.rules import Entry, Posting
from ui.funds import words
from ui.funds.booking import BookingForm, say_booked
from ui.funds.kinds import booking_of
from ui.funds.papers import Paper, PaperPage
from ui.kit.button import Button
from ui.kit.labels import big, facts, muted, section
from ui.kit.layout import Apart, Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session

# What a posting says: as a debit, and as a credit.
_SAID: dict[Account, tuple[str, str]] = {
    "cash": (N_("Into the cash box"), N_("Out of the cash box")),
    "bank": (N_("Into the bank account"), N_("Out of the bank account")),
    "loans": (N_("Lent out"), N_("Principal paid back")),
    "written_off": (N_("Written off"), N_("Got back of what was written off")),
    "capital": (N_("Capital given back"), N_("Capital received")),
    "savings": (N_("Savings given back"), N_("Savings paid in")),
    "held": (N_("Money kept, given back"), N_("Kept for somebody")),
    "spending": (N_("Spent"), N_("Spending taken back")),
    "transfer": (N_("To another fund"), N_("From another fund")),
    "difference": (N_("Missing at counting"), N_("Too much at counting")),
}
_ELSEWHERE: dict[Topic, str] = {
    "opening": N_("Taken over from the paper books. It is put right where it was taken over."),
    "difference": N_("Written when a month was closed. It is put right by opening that month."),
}


class VoucherPage(PaperPage):
    """What stands in a voucher cannot be changed: it is corrected by a new one, or taken back."""

    help_id = "vouchers"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, entry_id: str) -> None:
        super().__init__(session, shell)
        self._id = entry_id
        self.correct_button = Button(_("Correct"), icon="pencil", key="F2")
        self.correct_button.clicked.connect(self._correct)
        self.other_button = Button("", icon="file-text", key="F3")
        self.other_button.clicked.connect(self._open_other)
        self.source_button = Button("", icon="list", key="F4")
        self.source_button.clicked.connect(self._open_source)
        self.back_button = Button(_("Take back"), icon="x", kind="danger")
        self.back_button.clicked.connect(self._ask_back)
        self.set_actions(self.look_button)
        self._head_card = padded(6)
        self._moved = padded(6)
        self._state = Column(8)
        self.body.add(plain(self._state))
        self.body.add(SideBySide(card(self._head_card), card(self._moved), share=50, least=760))
        self.body.stretch()
        acts = Flow(12)
        for button in (self.correct_button, self.other_button, self.source_button):
            acts.add(button)
        apart = Flow(0)
        apart.add(self.back_button)
        self.body.add(Apart(plain(acts), plain(apart), grow=True))

    def first_focus(self) -> QWidget:
        return self.look_button

    def refresh(self) -> None:
        entry = records.entry(self.session.club, self._id)
        self.head(
            _("{kind} {voucher}").format(kind=_(KINDS[entry.kind]), voucher=entry.voucher),
            words.joined(_(TOPICS[entry.topic]), words.day(entry.on_date)),
        )
        self._show_head(entry)
        self._show_moved(entry)
        self._show_state(entry)

    def paper(self) -> Paper:
        from app.documents import vouchers

        entry = records.entry(self.session.club, self._id)
        found = vouchers.gather(self.session.club, [self._id])
        return Paper(self.title(), entry.voucher, lambda _tongue: vouchers.render(found))

    # --- what stands in it --------------------------------------------------------------------

    def _show_head(self, entry: Entry) -> None:
        self._head_card.clear()
        self._head_card.add(big(money.fmt(entry.amount_vnd)))
        self._head_card.add(muted(money.sentence(entry.amount_vnd)))
        known = (
            (_("For what"), entry.memo),
            (_("Who"), entry.called()),
            (_("Papers with it"), entry.attached or ""),
        )
        self._head_card.add(facts([(name, value) for name, value in known if value], share=30))
        self._head_card.stretch()

    def _show_moved(self, entry: Entry) -> None:
        self._moved.clear()
        self._moved.add(section(_("What it moved")))
        titles = fund_records.titles(self.session.club)
        lines = [
            (
                words.joined(self._said(posting), titles.get(posting.fund, "")),
                money.fmt(abs(posting.amount_vnd)),
            )
            for posting in entry.postings
        ]
        self._moved.add(facts(lines, share=66))
        self._moved.stretch()

    def _said(self, posting: Posting) -> str:
        """ "Spent (Culture)": a posting in the words of the cash book."""
        debit = posting.amount_vnd > 0
        if posting.account in _SAID:
            said = _(_SAID[posting.account][0 if debit else 1])
        elif posting.account == "opening" or not debit:
            said = _(ACCOUNTS[posting.account])
        else:
            said = _("{what}, taken back").format(what=_(ACCOUNTS[posting.account]))
        more = ""
        if posting.account == "spending":
            more = words.area(posting.area)
        elif posting.source_id is not None:
            more = source_records.source(self.session.club, posting.source_id).name
        return f"{said} ({more})" if more else said

    # --- how it stands ------------------------------------------------------------------------

    def _show_state(self, entry: Entry) -> None:
        club, may = self.session.club, self.session.may("funds.write")
        self._state.clear()
        standing = entry.reverses is None and entry.reversed_by is None
        if entry.reversed_by is not None:
            by = records.entry(club, entry.reversed_by)
            said = _("Taken back on {day} by {voucher}: {why}").format(
                day=words.day(by.on_date), voucher=by.voucher, why=by.reason or ""
            )
            self._state.add(mark_line("triangle-alert", said, "warn"))
            self._name_other(by)
        elif entry.reverses is not None:
            of = records.entry(club, entry.reverses)
            said = _("Takes back {voucher} of {day}: {why}").format(
                voucher=of.voucher, day=words.day(of.on_date), why=entry.reason or ""
            )
            self._state.add(mark_line("undo-2", said, "pri"))
            self._name_other(of)
        here = standing and may and booking_of(self.session, entry) is not None
        if standing and may and not here:
            self._state.add(mark_line("circle-question-mark", _elsewhere(entry), "pri"))
        self.other_button.setVisible(not standing)
        self._name_source(entry)
        self.correct_button.setVisible(here)
        self.back_button.setVisible(here)

    def _name_other(self, other: Entry) -> None:
        self.other_button.setProperty("entry", other.id)
        self.other_button.rename(_("Open {voucher}").format(voucher=other.voucher), "file-text")

    def _name_source(self, entry: Entry) -> None:
        """The way to the meeting or the loan that it came from."""
        loans = entry.loan_id is not None and self.session.may("loans.read")
        if entry.meeting_id is not None:
            self.source_button.rename(_("Open the meeting"), "calendar-check")
        elif loans:
            self.source_button.rename(_("Open the loan"), "wallet")
        self.source_button.setVisible(entry.meeting_id is not None or loans)

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _open_other(self) -> None:
        other = str(self.other_button.property("entry"))
        self.shell.show(VoucherPage(self.session, self.shell, other))

    @guard
    def _open_source(self) -> None:
        entry = records.entry(self.session.club, self._id)
        if entry.meeting_id is not None:
            self.shell.open("meetings", meeting=entry.meeting_id, step="collection")
        else:
            self.shell.open("loans", loan=entry.loan_id)

    @guard
    def _correct(self) -> None:
        entry = records.entry(self.session.club, self._id)
        booking = booking_of(self.session, entry)
        if booking is not None:
            self.shell.show(
                BookingForm(self.session, self.shell, booking, self._corrected, mends=entry)
            )

    def _corrected(self, voucher_id: str) -> None:
        """Go on with the new voucher."""
        self._id = voucher_id
        self.refresh()

    @guard
    def _ask_back(self) -> None:
        entry = records.entry(self.session.club, self._id)
        self.ask(
            _("Take back {voucher}?").format(voucher=entry.voucher),
            [
                _("{amount}: {memo}").format(amount=money.fmt(entry.amount_vnd), memo=entry.memo),
                _("The voucher stays in the book; a new one takes back all that it moved."),
            ],
            act=_("Take it back"),
            keep=_("Keep this voucher"),
            then=self._take_back,
            reason=_("Why it is taken back"),
        )

    @guard
    def _take_back(self, why: str) -> None:
        say_booked(self.session, records.reverse(self.session.club, self._id, why))


def _elsewhere(entry: Entry) -> str:
    """Where a voucher that is not corrected here is put right."""
    if entry.meeting_id is not None:
        return _("It came from a meeting. Correct it on the collection sheet of that meeting.")
    if entry.loan_id is not None:
        return _("It belongs to a loan. Correct it on the page of that loan.")
    return _(_ELSEWHERE[entry.topic]) if entry.topic in _ELSEWHERE else _("It is not changed here.")
