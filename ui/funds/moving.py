"""Money that stays with the club: from one fund to another, between cash box and bank."""

from app.base.dates import fmt_date
from app.base.text import _
from app.funds import acts, balance_records, forms
from app.funds.accounts import FUNDS, INCOME, Where
from app.funds.records import Instead
from ui.funds import fields
from ui.funds.booking import Booking, between, to_or_from_bank
from ui.funds.fields import NOTHING_GIVEN, Given
from ui.kit.entries import MoneyField
from ui.kit.fields import TextField
from ui.kit.form import Values
from ui.kit.session import Session


def transfer(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """Money moved from one fund to another."""
    club, today = session.club, session.today()
    funds = fields.funds_with(session, (INCOME, *fields.SPENDS_AND_EARNS))

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_transfer(values, today, funds)
        return acts.transfer(
            club,
            typed.from_fund,
            typed.to_fund,
            typed.amount_vnd,
            typed.on_date,
            typed.why,
            typed.where,
            instead=instead,
        )

    return Booking(
        "transfer",
        _("From one fund to another"),
        _("No money leaves the club."),
        _("Book this move"),
        {
            "from_fund": fields.fund_choice(_("From which fund"), funds),
            "to_fund": fields.fund_choice(_("Into which fund"), funds),
            "amount": MoneyField(_("Amount")),
            "on_date": fields.day_field(session),
            "where": fields.where_choice(),
            "why": TextField(_("Why it is moved")),
        },
        write,
        between(today),
        {**fields.today_in_cash(session), **given},
    )


def bank(session: Session, way: str, given: Given = NOTHING_GIVEN) -> Booking:
    """Cash taken to the bank ("to_bank"), or from there ("from_bank")."""
    club, today = session.club, session.today()
    inward = way == "to_bank"
    funds = _with_money(session, "cash" if inward else "bank", given)

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_bank(values, today, funds)
        act = acts.to_bank if typed.to_bank else acts.from_bank
        return act(
            club,
            typed.fund,
            typed.amount_vnd,
            typed.on_date,
            typed.attached,
            instead=instead,
        )

    only = next(iter(funds)) if len(funds) == 1 else ""
    return Booking(
        way,
        _("Cash to the bank") if inward else _("From the bank into the cash box"),
        _("Only funds that have money there are offered."),
        _("Book this move"),
        {
            "fund": fields.fund_choice(_("Of which fund"), funds),
            "amount": MoneyField(_("Amount")),
            "on_date": fields.day_field(session),
            "attached": fields.papers_field(),
        },
        write,
        to_or_from_bank(today),
        {"on_date": fmt_date(today), "fund": only, **given},
        {"way": way},
    )


def _with_money(session: Session, where: Where, given: Given) -> dict[str, str]:
    """The funds that have money there, or had it before a voucher that is corrected."""
    held = balance_records.balances(session.club, session.today())
    return {
        code: title
        for code, title in fields.funds_with(session, FUNDS).items()
        if held.get(code, {}).get(where, 0) > 0 or code == given.get("fund")
    }
