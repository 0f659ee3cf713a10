"""Money that goes out: spending, savings given back, capital given back, what was kept."""

from collections.abc import Callable

from app.base.text import _
from app.funds import acts, forms, source_records
from app.funds.accounts import ACTIVITY, INCOME, SAVINGS, Account
from app.funds.records import Instead
from app.funds.rules import BUDGET_AREAS, Source
from ui.funds import fields
from ui.funds.booking import Booking, in_one_place, of_somebody, of_source
from ui.funds.fields import NOTHING_GIVEN, Given
from ui.kit.choice import Choice
from ui.kit.entries import MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Values
from ui.kit.people_field import PersonField
from ui.kit.session import Session


def spending(session: Session, given: Given = NOTHING_GIVEN, *, ask_area: bool = False) -> Booking:
    """Money spent for one of the areas or for running the club: `given` has the area, unless the
    form is to ask for it."""
    club, today = session.club, session.today()
    funds, register = fields.spending_funds(session), fields.register_of(session, given)

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_spending(values, today, funds, register.known)
        return acts.spend(
            club,
            typed.fund,
            typed.amount_vnd,
            typed.on_date,
            typed.memo,
            typed.area,
            party=typed.party,
            person_id=typed.person_id,
            from_=typed.where,
            attached=typed.attached,
            instead=instead,
        )

    asked: dict[str, Field] = {
        "memo": TextField(_("What was bought or paid")),
        "amount": MoneyField(_("Amount")),
        "party": fields.party_field(_("Who was paid"), register),
        "on_date": fields.day_field(session),
        "fund": fields.fund_choice(_("From which fund"), funds),
        "where": fields.where_choice(_("Paid from")),
    }
    if ask_area:  # a form has at most eight fields
        options = [(code, _(words)) for code, words in BUDGET_AREAS.items()]
        asked["area"] = Choice(_("Spent for"), options, wide=True)
        kept = {"attached": given.get("attached", "")}
    else:
        asked["attached"] = fields.papers_field()
        kept = {"area": given["area"]}
    area = next((_(words) for code, words in BUDGET_AREAS.items() if code == kept.get("area")), "")
    return Booking(
        "spending" if ask_area else f"spending-{given['area']}",
        _("Spending: {area}").format(area=area),
        "",
        _("Book this spending"),
        asked,
        write,
        in_one_place(-1, today),
        {**fields.today_in_cash(session), "fund": ACTIVITY, **given},
        kept,
    )


def savings_back(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """Savings that go back to a member."""
    return _given_back(
        session,
        given,
        "savings",
        SAVINGS,
        acts.savings_back,
        _("Savings given back"),
        _("Only who has savings with the club is offered."),
    )


def held_back(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """Money paid too much, kept for somebody, that goes back."""
    return _given_back(
        session,
        given,
        "held",
        ACTIVITY,
        acts.give_held_back,
        _("Money kept, given back"),
        _("Only for whom the club keeps money is offered."),
    )


def _given_back(
    session: Session,
    given: Given,
    account: Account,
    fund: str,
    act: Callable[..., str],
    title: str,
    purpose: str,
) -> Booking:
    """What was somebody's all along, and goes back to them."""
    owed = fields.Owed(session, account, given)
    return Booking(
        f"{account}-back-{given.get('person', '')}",
        title,
        purpose,
        _("Book what is given back"),
        fields.kept_fields(session, PersonField(_("Who gets it"), owed)),
        of_somebody(session, owed.known, act),
        in_one_place(-1, session.today()),
        {**fields.today_in_cash(session), **given},
        {"fund": fund},
    )


def capital_back(session: Session, source: Source, given: Given = NOTHING_GIVEN) -> Booking:
    """Capital that goes back to its source."""
    return Booking(
        f"capital-back-{source.id}",
        _("Capital given back to {name}").format(name=source.name),
        _("It goes out of the income fund."),
        _("Book what is given back"),
        fields.capital_fields(session),
        of_source(session, source, source_records.give_capital_back),
        in_one_place(-1, session.today()),
        {**fields.today_in_cash(session), **given},
        {"fund": INCOME},
    )
