"""What official documents ask of a club's composition, and how the members of a day stand to it.

Pure. The documents themselves are dated data (`rule_sets.py`); people are counted here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Final, Literal

from app.base.dated import Basis, Words
from app.base.dates import age, parse_date
from app.base.errors import Invalid, UserError
from app.base.names import Sex
from app.base.text import N_, _, language, ngettext
from app.members.rules import HouseholdStatus, Member

Outcome = Literal["reached", "above_ideal", "short", "unknown", "no_target"]

OUTCOMES: dict[Outcome, str] = {
    "reached": N_("reached"),
    "above_ideal": N_("above the ideal"),
    "short": N_("not reached"),
    "unknown": N_("not known"),
    "no_target": N_("no figure"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that a document asks for, or names without a number (`at_least` is None).

    With a `denominator` the number is a whole per cent of it, else it is people. More than
    `ideal_to` is no failure: no document calls it one. `clause` and `quote` say where and how the
    document puts it, in its own language.
    """

    id: str
    numerator: str
    denominator: str | None
    at_least: int | None
    ideal_to: int | None
    clause: str
    quote: str
    note: Words | None
    verified: bool


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The targets of one document and period. `province` is None when it holds for the country."""

    id: str
    title: Words
    document: str
    province: str | None
    basis: Basis
    targets: tuple[Target, ...]

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the period of the document."""
        until = self.basis.effective_until
        return self.basis.effective_from <= day and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one target stands on a day.

    `percent` is rounded down, so that it never shows a target that is not reached. `more` is the
    least number of new members of this kind that would reach it, when it is short. `unknown` are
    those of whom the register does not say whether they count.
    """

    target: Target
    ids: tuple[str, ...]
    denominator: int | None
    unknown: tuple[str, ...]
    outcome: Outcome
    more: int

    @property
    def id(self) -> str:
        """The id of the target."""
        return self.target.id

    @property
    def numerator(self) -> int:
        """How many count."""
        return len(self.ids)

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down; None for a number of people, or of nobody."""
        return 100 * self.numerator // self.denominator if self.denominator else None


# --- who counts ---------------------------------------------------------------------------------

Counts = Callable[[Member, date], bool]  # who lacks the fact that is asked for does not count


def _from(years: int) -> Counts:
    """Full years. Who has only a year of birth counts as born on 1 January (`dates.age`)."""

    def counts(member: Member, on: date) -> bool:
        birth = member.person.birth
        return birth is not None and age(birth, on).years >= years

    return counts


def _under(years: int) -> Counts:
    old = _from(years)
    return lambda member, on: member.person.birth is not None and not old(member, on)


def _woman(member: Member, _on: date) -> bool:
    return member.person.sex == "F"


def _woman_from(years: int) -> Counts:
    old = _from(years)
    return lambda member, on: _woman(member, on) and old(member, on)


def _in_need(member: Member, _on: date) -> bool:
    return member.status is not None and member.status.status != "none"


COUNTS: Final[dict[str, Counts]] = {
    "members": lambda _member, _on: True,
    "women": _woman,
    "from_55": _from(55),
    "from_60": _from(60),
    "under_55": _under(55),
    "under_60": _under(60),
    "in_need": _in_need,
    "women_from_55": _woman_from(55),
    "women_from_60": _woman_from(60),
}

TITLES: Final[dict[str, str]] = {
    "size": N_("Members in all"),
    "women": N_("Women"),
    "from_55": N_("55 and older"),
    "from_60": N_("60 and older"),
    "under_55": N_("Younger than 55"),
    "under_60": N_("Younger than 60"),
    "in_need": N_("Poor, near-poor, in difficulty"),
    "older_women_55": N_("Women among those 55+"),
    "older_women_60": N_("Women among those 60+"),
}


def title(target: Target) -> str:
    """What the target is about, in the user's language."""
    return _(TITLES[target.id])


def figures(target: Target) -> str:
    """What is asked for: "60–70 %", "from 70 %", of people "50–60"; empty without a number."""
    if target.at_least is None:
        return ""
    if target.ideal_to is not None:
        asked = f"{target.at_least}–{target.ideal_to}"
    else:
        asked = _("from {n}").format(n=target.at_least)
    return _("{n} %").format(n=asked) if target.denominator else asked


def counted(verdict: Verdict) -> str:
    """What was found: "31 of 57, 54 %", or "57 people"."""
    count, percent = verdict.numerator, verdict.percent
    if verdict.denominator is None:
        return ngettext("{n} person", "{n} people", count).format(n=count)
    if percent is None:
        return _("{n} of {all}").format(n=count, all=verdict.denominator)
    return _("{n} of {all}, {percent} %").format(n=count, all=verdict.denominator, percent=percent)


def read_day(fields: Mapping[str, str], today: date) -> date:
    """The day to look at, from the field `day`; today when left open. Raises Invalid."""
    typed = fields.get("day", "").strip()
    if not typed:
        return today
    try:
        day = parse_date(typed, today, ahead=0)
    except UserError as error:
        raise Invalid({"day": str(error)}) from error
    if day > today:
        raise Invalid({"day": _("This day lies ahead. Type today or a day before.")})
    return day


# --- judging ------------------------------------------------------------------------------------


def judge(rule_set: RuleSet, members: Iterable[Member], on: date) -> tuple[Verdict, ...]:
    """How `members`, who are the members on that day, stand to each target of a rule set.

    A target is reached, or short, only when it stays so whatever is still to be learnt of people
    whose sex, birth or household is not written; else it is not known.
    """
    people = tuple(members)
    return tuple(judge_one(target, people, on) for target in rule_set.targets)


def reaches(part: int, whole: int | None, at_least: int) -> bool:
    """Whether `part` of `whole` is at least so many per cent (of None: so many people)."""
    if whole is None:
        return part >= at_least
    return whole > 0 and 100 * part >= at_least * whole


def still_missing(part: int, whole: int | None, at_least: int) -> int:
    """The least number of people who, joining as people that count, would reach the target.

    Each of them is one more of the whole too: 31 women of 57 reach 60 % with 8 more, 39 of 65.
    Percentages must lie below 100.
    """
    if reaches(part, whole, at_least):
        return 0
    if whole is None:
        return at_least - part
    return max(-(-(at_least * whole - 100 * part) // (100 - at_least)), 1)


def judge_one(target: Target, members: Iterable[Member], on: date) -> Verdict:
    """How the members of a day stand to one target; see `judge`."""
    people = tuple(members)
    counts = COUNTS[target.numerator]
    within = COUNTS[target.denominator] if target.denominator else None
    ids = tuple(member.id for member in people if counts(member, on))
    of = sum(within(member, on) for member in people) if within else None
    worst = best = 0
    unknown = []
    for member in people:
        gains = [
            _gain(target, counts(whole, on), within is not None and within(whole, on))
            for whole in _as_may_be(member, on)
        ]
        if len(set(gains)) > 1:
            unknown.append(member.id)
        worst += min(gains)
        best += max(gains)
    outcome = _outcome(target, len(ids), of, worst, best)
    more = 0 if target.at_least is None else still_missing(len(ids), of, target.at_least)
    return Verdict(target, ids, of, tuple(unknown), outcome, more)


def _gain(target: Target, counts: bool, within: bool) -> int:
    """What one person adds to the balance of a target, which is reached when it is not negative.

    Of a share in hundredths, so that a person who counts among the whole adds 100 less the target.
    """
    return 100 * counts - (target.at_least or 0) * within if target.denominator else int(counts)


def _outcome(target: Target, part: int, whole: int | None, worst: int, best: int) -> Outcome:
    if target.at_least is None:
        return "no_target"
    needed = target.at_least if whole is None else 0
    if whole == 0 or worst < needed <= best:
        return "unknown"
    if best < needed:
        return "short"
    if target.ideal_to is None:
        return "reached"
    above = part > target.ideal_to if whole is None else 100 * part > target.ideal_to * whole
    return "above_ideal" if above else "reached"


def _as_may_be(member: Member, on: date) -> Iterator[Member]:
    """The member with every fact that is not written filled in, in each way that matters."""
    person, status = member.person, member.status
    if person.sex and person.birth and status:  # nearly everybody, and copies would cost time
        yield member
        return
    sexes: tuple[Sex, ...] = (person.sex,) if person.sex else ("F", "M")
    births = (person.birth,) if person.birth else (f"{on.year - 100}", f"{on.year - 1}")
    statuses = (
        (status,)
        if status
        else (HouseholdStatus(on.year, "poor"), HouseholdStatus(on.year, "none"))
    )
    for sex, birth, known in product(sexes, births, statuses):
        yield replace(member, person=replace(person, sex=sex, birth=birth), status=known)


def advice(verdict: Verdict) -> str:
    """What would help, or what has to be known about the figure; may be empty."""
    match verdict.outcome:
        case "short":
            return _more(verdict)
        case "unknown" if verdict.unknown:
            count = len(verdict.unknown)
            return ngettext(
                "It hangs on {n} member whose entry is incomplete.",
                "It hangs on {n} members whose entries are incomplete.",
                count,
            ).format(n=count)
        case "unknown":
            return _("There is nobody to count on this day.")
        case "above_ideal":
            return _("More than the document wishes for; no failure.")
        case _:
            return ""


def remarks(verdict: Verdict) -> str:
    """The advice, and what the rule data remark about the target, as sentences; may be empty."""
    note = verdict.target.note
    said = (advice(verdict), note.in_(language()) if note else "")
    return " ".join(f"{part.rstrip('.')}." for part in said if part)


def _more(verdict: Verdict) -> str:
    """ "8 more women reach 60 %"."""
    count, at_least = verdict.more, verdict.target.at_least
    match verdict.target.numerator:
        case "members":
            text = ngettext(
                "{n} more member reaches {goal}", "{n} more members reach {goal}", count
            )
        case "women":
            text = ngettext("{n} more woman reaches {goal}", "{n} more women reach {goal}", count)
        case "in_need":
            text = ngettext(
                "{n} more member from such a household reaches {goal}",
                "{n} more members from such households reach {goal}",
                count,
            )
        case "women_from_55" | "women_from_60":
            text = ngettext(
                "{n} more woman of that age reaches {goal}",
                "{n} more women of that age reach {goal}",
                count,
            )
        case _:
            text = ngettext(
                "{n} more member of that age reaches {goal}",
                "{n} more members of that age reach {goal}",
                count,
            )
    goal = _("{n} %").format(n=at_least) if verdict.target.denominator else str(at_least)
    return text.format(n=count, goal=goal)
