"""The Golden Heart book: who gave what, who was thanked, whose name may be shown."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.funds import forms, gift_records
from app.funds.accounts import GOLDEN_HEART
from app.funds.rules import Gift
from ui.funds import fields, money_in, words
from ui.funds.booking import BookingForm
from ui.funds.papers import Paper, look_at
from ui.funds.steps import YearSteps
from ui.funds.voucher import VoucherPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.entries import MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class GiftsPage(Page):
    """The gifts of a year, the newest first. Enter opens one."""

    help_id = "golden-heart"
    reads = gift_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("funds.write")
        self.thing = Button(_("Gift in kind"), icon="gift", key="Ctrl+K")
        self.thing.clicked.connect(self._add_thing)
        self.money = Button(_("Gift of money"), icon="plus", key="Ctrl+N", kind="primary")
        self.money.clicked.connect(self._add_money)
        self.set_actions(*([self.thing, self.money] if self._may else []))
        today = session.today()
        self.years = YearSteps(today.year, today)
        self.years.turned.connect(self.refresh)
        self.table: Table[Gift] = Table(
            self._columns(), key=lambda one: one.id, name=_("Golden Heart book")
        )
        self.table.opened.connect(self._open)
        first = Button(_("Gift of money"), icon="plus", kind="primary")
        first.clicked.connect(self._add_money)
        self.table.set_empty(
            Empty(
                "gift",
                _("No gift in this year yet"),
                _("Write down every gift: money, rice, chairs, work."),
                *([first] if self._may else []),
            )
        )
        self.body.add(Apart(self.years, self.table.pager))
        self.body.add(self.table, stretch=1)
        self.change_button = Button(_("Change"), icon="pencil", key="F2")
        self.change_button.clicked.connect(self._change)
        self.letter_button = Button(_("Thank-you letter"), icon="printer", key="Ctrl+P")
        self.letter_button.clicked.connect(self._letter)
        self.thank_button = Button(_("Thanked today"), icon="check", key="F5")
        self.thank_button.clicked.connect(self._thank)
        self.voucher_button = Button(_("Open the voucher"), icon="file-text", key="F7")
        self.voucher_button.clicked.connect(self._open_voucher)
        self.out_button = Button(_("Take out"), icon="x", kind="danger")
        self.out_button.clicked.connect(self._ask_out)
        acts = Flow(12)
        for button in (
            self.change_button,
            self.letter_button,
            self.thank_button,
            self.voucher_button,
        ):
            acts.add(button)
        apart = Flow(0)
        apart.add(self.out_button)
        self.foot = Apart(plain(acts), plain(apart), grow=True)
        self.body.add(self.foot)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        year = self.years.year
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = gift_records.gifts(self.session.club, first, last)[::-1]
        self.head(_("Golden Heart book of {year}").format(year=year), said(found) if found else "")
        self.table.set_rows(found)
        self.foot.setVisible(self._may and bool(found))

    @staticmethod
    def _columns() -> Sequence[Column[Gift]]:
        return (
            Column(
                _("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date, keep=80
            ),
            Column(_("Who gave it"), lambda one: one.donor, bold=True, wide=True, whole=True),
            Column(
                _("Gift"),
                what,
                sort=lambda one: one.amount_vnd or one.value_vnd or 0,
                wide=True,
                whole=True,
            ),
            Column(_("Thanked"), lambda one: _thanked(one).word, cell=_thanked, keep=70),
            Column(_("Name on papers"), lambda one: _named(one).word, cell=_named, keep=60),
        )

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _add_money(self) -> None:
        self.shell.show(BookingForm(self.session, self.shell, money_in.gift(self.session)))

    @guard
    def _add_thing(self) -> None:
        self.shell.show(thing_form(self.session, self.shell))

    @guard
    def _open(self, one: Gift) -> None:
        if self._may:
            self.shell.show(gift_form(self.session, self.shell, one))
        elif one.entry_id is not None:
            self.shell.show(VoucherPage(self.session, self.shell, one.entry_id))

    @guard
    def _change(self) -> None:
        one = self.table.current()
        if one is not None:
            self._open(one)

    @guard
    def _thank(self) -> None:
        one = self.table.current()
        if one is not None:
            gift_records.thank(self.session.club, one.id, self.session.today())

    @guard
    def _letter(self) -> None:
        from app.documents import thank_you

        one = self.table.current()
        if one is not None:
            found = thank_you.gather(self.session.club, one.id)
            title = _("Thank-you letter to {donor}").format(donor=one.donor)
            file = f"thu-cam-on-{one.on_date}"
            look_at(self, Paper(title, file, lambda _tongue: thank_you.render(found)))

    @guard
    def _open_voucher(self) -> None:
        one = self.table.current()
        if one is None:
            return
        if one.entry_id is None:
            self.good(_("A gift in kind has no voucher."))
        else:
            self.shell.show(VoucherPage(self.session, self.shell, one.entry_id))

    @guard
    def _ask_out(self) -> None:
        one = self.table.current()
        if one is None:
            return
        self._leaving = one.id
        lines = [f"{one.donor}: {what(one)}"]
        if one.entry_id is not None:
            lines.append(_("Its voucher is taken back, and both stay in the book."))
        self.ask(
            _("Take this gift out of the Golden Heart book?"),
            lines,
            act=_("Take it out"),
            keep=_("Keep this gift"),
            then=self._take_out,
            reason=_("Why"),
        )

    @guard
    def _take_out(self, why: str) -> None:
        gift_records.remove_gift(self.session.club, self._leaving, why)


def thing_form(session: Session, shell: Shell) -> Form:
    """Something that was given: it is only written down."""
    club, today = session.club, session.today()
    register = Register(club, today)

    def save(values: Values) -> None:
        texts = {**money_in.with_donor_name(values, register), "form": "thing"}
        texts["fund"] = GOLDEN_HEART
        typed = forms.read_gift(texts, today, {GOLDEN_HEART}, register.known)
        gift_records.add_gift(club, typed)

    return Form(
        session,
        shell,
        _("Gift in kind"),
        _("It is written down and thanked for; it is no money of a fund."),
        {
            "donor": fields.party_field(_("Who gave it"), register),
            "what": TextField(_("What they gave"), _("For example 50 kg of rice")),
            "on_date": fields.day_field(session),
            "value": MoneyField(_("Worth about"), _("May stay empty")),
            "show_name": money_in.name_choice(),
            "note": money_in.note_field(),
        },
        save,
        verb=_("Write it down"),
        values={"on_date": fmt_date(today), "show_name": "yes"},
        draft="gift-thing",
    )


def gift_form(session: Session, shell: Shell, before: Gift) -> Form:
    """What may be changed of a gift: all but money that was booked."""
    club, today = session.club, session.today()
    register = Register(club, today, [before.person_id] if before.person_id else [])
    thing = before.amount_vnd is None

    def save(values: Values) -> None:
        kept = {"form": "thing", "fund": before.fund} if thing else _kept(before)
        texts = {**money_in.with_donor_name(values, register), **kept}
        typed = forms.read_gift(texts, today, {before.fund}, register.known)
        gift_records.change_gift(club, before.id, typed)

    asked: dict[str, Field] = {"donor": fields.party_field(_("Who gave it"), register)}
    if thing:
        asked["what"] = TextField(_("What they gave"))
        asked["on_date"] = fields.day_field(session)
        asked["value"] = MoneyField(_("Worth about"), _("May stay empty"))
    asked["show_name"] = money_in.name_choice()
    asked["note"] = money_in.note_field()
    return Form(
        session,
        shell,
        _("Change a gift"),
        "" if thing else _("Amount, day and fund are corrected on the page of the voucher."),
        asked,
        save,
        verb=_("Keep this"),
        values={
            "donor": before.person_id or before.donor,
            "what": before.what or "",
            "on_date": fmt_date(before.on_date),
            "value": words.amount(before.value_vnd or 0),
            "show_name": "yes" if before.show_name else "no",
            "note": before.note or "",
        },
        draft=f"gift-{before.id}",
    )


def what(one: Gift) -> str:
    """The gift in figures or in words."""
    if one.amount_vnd is not None:
        return money.fmt(one.amount_vnd)
    worth = _("about {amount}").format(amount=money.fmt(one.value_vnd)) if one.value_vnd else ""
    return words.joined(one.what, worth)


def said(found: Sequence[Gift]) -> str:
    """The year in a sentence or two."""
    given = sum(one.amount_vnd or 0 for one in found)
    worth = sum(one.value_vnd or 0 for one in found)
    waiting = sum(1 for one in found if one.thanked_on is None)
    many = ngettext("{n} gift", "{n} gifts", len(found)).format(n=len(found))
    parts = [_("{n}: {amount} in money").format(n=many, amount=money.fmt(given))]
    if worth:
        parts.append(_("things worth about {amount}").format(amount=money.fmt(worth)))
    sentence = f"{', '.join(parts)}."
    if waiting:
        thanks = ngettext(
            "{n} has not been thanked for.", "{n} have not been thanked for.", waiting
        )
        sentence = f"{sentence} {thanks.format(n=waiting)}"
    return sentence


def _kept(before: Gift) -> Values:
    return {
        "form": "money",
        "fund": before.fund,
        "amount": money.fmt_number(before.amount_vnd or 0),
        "on_date": fmt_date(before.on_date),
    }


def _thanked(one: Gift) -> Result:
    if one.thanked_on is None:
        return Result(_("Not thanked"), icon="clock", tone="warn")
    return Result(words.day(one.thanked_on), icon="check")


def _named(one: Gift) -> Result:
    return Result(_("Yes"), icon="check") if one.show_name else Result(_("No"), icon="eye-off")
