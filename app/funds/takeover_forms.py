"""How a takeover from paper is typed: money, sources, running loans, savings, donors. Pure.

The texts of all pages lie in one mapping, so that a half-written takeover waits as a draft: "on",
"cash activity", "source 2 name", "loan <person> owed". `read` makes the whole of it, and says
everything that is wrong under the name of its text.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TypeVar

from app.base import money
from app.base.dates import Month, fmt_date
from app.base.errors import Invalid, UserError
from app.base.text import _
from app.funds import forms
from app.funds.accounts import GOLDEN_HEART, INCOME, SAVINGS
from app.funds.rules import Gift
from app.funds.takeover import (
    FundOpening,
    LoanOpening,
    SavingsOpening,
    SourceOpening,
    Sums,
    Takeover,
)
from app.members.reading import Reading

Texts = Mapping[str, str]

SOURCE, LOAN, SAVING, GIFT = "source", "loan", "saving", "gift"
LOAN_COLUMNS = ("owed", "part", "interest", "until", "next", "arrears")
PARTS: Mapping[str, tuple[str, ...]] = {
    SOURCE: ("kind", "name", "amount", "returnable", "return_to", "decision"),
    LOAN: LOAN_COLUMNS,
    SAVING: ("amount",),
    GIFT: ("donor", "on_date", "what", "value", "note"),
}
"""The texts of a line of each kind."""

MOST_RATE = 10
"""Up to so many per cent a month a bare number is a rate; an amount is larger."""
FAR_AHEAD = 3640
"""A loan ends at most so many days ahead: within the 120 months of the longest one."""

_RATE = re.compile(r"(?P<whole>\d{1,2})(?:[.,](?P<part>\d{1,2}))? ?%?")

T = TypeVar("T")


def lines(texts: Texts, kind: str) -> dict[str, dict[str, str]]:
    """The lines of a kind, by what tells them apart, in the order in which they were begun."""
    found: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        begins, _space, rest = name.partition(" ")
        key, _between, part = rest.rpartition(" ")
        if begins == kind and key and part in PARTS[kind]:
            found.setdefault(key, {})[part] = text
    return found


def read(texts: Texts, funds: Collection[str], known: Collection[str], today: date) -> Takeover:
    """Everything that was typed. Raises Invalid with every problem."""
    problems: dict[str, str] = {}
    on = today
    openings: tuple[FundOpening, ...] = ()
    try:
        on = read_day(texts, today)
    except Invalid as error:
        problems |= error.problems
    try:
        openings = read_money(texts, funds)
    except Invalid as error:
        problems |= error.problems

    def all_of(kind: str, read_one: Callable[[str, Texts], T]) -> tuple[T, ...]:
        found = []
        for key, typed in lines(texts, kind).items():
            try:
                found.append(read_one(key, typed))
            except Invalid as error:
                named = error.problems.items()
                problems.update((f"{kind} {key} {name}", said) for name, said in named)
        return tuple(found)

    takeover = Takeover(
        on,
        openings,
        all_of(SOURCE, lambda _key, typed: read_source(typed, on)),
        all_of(LOAN, lambda key, typed: read_loan(key, typed, on, known)),
        all_of(SAVING, lambda key, typed: read_saving(key, typed, known)),
        all_of(GIFT, lambda _key, typed: read_gift(typed, on)),
    )
    if problems:
        raise Invalid(problems)
    return takeover


def so_far(texts: Texts) -> Sums:
    """What has been typed comes to, with whatever cannot be read left out."""
    income, kept = (
        _amount(texts.get(f"cash {fund}")) + _amount(texts.get(f"bank {fund}"))
        for fund in (INCOME, SAVINGS)
    )
    return Sums(
        income,
        sum(_amount(line.get("owed")) for line in lines(texts, LOAN).values()),
        sum(_amount(line.get("amount")) for line in lines(texts, SOURCE).values()),
        sum(_amount(line.get("amount")) for line in lines(texts, SAVING).values()),
        kept,
    )


def texts_of(takeover: Takeover) -> dict[str, str]:
    """What `read` would read so: for a takeover that was taken back and is written anew."""
    found = {"on": fmt_date(takeover.on)}
    for fund in takeover.funds:
        found |= {
            f"cash {fund.fund}": _written(fund.cash_vnd),
            f"bank {fund.fund}": _written(fund.bank_vnd),
        }
    for number, each in enumerate(takeover.sources, start=1):
        source = each.source
        found |= _named(
            f"{SOURCE} {number}",
            kind=source.kind,
            name=source.name,
            amount=money.fmt_number(each.amount_vnd),
            returnable="yes" if source.returnable else "no",
            return_to=source.return_to or "",
            decision=source.decision or "",
        )
    people: Counter[str] = Counter()
    for loan in takeover.loans:
        people[loan.person_id] += 1
        again = people[loan.person_id]
        key = loan.person_id if again == 1 else f"{loan.person_id}#{again}"
        whole, part = divmod(loan.rate_bp, 100)
        rate = f"{whole},{part:02} %" if part else f"{whole} %"
        found |= _named(
            f"{LOAN} {key}",
            owed=money.fmt_number(loan.owed_vnd),
            interest=rate if loan.monthly_vnd is None else money.fmt(loan.monthly_vnd),
            until=fmt_date(loan.until),
            next=fmt_date(loan.next_due_on) if loan.until > takeover.on else "",
            part=_written(loan.part_vnd),
            arrears=_written(loan.arrears_vnd),
        )
    for saved in takeover.savings:
        found |= _named(f"{SAVING} {saved.person_id}", amount=money.fmt_number(saved.amount_vnd))
    for number, gift in enumerate(takeover.gifts, start=1):
        found |= _named(
            f"{GIFT} {number}",
            donor=gift.donor,
            on_date=fmt_date(gift.on_date),
            what=gift.what or "",
            value=_written(gift.value_vnd or 0),
            note=gift.note or "",
        )
    return found


def read_day(texts: Texts, today: date) -> date:
    """The day at whose end the paper books stood so, from `on`. Raises Invalid."""
    reading = Reading(texts, today)
    day = reading.needed_day("on")
    reading.close()
    return date.fromisoformat(day)


def read_money(texts: Texts, funds: Collection[str]) -> tuple[FundOpening, ...]:
    """What each fund has, from `cash <fund>` and `bank <fund>`; funds with nothing are left out.
    Raises Invalid."""
    reading = Reading(texts, date.min)
    found = [
        FundOpening(fund, _dong(reading, f"cash {fund}"), _dong(reading, f"bank {fund}"))
        for fund in funds
    ]
    reading.close()
    return tuple(one for one in found if one.money_vnd)


def read_source(typed: Texts, on: date) -> SourceOpening:
    """A source of capital and what is in the fund of it. Raises Invalid."""
    reading = Reading(typed, date.min)
    amount = _needed(reading, "amount", _("Write how much of the fund comes from here."))
    try:
        source = forms.read_source({**typed, "since": fmt_date(on)}, on)
    except Invalid as error:
        raise Invalid({**error.problems, **reading.problems}) from None
    reading.close()
    return SourceOpening(source, amount)


def read_loan(
    person_id: str, typed: Texts, on: date, known: Collection[str], who: str = ""
) -> LoanOpening:
    """A loan that runs on at the end of the day `on`. Raises Invalid.

    `interest` is a rate a month ("1", "0,8 %") of what is owed, or a fixed amount a month ("50k").
    Without `next` payments fall due each month on the day of `until`; a term that is over makes
    everything overdue.
    """
    reading = Reading({**typed, "person": _bare(person_id)}, on)
    reading.needed_person("person", known)
    owed = _needed(reading, "owed", _("Write what is still owed."))
    part = _dong(reading, "part")
    if part > owed > 0:
        reading.problems["part"] = _("This is more than is owed.")
    rate, monthly = _interest(reading, typed.get("interest", ""), owed)
    until = reading.needed_day("until", ahead=FAR_AHEAD)
    due = reading.day("next", ahead=FAR_AHEAD)
    if until and due and due > until:
        reading.problems["next"] = _("This is after the end of the term.")
    if until > on.isoformat() and due is not None and due <= on.isoformat():
        reading.problems["next"] = _("This has passed on {day}. Write the next day.").format(
            day=fmt_date(on)
        )
    arrears = _dong(reading, "arrears")
    reading.close()
    ends = date.fromisoformat(until)
    return LoanOpening(
        _bare(person_id),
        owed,
        ends,
        date.fromisoformat(due) if due else _next_due(ends, on),
        rate,
        monthly,
        part,
        arrears,
        who,
    )


def read_saving(
    person_id: str, typed: Texts, known: Collection[str], who: str = ""
) -> SavingsOpening:
    """What a member has saved. Raises Invalid."""
    reading = Reading({**typed, "person": person_id}, date.min)
    reading.needed_person("person", known)
    amount = _needed(reading, "amount", _("Write how much was saved."))
    reading.close()
    return SavingsOpening(person_id, amount, who)


def read_gift(typed: Texts, on: date) -> Gift:
    """A gift of before: a thing, or money where `what` is empty. Raises Invalid."""
    what = typed.get("what", "").strip()
    fields = {**typed, "form": "thing", "what": what or _("Money"), "fund": GOLDEN_HEART}
    found = forms.read_gift(fields, on, [GOLDEN_HEART])
    if not what and not found.value_vnd:
        raise Invalid({"what": _("Write what was given, or how much money.")})
    return found


def _next_due(ends: date, on: date) -> date:
    """The first day after `on` with the number of the last one, or the last one itself."""
    month = Month.of(on)
    day = min(ends.day, month.last.day)
    if month.first.replace(day=day) <= on:
        month = month.next()
    return min(ends, month.first.replace(day=min(ends.day, month.last.day)))


def _named(head: str, **parts: str) -> dict[str, str]:
    return {f"{head} {name}": text for name, text in parts.items()}


def _written(amount: int) -> str:
    return money.fmt_number(amount) if amount else ""


def _amount(typed: str | None) -> int:
    """An amount, or nothing while it is no amount."""
    try:
        return max(0, money.parse(typed)) if typed else 0
    except UserError:
        return 0


def _dong(reading: Reading, name: str) -> int:
    return reading.dong(name) or 0


def _needed(reading: Reading, name: str, sentence: str) -> int:
    """An amount above nothing; `sentence` says what to write."""
    amount = reading.dong(name)
    if not amount and name not in reading.problems:
        reading.problems[name] = sentence
    return amount or 0


def _interest(reading: Reading, typed: str, owed: int) -> tuple[int, int | None]:
    """The rate in hundredths of a percent a month, and the fixed amount where one was typed."""
    text = typed.strip()
    found = _RATE.fullmatch(text)
    if not text:
        reading.problems["interest"] = _("Write the interest a month: 1 for 1 %, or 50k.")
        return 0, None
    rate, monthly = 0, None
    if found is not None:
        rate = int(found["whole"]) * 100 + int((found["part"] or "0").ljust(2, "0"))
    else:
        try:
            monthly = money.parse(text)
        except UserError as error:
            reading.problems["interest"] = str(error)
            return 0, None
        rate = monthly * 10_000 // owed if owed else 0
    if not 0 <= rate <= MOST_RATE * 100:
        reading.problems["interest"] = _("This is not from 0 to {most} % of what is owed.").format(
            most=MOST_RATE
        )
    return rate, monthly


def _bare(key: str) -> str:
    """The person of a line: a second loan of the same person has a number behind the id."""
    return key.partition("#")[0]
