"""Funds that the club keeps for one purpose: set up, renamed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base import money
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.funds import forms, fund_records
from app.funds.balance_records import balances
from app.funds.rules import Fund
from ui.funds import words
from ui.funds.cash_book import CashBookPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.say import guard
from ui.kit.table import Column


@dataclass(frozen=True, slots=True)
class Own:
    """One of the club's own funds, and what lies in its cash box and at the bank."""

    fund: Fund
    money_vnd: int

    @property
    def id(self) -> str:
        """The code of the fund."""
        return self.fund.id


class EarmarkedPage(ListPage[Own]):
    """The funds of the club's own, also those that have ended."""

    icon = "wallet"
    help_id = "earmarked"
    right = "funds.write"
    reads = frozenset({"fund", "posting"})

    def name(self) -> str:
        return _("Funds for one purpose")

    def columns(self) -> Sequence[Column[Own]]:
        return (
            Column(_("Fund"), lambda one: one.fund.title, bold=True, wide=True),
            Column(_("For what"), lambda one: one.fund.purpose or "", keep=60),
            Column(_("Since"), lambda one: words.day(one.fund.since), keep=70),
            Column(_("Ended"), lambda one: _ended(one).word, cell=_ended, keep=80),
            Column(
                _("In it (đ)"), lambda one: money.fmt_number(one.money_vnd), align="right", keep=95
            ),
        )

    def add_words(self) -> str:
        return _("Set up a fund")

    def empty(self) -> tuple[str, str]:
        return (
            _("No fund for one purpose yet"),
            _("Set one up when money may only be spent for one thing, such as a village library."),
        )

    def row_buttons(self) -> Sequence[Button]:
        book = Button(_("Cash book"), icon="book-open", key="F3")
        book.clicked.connect(self._book)
        self.table.moved.connect(self._offer)
        return (book,)

    def refresh(self) -> None:
        club = self.session.club
        held = balances(club, self.session.today())
        found = []
        for fund in fund_records.funds(club):
            accounts = held.get(fund.id, {})
            if fund.name:
                found.append(Own(fund, accounts.get("cash", 0) + accounts.get("bank", 0)))
        many = ngettext("{n} fund.", "{n} funds.", len(found)).format(n=len(found))
        self.head(self.name(), many if found else "")
        self.show_rows(found)
        self._offer()

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Own) -> None:
        self.shell.show(self._form(row.fund))

    def remove(self, row: Own) -> None:
        if row.fund.until is None:
            fund_records.end_fund(self.session.club, row.fund.id, self.session.today())
        else:
            fund_records.begin_again(self.session.club, row.fund.id)

    def whole(self, row: Own) -> Sequence[tuple[str, str]]:
        return (
            (_("Fund"), row.fund.title),
            (_("For what"), row.fund.purpose or ""),
            (_("Since"), words.day(row.fund.since)),
            (_("Ended"), words.day(row.fund.until)),
            (_("In it (đ)"), money.fmt_number(row.money_vnd)),
        )

    @guard
    def _offer(self) -> None:
        """One button ends the fund that is chosen, or begins it again."""
        row = self.table.current()
        if row is not None and row.fund.until is not None:
            self.take_out.rename(_("Begin it again"), "refresh-cw")
        else:
            self.take_out.rename(_("End this fund"), "x")

    @guard
    def _book(self) -> None:
        self.shell.show(CashBookPage(self.session, self.shell, self.chosen().fund.id))

    def _form(self, before: Fund | None) -> Form:
        club, today = self.session.club, self.session.today()

        def save(values: Values) -> None:
            if before is None:
                self.added(fund_records.add_fund(club, forms.read_fund(values, today)))
                return
            since = {"since": words.day(before.since)}
            typed = forms.read_fund({**values, **since}, today)
            fund_records.change_fund(club, before.id, typed)

        fields = {
            "name": TextField(_("Name of the fund"), _("For example: fund of the village library")),
            "purpose": TextField(_("For what"), _("May stay empty")),
        }
        if before is None:
            fields["since"] = DateField(_("Since"), today, ahead=0)
        return Form(
            self.session,
            self.shell,
            _("Change a fund") if before else _("Set up a fund for one purpose"),
            _("It has its own cash book. Gifts, spending and moves can name it."),
            fields,
            save,
            verb=_("Keep this"),
            values={
                "name": before.name if before else "",
                "purpose": (before.purpose if before else "") or "",
                "since": fmt_date(today),
            },
            columns=1,
            draft=f"fund-{before.id if before else 'new'}",
        )


def _ended(one: Own) -> Result:
    return Result(words.day(one.fund.until), icon="lock") if one.fund.until else Result("")
