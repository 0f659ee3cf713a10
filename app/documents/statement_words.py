"""The lines of the public statement in words, and fewer of them where there is little room."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from app.base import money
from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.text import N_, _, ngettext
from app.documents.money_hands import listed
from app.documents.statement import Kind, Late, Line, Part, Statement
from app.funds.accounts import ACTIVITY, GOLDEN_HEART, INCOME, SAVINGS
from app.funds.closing import difference_words
from app.funds.rules import Fund
from app.funds.state import FundState
from app.loans.schedule import rate_words

Detail = Literal["all", "grouped", "sums", "line"]
"""How much of a fund is told: each voucher; spending and gifts in groups; what came and went; or
all of it on one line."""

_ABOUT: Mapping[str, str] = {
    INCOME: N_("Lent to members for their work. The principal stays and goes round."),
    ACTIVITY: N_("For meetings, visits and helping those in need."),
    GOLDEN_HEART: N_("What good people gave, for what they gave it."),
    SAVINGS: N_("Put aside by members; each gets it back on asking."),
}

_PLAIN: Mapping[Kind, str] = {
    "opening": N_("Taken over from the paper books"),
    "difference": N_("Found at counting"),
    "correction": N_("Corrections of earlier months"),
    "recovered": N_("Came back of loans written off"),
}

_OF_PEOPLE: Mapping[Kind, str] = {
    "interest": N_("Loan interest: {people}"),
    "late_interest": N_("Interest for late payment: {people}"),
    "principal": N_("Members paid principal back ({people})"),
    "lent": N_("New loans ({people})"),
    "savings_back": N_("Given back to savers ({people})"),
    "held": N_("Paid too much, kept for them ({people})"),
    "held_back": N_("Kept money given back ({people})"),
}

_SAME_EACH: Mapping[Kind, str] = {"fees": N_("Fees: {sum}"), "savings": N_("Put aside: {sum}")}

_NAMED: Mapping[Kind, tuple[str, str]] = {
    "gift": (N_("Gift of {name}"), N_("somebody who stays unnamed")),
    "capital": (N_("Capital of the fund from {name}"), N_("a donor")),
    "capital_back": (N_("Capital given back to {name}"), N_("a donor")),
    "to_fund": (N_("Moved to: {name}"), ""),
    "from_fund": (N_("Moved from: {name}"), ""),
}
"""Lines that name a donor, a source or a fund, and who it is when no name may be said."""


MOST_PARTS = 5
"""Funds that stand on a page each for itself."""


def fewer_funds(statement: Statement) -> Statement:
    """The same month with the last funds told as one when there are too many for a page."""
    kept, rest = statement.parts[: MOST_PARTS - 1], statement.parts[MOST_PARTS - 1 :]
    if len(rest) < 2:
        return statement
    state = FundState(
        Fund("other"),
        cash=sum(part.state.cash for part in rest),
        in_bank=sum(part.state.in_bank for part in rest),
        held=sum(part.state.held for part in rest),
        savings=sum(part.state.savings for part in rest),
    )
    title = ", ".join(part.title for part in rest)
    lines = tuple(line for part in rest for line in part.lines)
    joined = Part("other", title, sum(part.opening_vnd for part in rest), lines, state)
    return replace(statement, parts=(*kept, joined))


def about(part: Part) -> str:
    """What the money of a fund is for."""
    known = _ABOUT.get(part.code)
    return _(known) if known else part.state.fund.purpose or ""


def said(line: Line) -> str:
    """A line without its amount and sign."""
    kind = line.kind
    if line.base_vnd:
        return _("Loan interest: {base} × {rate} × 1 month").format(
            base=money.fmt(line.base_vnd), rate=rate_words(line.rate_bp)
        )
    if kind in _OF_PEOPLE:
        return _(_OF_PEOPLE[kind]).format(people=_people(line.people))
    if kind in _SAME_EACH:
        return _(_SAME_EACH[kind]).format(sum=_each(line))
    if kind in _NAMED:
        words, nobody = _NAMED[kind]
        return _(words).format(name=line.words or (_(nobody) if nobody else ""))
    if kind in _PLAIN:
        return _(_PLAIN[kind])
    return line.words or _("Other")


def _people(count: int) -> str:
    return ngettext("{n} person", "{n} people", count).format(n=count)


def _each(line: Line) -> str:
    """What several people paid: how many at which amount, where that says the sum."""
    kinds = Counter(line.each).most_common()
    if len(kinds) == 1:
        return f"{_people(line.people)} × {money.fmt(kinds[0][0])}"
    if 1 < len(kinds) <= 3:
        return " + ".join(f"{count} × {money.fmt_number(amount)}" for amount, count in kinds)
    return _people(line.people)


# --- fewer lines --------------------------------------------------------------------------------


def shown(part: Part, detail: Detail) -> tuple[tuple[str, int], ...]:
    """The lines of a fund as words and amounts, in as much detail as there is room for."""
    if detail == "all":
        return tuple((said(line), line.amount_vnd) for line in part.lines)
    if detail == "grouped":
        return tuple(_grouped(part.lines))
    came = [line.amount_vnd for line in part.lines if line.amount_vnd > 0]
    went = [-line.amount_vnd for line in part.lines if line.amount_vnd < 0]
    if detail == "line":
        return ()
    both = ((_("Came in"), came, 1), (_("Went out"), went, -1))
    return tuple(
        (_sum_of(words, amounts), sign * sum(amounts)) for words, amounts, sign in both if amounts
    )


def _grouped(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Spending by area, and gifts and other income together; the rest stays."""
    groups: dict[tuple[Kind, Area | None], list[int]] = defaultdict(list)
    for line in lines:
        if line.kind in ("spending", "gift", "income"):
            groups[line.kind, line.area].append(abs(line.amount_vnd))
    found: list[tuple[str, int]] = []
    done: set[tuple[Kind, Area | None]] = set()
    for line in lines:
        key = line.kind, line.area
        amounts = groups.get(key, [])
        if len(amounts) < 2:
            found.append((said(line), line.amount_vnd))
        elif key not in done:
            done.add(key)
            sign = 1 if line.amount_vnd > 0 else -1
            found.append((_sum_of(_group_words(line), amounts), sign * sum(amounts)))
    return found


def _group_words(line: Line) -> str:
    if line.kind == "gift":
        return _("Gifts")
    if line.kind == "income":
        return _("Other income")
    return _(AREAS[line.area]) if line.area else _("Running costs")


def _sum_of(words: str, amounts: Sequence[int]) -> str:
    """What a sum is made of, as long as that is short."""
    if len(amounts) == 1:
        return words
    if len(amounts) <= 4:
        return f"{words}: {' + '.join(money.fmt_number(each) for each in amounts)}"
    count = ngettext("{n} item", "{n} items", len(amounts)).format(n=len(amounts))
    return f"{words} ({count})"


def one_line(part: Part) -> str:
    """A fund on one line: "4.000.000 + 400.000 – 100.000 = 4.300.000 đ"."""
    came = sum(line.amount_vnd for line in part.lines if line.amount_vnd > 0)
    went = -sum(line.amount_vnd for line in part.lines if line.amount_vnd < 0)
    if not came and not went:
        return _("Nothing came in or went out this month.")
    words = money.fmt_number(part.opening_vnd)
    if came:
        words = _("{before} + in {came}").format(before=words, came=money.fmt_number(came))
    if went:
        words = _("{before} – out {went}").format(before=words, went=money.fmt_number(went))
    return f"{words} = {money.fmt(part.closing_vnd)}"


# --- sentences ----------------------------------------------------------------------------------


def late_words(late: Late) -> str:
    """Who is behind, as counts."""
    if not late.principal_people and not late.interest_people:
        return _("Nobody is late with paying back.")
    interest = ""
    if late.interest_people:
        interest = _("Late with interest: {people}, {amount}.").format(
            people=_people(late.interest_people), amount=money.fmt(late.interest_vnd)
        )
    if not late.principal_people:
        nobody = _("Nobody is late with principal.")
        return f"{interest} {nobody}"
    principal = _("Late with principal: {people}, {amount}.").format(
        people=_people(late.principal_people), amount=money.fmt(late.principal_vnd)
    )
    return f"{principal} {interest}".rstrip()


def day_words(day: date) -> str:
    """A day of the month told: "21/6"."""
    return f"{day.day}/{day.month}"


def nothing(statement: Statement) -> str:
    """What is said instead of the funds when no voucher was ever written."""
    return _("Nothing is in the books of the money by {day}.").format(day=fmt_date(statement.until))


def proof(statement: Statement) -> tuple[str, ...]:
    """That what lies there is what the funds have: the sums by the book, and what was counted."""
    if not statement.parts:
        return (counted(statement),)
    day = day_words(statement.until)
    together = statement.cash_vnd + statement.bank_vnd
    lies = _("By the book on {day}: cash {cash} + bank {bank} = {total}").format(
        day=day,
        cash=money.fmt_number(statement.cash_vnd),
        bank=money.fmt_number(statement.bank_vnd),
        total=money.fmt(together),
    )
    if not statement.bank_vnd:
        lies = _("By the book on {day}: cash {cash}").format(
            day=day, cash=money.fmt(statement.cash_vnd)
        )
    funds = " + ".join(money.fmt_number(part.closing_vnd) for part in statement.parts)
    fits = _("The funds have: {funds} = {total}. It fits.").format(
        funds=funds, total=money.fmt(sum(part.closing_vnd for part in statement.parts))
    )
    if len(statement.parts) == 1:
        fits = _("The fund has: {funds} đ. It fits.").format(funds=funds)
    return lies, fits, counted(statement)


def counted(statement: Statement) -> str:
    """What was counted when the month was closed."""
    seal = statement.seal
    if seal is None:
        return _("This month is not closed yet; the cash box was not counted for it.")
    found = _("Counted on {day}: {cash} in the cash box.").format(
        day=day_words(seal.closed_on), cash=money.fmt(seal.counted_vnd)
    )
    why = f" ({seal.why})" if seal.difference_vnd and seal.why else ""
    return f"{found} {difference_words(seal.difference_vnd).rstrip('.')}{why}."


def check_line(statement: Statement) -> str:
    """The check words of a closed month; "" while it is open."""
    if statement.seal is None:
        return ""
    return _("Check words of month {n}: {words}").format(
        n=statement.month.month, words=listed(statement.seal.words)
    )
