"""Loans that members have from others: they stand beside the club's ledger, in no sum of it."""

from collections.abc import Callable, Sequence

from app.base import money
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.loans import forms
from app.loans import outside_records as records
from app.loans.rules import OutsideLoan
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Tick
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.loans import words


class OutsidePage(ListPage[OutsideLoan]):
    """Those that run first; F3 says that one is paid off."""

    icon = "landmark"
    help_id = "loan-lists"
    right = "loans.write"
    reads = records.READS

    def name(self) -> str:
        return _("Loans from outside")

    def columns(self) -> Sequence[Column[OutsideLoan]]:
        return (
            Column(_("Full name"), lambda row: row.who, bold=True, wide=True),
            Column(_("Who lends"), lambda row: row.lender, wide=True),
            Column(_("How much (đ)"), lambda row: words.number(row.amount_vnd), align="right"),
            Column(_("Since"), lambda row: words.day(row.since), keep=60),
            Column(_("Until"), lambda row: words.day(row.due_on), keep=60),
            Column(_("It stands"), lambda row: _state(row).word, cell=_state, keep=80),
        )

    def add_words(self) -> str:
        return _("Write down a loan from outside")

    def empty(self) -> tuple[str, str]:
        return (
            _("No loan from outside"),
            _("For example from the social policy bank: so that the club knows who owes what."),
        )

    def row_buttons(self) -> Sequence[Button]:
        done = Button(_("Paid off"), icon="check", key="F3")
        done.clicked.connect(self._paid_off)
        return (done,)

    def refresh(self) -> None:
        found = records.outside_loans(self.session.club)
        running = [row for row in found if row.closed_on is None]
        total = sum(row.amount_vnd for row in running)
        many = ngettext("{n} loan runs", "{n} loans run", len(running)).format(n=len(running))
        said = _("{count}, {amount}. They are in no sum of the fund.").format(
            count=many, amount=money.fmt(total)
        )
        self.head(_("Loans from outside"), said if found else "")
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(outside_form(self.session, self.shell, None, added=self.added))

    def change(self, row: OutsideLoan) -> None:
        self.shell.show(outside_form(self.session, self.shell, row))

    def remove(self, row: OutsideLoan) -> None:
        records.remove_outside(self.session.club, row.id)

    def whole(self, row: OutsideLoan) -> Sequence[tuple[str, str]]:
        return (
            (_("Full name"), row.who),
            (_("Who lends"), row.lender),
            (_("How much"), money.fmt(row.amount_vnd)),
            (_("Since"), words.day(row.since)),
            (_("Until"), words.day(row.due_on)),
            (_("What for"), row.purpose or ""),
            (_("Paid off on"), words.day(row.closed_on)),
        )

    @guard
    def _paid_off(self) -> None:
        row = self.chosen()
        self.added(row.id)
        records.close_outside(self.session.club, row.id, self.session.today())


def outside_form(
    session: Session,
    shell: Shell,
    before: OutsideLoan | None,
    *,
    person: str = "",
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """Who owes whom, how much, since when."""
    club, today = session.club, session.today()
    register = Register(club, today, [before.person_id] if before else [])

    def save(values: Values) -> None:
        found = forms.read_outside(values, today, register.known)
        if before is None:
            added(records.add_outside(club, found))
        else:
            records.change_outside(club, before.id, found)

    return Form(
        session,
        shell,
        _("Change a loan from outside") if before else _("Write down a loan from outside"),
        _("It is in no sum of the club's fund."),
        {
            "person": PersonField(_("Who borrowed"), register),
            "lender": TextField(_("Who lends"), _("For example the social policy bank")),
            "amount": MoneyField(_("How much")),
            "since": DateField(_("Since"), today, ahead=0),
            "due_on": DateField(_("Until"), today, _("May stay empty"), ahead=3650),
            "purpose": TextField(_("What for"), _("May stay empty")),
            "through_club": Tick(_("The club helped to get it")),
        },
        save,
        verb=_("Keep this"),
        values={
            "person": before.person_id,
            "lender": before.lender,
            "amount": money.fmt_number(before.amount_vnd),
            "since": words.day(before.since),
            "due_on": words.day(before.due_on),
            "purpose": before.purpose or "",
            "through_club": "yes" if before.through_club else "",
        }
        if before
        else {"person": person, "since": fmt_date(today)},
        draft=f"loan-outside-{before.id if before else person or 'new'}",
    )


def _state(row: OutsideLoan) -> Result:
    if row.closed_on is not None:
        return Result(_("Paid off"), icon="check")
    return Result(_("Runs"), icon="clock")
