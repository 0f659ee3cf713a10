"""The fields that the forms of this room share."""

from collections.abc import Collection, Mapping

from app.base import money
from app.base.dates import fmt_date
from app.base.names import fold
from app.base.text import _
from app.funds import accounts, balance_records, fund_records
from app.funds.accounts import WHERE
from app.funds.rules import Entry
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Values
from ui.kit.people_field import PersonField, Somebody
from ui.kit.register import Register
from ui.kit.session import Session

Given = Mapping[str, str]
"""Texts that a form comes up with."""
NOTHING_GIVEN: Given = {}

SPENDS_AND_EARNS = (accounts.ACTIVITY, accounts.GOLDEN_HEART)
"""The funds of every club that money is spent from; those for one purpose come after them."""


def funds_with(session: Session, codes: Collection[str]) -> dict[str, str]:
    """The names of some of the funds that every club has, and of all the club's own."""
    found = fund_records.funds(session.club, session.today())
    return {fund.id: fund.title for fund in found if fund.id in codes or fund.name}


def spending_funds(session: Session) -> dict[str, str]:
    """The funds that earn and spend, by their codes."""
    return funds_with(session, SPENDS_AND_EARNS)


def fund_choice(title: str, funds: dict[str, str]) -> Choice:
    """One of some funds."""
    return Choice(title, list(funds.items()))


def where_choice(title: str = "") -> Choice:
    """The cash box or the bank account."""
    options = [(code, _(words)) for code, words in WHERE.items()]
    return Choice(title or _("Where"), options)


def day_field(session: Session) -> DateField:
    """A day up to today."""
    return DateField(_("Day"), session.today(), ahead=0)


def party_field(title: str, register: Register) -> PersonField:
    """Somebody of the register, or any other name."""
    return PersonField(title, register, _("A member, then Enter; or any other name"))


def papers_field() -> TextField:
    """What goes with a voucher."""
    return TextField(_("Papers with it"), _("For example a bill; may stay empty"))


def today_in_cash(session: Session) -> Values:
    """What most vouchers begin with: today, the cash box."""
    return {"on_date": fmt_date(session.today()), "where": "cash"}


def texts_of(entry: Entry) -> Values:
    """What a voucher says of itself, as texts for the form that wrote it."""
    money_moved = [posting for posting in entry.postings if posting.account in WHERE]
    place = money_moved[0] if money_moved else None
    owner = next((posting.person_id for posting in entry.postings if posting.person_id), None)
    return {
        "amount": money.fmt_number(entry.amount_vnd),
        "on_date": fmt_date(entry.on_date),
        "memo": entry.memo,
        "party": entry.person_id or entry.party or "",
        "person": owner or entry.person_id or "",
        "where": place.account if place is not None else "cash",
        "fund": place.fund if place is not None else "",
        "attached": entry.attached or "",
    }


def kept_fields(session: Session, person: PersonField) -> dict[str, Field]:
    """The form of money that belongs to somebody."""
    return {
        "person": person,
        "amount": MoneyField(_("Amount")),
        "on_date": day_field(session),
        "where": where_choice(),
    }


def capital_fields(session: Session) -> dict[str, Field]:
    """The form of money from or to a source."""
    return {
        "amount": MoneyField(_("Amount")),
        "on_date": day_field(session),
        "where": where_choice(),
        "attached": papers_field(),
    }


def register_of(session: Session, given: Given) -> Register:
    """Everybody who may be named, and who a corrected voucher names."""
    named = [given[name] for name in ("party", "person", "donor") if given.get(name)]
    return Register(session.club, session.today(), named)


class Owed:
    """The people for whom the club keeps money: "savings" or "held"."""

    def __init__(self, session: Session, account: accounts.Account, given: Given) -> None:
        club, today = session.club, session.today()
        owed = dict(balance_records.of_people(club, account, today))
        if given.get("person"):  # a corrected voucher gave back all that there was
            owed.setdefault(given["person"], 0)
        register = Register(club, today, tuple(owed))
        found = [(register.get(person_id), amount) for person_id, amount in owed.items()]
        self._people = {
            person.id: Somebody(
                person.id, person.name, _("has {amount}").format(amount=money.fmt(amount))
            )
            for person, amount in found
            if person is not None
        }
        self.known = frozenset(self._people)

    def find(self, text: str) -> list[Somebody]:
        """See `Directory`."""
        wanted = fold(text).split()
        people = self._people.values()
        found = [one for one in people if all(word in fold(one.name) for word in wanted)]
        return sorted(found, key=lambda one: fold(one.name))

    def get(self, person_id: str) -> Somebody | None:
        """See `Directory`."""
        return self._people.get(person_id)
