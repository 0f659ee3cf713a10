"""Money that comes in: fees, gifts, capital, savings, other income."""

from collections.abc import Collection

from app.base.text import _
from app.funds import acts, forms, gift_records, source_records
from app.funds.accounts import ACTIVITY, GOLDEN_HEART, INCOME, SAVINGS
from app.funds.records import Instead
from app.funds.rules import Source
from ui.funds import fields
from ui.funds.booking import Booking, Write, in_one_place, of_somebody, of_source
from ui.funds.fields import NOTHING_GIVEN, Given
from ui.kit.choice import Choice
from ui.kit.entries import MoneyField
from ui.kit.fields import TextField
from ui.kit.form import Values
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.session import Session


def fee(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """A fee paid outside of a meeting."""
    register = fields.register_of(session, given)
    return Booking(
        "fee",
        _("Fee of a member"),
        _("For a fee paid between meetings; fees of a meeting are collected there."),
        _("Book this fee"),
        {
            "party": fields.party_field(_("Who paid"), register),
            "amount": MoneyField(_("Amount")),
            "on_date": fields.day_field(session),
            "where": fields.where_choice(_("Where it went")),
            "memo": TextField(_("For what")),
            "attached": fields.papers_field(),
        },
        _receiving(session, {ACTIVITY}, register),
        in_one_place(1, session.today()),
        {**fields.today_in_cash(session), "memo": _("Member fee"), **given},
        {"fund": ACTIVITY, "account": "fees"},
    )


def other_income(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """Money earned in other ways."""
    funds, register = fields.spending_funds(session), fields.register_of(session, given)
    return Booking(
        "income",
        _("Other income"),
        _("Rice jars, sales, bank interest, a prize: what is the club's own."),
        _("Book this income"),
        {
            "memo": TextField(_("For what")),
            "amount": MoneyField(_("Amount")),
            "party": fields.party_field(_("Who paid"), register),
            "on_date": fields.day_field(session),
            "fund": fields.fund_choice(_("Into which fund"), funds),
            "where": fields.where_choice(_("Where it went")),
            "attached": fields.papers_field(),
        },
        _receiving(session, funds, register),
        in_one_place(1, session.today()),
        {**fields.today_in_cash(session), "fund": ACTIVITY, **given},
        {"account": "other_income"},
    )


def gift(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """A gift of money: it stands in the Golden Heart book, whichever fund it goes into."""
    club, today = session.club, session.today()
    funds, register = fields.spending_funds(session), fields.register_of(session, given)

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_gift(with_donor_name(values, register), today, funds, register.known)
        gift_id = gift_records.add_gift(
            club, typed, "bank" if values["where"] == "bank" else "cash", instead=instead
        )
        return gift_records.gift(club, gift_id).entry_id or ""

    return Booking(
        "gift",
        _("Gift of money"),
        _("It is written into the Golden Heart book. Money for lending is capital, not a gift."),
        _("Book this gift"),
        {
            "donor": fields.party_field(_("Who gave it"), register),
            "amount": MoneyField(_("Amount")),
            "on_date": fields.day_field(session),
            "fund": fields.fund_choice(_("Into which fund"), funds),
            "where": fields.where_choice(_("Where it went")),
            "show_name": name_choice(),
            "note": note_field(),
        },
        write,
        in_one_place(1, today),
        {**fields.today_in_cash(session), "fund": GOLDEN_HEART, "show_name": "yes", **given},
        {"form": "money"},
    )


def savings(session: Session, given: Given = NOTHING_GIVEN) -> Booking:
    """Savings that a member gives into keeping."""
    register = fields.register_of(session, given)
    return Booking(
        "savings",
        _("Savings of a member"),
        _("The money stays the member's and goes back when asked for. No interest is promised."),
        _("Book these savings"),
        fields.kept_fields(session, PersonField(_("Who saves"), register)),
        of_somebody(session, register.known, acts.savings_in),
        in_one_place(1, session.today()),
        {**fields.today_in_cash(session), **given},
        {"fund": SAVINGS},
    )


def capital(session: Session, source: Source, given: Given = NOTHING_GIVEN) -> Booking:
    """Capital of the income fund from a source."""
    return Booking(
        f"capital-{source.id}",
        _("Capital from {name}").format(name=source.name),
        _("It goes into the income fund, out of which members borrow."),
        _("Book this capital"),
        fields.capital_fields(session),
        of_source(session, source, source_records.receive_capital),
        in_one_place(1, session.today()),
        {**fields.today_in_cash(session), **given},
        {"fund": INCOME},
    )


def _receiving(session: Session, funds: Collection[str], register: Register) -> Write:
    """Writes money received that is the club's own."""
    club, today = session.club, session.today()

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_receipt(values, today, funds, register.known)
        return acts.receive(
            club,
            typed.fund,
            typed.account,
            typed.amount_vnd,
            typed.on_date,
            typed.memo,
            party=typed.party,
            person_id=typed.person_id,
            to=typed.where,
            attached=typed.attached,
            instead=instead,
        )

    return write


def with_donor_name(values: Values, register: Register) -> Values:
    """The texts of a gift with the name of the donor who is in the register."""
    donor = register.get(values["donor"])
    return {**values, "donor_name": donor.name if donor is not None else ""}


def name_choice() -> Choice:
    """Whether papers show who gave."""
    return Choice(_("May the name be shown"), [("yes", _("Yes")), ("no", _("No, stays unnamed"))])


def note_field() -> TextField:
    """A remark that may stay empty."""
    return TextField(_("Remark"), _("May stay empty"))
