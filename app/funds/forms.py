"""How the money is typed: receipts, spending, gifts, sources, budgets, read from forms. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.base.areas import Area
from app.base.text import _
from app.funds import accounts
from app.funds.accounts import Account, Where
from app.funds.rules import (
    BUDGET_AREAS,
    SOURCE_KINDS,
    Budget,
    Fund,
    Gift,
    Source,
    SourceKind,
)
from app.members.reading import Reading

_KEPT = (accounts.INCOME, accounts.SAVINGS)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received by hand, as typed; `acts.receive` writes it."""

    fund: str
    account: Account
    amount_vnd: int
    on_date: date
    memo: str
    party: str | None
    person_id: str | None
    where: Where
    attached: str | None


@dataclass(frozen=True, slots=True)
class Spending:
    """Money spent, as typed; `acts.spend` writes it. Without an area it keeps the club going."""

    fund: str
    amount_vnd: int
    on_date: date
    memo: str
    area: Area | None
    party: str | None
    person_id: str | None
    where: Where
    attached: str | None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money moved between two funds, as typed; `acts.transfer` writes it."""

    from_fund: str
    to_fund: str
    amount_vnd: int
    on_date: date
    why: str
    where: Where


@dataclass(frozen=True, slots=True)
class BankMove:
    """Money taken to the bank, or from there; `acts.to_bank` or `acts.from_bank` writes it."""

    fund: str
    to_bank: bool
    amount_vnd: int
    on_date: date
    attached: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Money of a member paid in or given back, as typed; `acts.savings_in`, `acts.savings_back` or
    `acts.give_held_back` writes it."""

    person_id: str
    amount_vnd: int
    on_date: date
    where: Where


@dataclass(frozen=True, slots=True)
class Capital:
    """Capital of a source received or given back, as typed; `source_records` writes it."""

    amount_vnd: int
    on_date: date
    where: Where
    attached: str | None


def read_receipt(
    fields: Mapping[str, str],
    today: date,
    funds: Collection[str],
    known: Collection[str] = (),
) -> Receipt:
    """Money received, from `fund`, `account` (`accounts.BY_HAND`), `amount`, `on_date`, `memo`,
    `party` (an id of `known`, or the words for somebody else), `where` and `attached`. Raises
    Invalid."""
    reading = Reading(fields, today)
    person_id, party = _party(reading, fields, known)
    account = reading.code("account", accounts.BY_HAND, _("Choose what the money is."))
    fund = _spending_fund(reading, funds)
    if account == "fees" and fund != accounts.ACTIVITY and "fund" not in reading.problems:
        reading.problems["fund"] = _("Fees belong to the activity fund.")
    found = Receipt(
        fund=fund,
        account=cast("Account", account),
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        memo=reading.needed("memo", _("Write what the money is for.")),
        party=party,
        person_id=person_id,
        where=_where(fields),
        attached=reading.text("attached"),
    )
    reading.close()
    return found


def read_spending(
    fields: Mapping[str, str],
    today: date,
    funds: Collection[str],
    known: Collection[str] = (),
) -> Spending:
    """Money spent, from `fund`, `area` ("running" is what keeps the club going), `amount`,
    `on_date`, `memo`, `party` (as `read_receipt`), `where` and `attached`. Raises Invalid."""
    reading = Reading(fields, today)
    person_id, party = _party(reading, fields, known)
    area = reading.code("area", BUDGET_AREAS, _("Choose what the money was spent for."))
    found = Spending(
        fund=_spending_fund(reading, funds),
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        memo=reading.needed("memo", _("Write what was bought or paid.")),
        area=None if area == "running" else cast("Area", area),
        party=party,
        person_id=person_id,
        where=_where(fields),
        attached=reading.text("attached"),
    )
    reading.close()
    return found


def read_transfer(fields: Mapping[str, str], today: date, funds: Collection[str]) -> Transfer:
    """Money moved between funds, from `from_fund`, `to_fund`, `amount`, `on_date`, `why` and
    `where`. Raises Invalid."""
    reading = Reading(fields, today)
    moving = [code for code in funds if code != accounts.SAVINGS]
    from_fund, to_fund = (_fund(reading, name, moving) for name in ("from_fund", "to_fund"))
    if from_fund == to_fund and "to_fund" not in reading.problems:
        reading.problems["to_fund"] = _("Choose another fund than the one the money comes from.")
    found = Transfer(
        from_fund=from_fund,
        to_fund=to_fund,
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        why=reading.needed("why", _("Write why the money is moved.")),
        where=_where(fields),
    )
    reading.close()
    return found


def read_bank(fields: Mapping[str, str], today: date, funds: Collection[str]) -> BankMove:
    """Money taken to or from the bank, from `fund`, `way` ("to_bank" or "from_bank"), `amount`,
    `on_date` and `attached`. Raises Invalid."""
    reading = Reading(fields, today)
    way = reading.code("way", ("to_bank", "from_bank"), _("Choose which way the money goes."))
    found = BankMove(
        fund=_fund(reading, "fund", funds),
        to_bank=way == "to_bank",
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        attached=reading.text("attached"),
    )
    reading.close()
    return found


def read_kept(fields: Mapping[str, str], today: date, known: Collection[str]) -> Kept:
    """Money of a member, from `person` (an id of `known`), `amount`, `on_date` and `where`. Raises
    Invalid."""
    reading = Reading(fields, today)
    found = Kept(
        person_id=reading.needed_person("person", known),
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        where=_where(fields),
    )
    reading.close()
    return found


def read_capital(fields: Mapping[str, str], today: date) -> Capital:
    """Capital, from `amount`, `on_date`, `where` and `attached`. Raises Invalid."""
    reading = Reading(fields, today)
    found = Capital(
        amount_vnd=_amount(reading),
        on_date=_day(reading, today),
        where=_where(fields),
        attached=reading.text("attached"),
    )
    reading.close()
    return found


def read_source(fields: Mapping[str, str], today: date, known: Collection[str] = ()) -> Source:
    """A source of capital from `kind`, `name`, `person` (an id of `known`), `returnable` ("yes" or
    "no"), `return_to`, `decision`, `since` and `note`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    kind = reading.code("kind", SOURCE_KINDS, _("Choose from whom the money comes."))
    back = reading.code("returnable", ("yes", "no"), _("Choose whether it must be given back."))
    found = Source(
        id="",
        kind=cast("SourceKind", kind),
        name=reading.needed("name", _("Write who gave the money.")),
        returnable=back == "yes",
        since=_day(reading, today, "since"),
        person_id=reading.person("person", known),
        return_to=reading.text("return_to") if back == "yes" else None,
        decision=reading.text("decision"),
        note=reading.text("note"),
    )
    reading.close()
    return found


def read_gift(
    fields: Mapping[str, str],
    today: date,
    funds: Collection[str],
    known: Collection[str] = (),
    meeting_id: str | None = None,
) -> Gift:
    """A gift from `on_date`, `donor` (an id of `known`, or words), `donor_name` (the name of that
    id), `fund`, `form` ("money" or "thing"), `amount` or `what` and `value`, `show_name` ("no"
    hides it) and `note`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    typed = reading.needed("donor", _("Write who gave it."))
    money = reading.code("form", ("money", "thing"), _("Choose money or a thing.")) == "money"
    person_id = typed if typed in known else None
    found = Gift(
        id="",
        on_date=_day(reading, today),
        donor=typed if person_id is None else reading.text("donor_name") or typed,
        fund=_spending_fund(reading, funds),
        amount_vnd=_amount(reading) if money else None,
        what=None if money else reading.needed("what", _("Write what was given.")),
        value_vnd=None if money else reading.dong("value"),
        person_id=person_id,
        meeting_id=meeting_id,
        show_name=fields.get("show_name") != "no",
        note=reading.text("note"),
    )
    reading.close()
    return found


def read_budget(fields: Mapping[str, str], today: date) -> tuple[Budget, ...]:
    """The budget of a year: an amount for each area under its code; empty where nothing is
    planned. Raises Invalid."""
    reading = Reading(fields, today)
    found = tuple(Budget(area, reading.dong(area)) for area in BUDGET_AREAS)
    reading.close()
    return found


def read_fund(fields: Mapping[str, str], today: date) -> Fund:
    """A fund for one purpose from `name`, `purpose` and `since`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    found = Fund(
        id="",
        name=reading.needed("name", _("Write the name of the fund.")),
        purpose=reading.text("purpose"),
        since=_day(reading, today, "since"),
    )
    reading.close()
    return found


def _amount(reading: Reading) -> int:
    amount = reading.dong("amount")
    if not amount and "amount" not in reading.problems:
        reading.problems["amount"] = _("Write the amount.")
    return amount or 0


def _day(reading: Reading, today: date, name: str = "on_date") -> date:
    day = reading.needed_day(name)
    return date.fromisoformat(day) if day else today


def _fund(reading: Reading, name: str, funds: Collection[str]) -> str:
    return reading.code(name, funds, _("Choose the fund."))


def _spending_fund(reading: Reading, funds: Collection[str]) -> str:
    """A fund out of which the club lives: not the loans' capital, not what belongs to savers."""
    return _fund(reading, "fund", [code for code in funds if code not in _KEPT])


def _where(fields: Mapping[str, str]) -> Where:
    return "bank" if fields.get("where") == "bank" else "cash"


def _party(
    reading: Reading, fields: Mapping[str, str], known: Collection[str]
) -> tuple[str | None, str | None]:
    """Who paid or was paid: somebody of the register, or words."""
    if fields.get("party", "").strip() in known:
        return fields["party"].strip(), None
    return None, reading.text("party")
