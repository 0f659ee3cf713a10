"""A person of the club: what is known, what is refused, what is only doubted; the composition.

Pure: values and sums. What is stored is asked and changed in `records.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.dates import age, birth_span, fmt_date, parse_birth, parse_date
from app.base.errors import Invalid, UserError
from app.base.names import Sex, fold, title_case
from app.base.text import N_, _
from app.members import numbers

Status = Literal["poor", "near_poor", "difficult", "none"]
Reason = Literal["left", "moved", "died", "transferred", "paused"]
Purpose = Literal["C1", "C2", "C3", "C4", "C5"]

SEXES: dict[Sex, str] = {"F": N_("woman"), "M": N_("man")}

# The commune decides the first two every year; "difficult" has no legal definition and is the
# club's own word for who needs support without standing on a list (HelpAge).
STATUSES: dict[Status, str] = {
    "poor": N_("poor household"),
    "near_poor": N_("near-poor household"),
    "difficult": N_("in difficulty"),
    "none": N_("none of these"),
}

REASONS: dict[Reason, str] = {
    "left": N_("left by own wish"),
    "moved": N_("moved away"),
    "died": N_("died"),
    "transferred": N_("went to another club"),
    "paused": N_("pauses"),
}

# What a member may agree to, each for itself; nothing is ticked beforehand.
PURPOSES: dict[Purpose, str] = {
    "C1": N_("Keep my name in the books of the club"),
    "C2": N_("Keep my health readings"),
    "C3": N_("Give my name to the commune: longevity wishes, social pension, help in my case"),
    "C4": N_("Give my health readings to a receiver named on paper"),
    "C5": N_("Use my photo on posters and keepsakes"),
}

FIRST_LIST = 2000  # the year of the oldest list that may still be written down


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the register. `birth` is "1948", "1948-05" or "1948-05-12"; None is unknown.

    `cccd` and `phone` are digits; `bhyt_until` is an ISO day.
    """

    name: str
    sex: Sex | None = None
    birth: str | None = None
    cccd: str | None = None
    bhyt: str | None = None
    bhyt_until: str | None = None
    bhyt_place: str | None = None
    phone: str | None = None
    hamlet: str | None = None
    ethnic: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One period in the club; ISO days. `left_on` is the first day that no longer counts.

    Without `joined_on` the person has been a member for as long as anybody knows.
    """

    joined_on: str | None = None
    left_on: str | None = None
    reason: Reason | None = None
    note: str | None = None

    def covers(self, on: date) -> bool:
        """Whether this period makes the person a member on that day."""
        day = on.isoformat()
        return (self.joined_on is None or self.joined_on <= day) and (
            self.left_on is None or self.left_on > day
        )


@dataclass(frozen=True, slots=True)
class HouseholdStatus:
    """The household's standing on the list of one year; `source` is the paper it comes from."""

    year: int
    status: Status
    confirmed: bool = True
    source: str | None = None

    def to_confirm(self, on: date) -> bool:
        """Whether it should be asked about again: from an older list, or never confirmed."""
        return self.year < on.year or not self.confirmed


@dataclass(frozen=True, slots=True)
class Consent:
    """One purpose that a person agreed to, and until when; `paper` says where it is signed."""

    id: str
    purpose: Purpose
    given_on: str
    withdrawn_on: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person as a list shows them on one day: with code, membership and household status.

    `membership` is None for who never was a member; `status` is the one in force on that day.
    Of who is `erased` nothing is left but the code and when they were a member.
    """

    id: str
    code: str
    person: Person
    membership: Membership | None
    status: HouseholdStatus | None
    erased: bool = False


def shown_name(member: Member) -> str:
    """The name as lists of past days show it, also when it was erased."""
    if member.erased:
        return _("Erased person (number {code})").format(code=member.code)
    return member.person.name


# --- reading a form -----------------------------------------------------------------------------


def read_person(fields: Mapping[str, str], today: date) -> Person:
    """A person from the texts of a form, keyed by the names of Person's fields.

    Raises Invalid with every problem. A doubtful number is no problem: see `doubts.py`.
    """
    person, problems = read_partly(fields, today)
    if problems:
        raise Invalid(problems)
    return person


def read_partly(fields: Mapping[str, str], today: date) -> tuple[Person, dict[str, str]]:
    """The person as far as the texts can be read, and what is wrong with the others."""
    problems: dict[str, str] = {}

    def text(field: str) -> str:
        return numbers.clean(fields.get(field, ""))

    def tried(field: str, read: Callable[[str], str]) -> str | None:
        if not text(field):
            return None
        try:
            return read(text(field))
        except UserError as error:
            problems[field] = str(error)
            return None

    def number(field: str, tidy: Callable[[str], numbers.Tidy]) -> str | None:
        tidied = tidy(text(field))
        if tidied.left:
            problems[field] = _("Write one number here, and anything else into the note.")
        return tidied.value

    name = title_case(text("name"))
    if not fold(name):
        problems["name"] = _("Write the full name.")
    sex = text("sex")
    if sex and sex not in SEXES:
        problems["sex"] = _("Choose woman or man, or leave it open.")
    person = Person(
        name=name,
        sex=sex if sex in SEXES else None,
        birth=tried("birth", lambda typed: parse_birth(typed, today)),
        cccd=number("cccd", numbers.tidy_cccd),
        bhyt=number("bhyt", numbers.tidy_bhyt),
        bhyt_until=tried("bhyt_until", lambda typed: _day(typed, today, ahead=36_500)),
        bhyt_place=text("bhyt_place") or None,
        phone=number("phone", numbers.tidy_phone),
        hamlet=text("hamlet") or None,
        ethnic=text("ethnic") or None,
        contact_name=text("contact_name") or None,
        contact_phone=number("contact_phone", numbers.tidy_phone),
        note=text("note") or None,
    )
    return person, problems


def read_joining(fields: Mapping[str, str], today: date) -> str | None:
    """The day of joining, ISO, from the field `joined_on`; None when left open. Raises Invalid."""
    typed = numbers.clean(fields.get("joined_on", ""))
    try:
        joined_on = _day(typed, today) if typed else None
    except UserError as error:
        raise Invalid({"joined_on": str(error)}) from error
    if joined_on is not None and joined_on > today.isoformat():
        raise Invalid({"joined_on": _("This day lies ahead. Write the day of joining.")})
    return joined_on


def read_leaving(fields: Mapping[str, str], joined_on: str | None, today: date) -> Membership:
    """The end of a membership from `left_on`, `reason` and `note`. Raises Invalid."""
    problems: dict[str, str] = {}
    left_on = None
    try:
        left_on = _day(numbers.clean(fields.get("left_on", "")), today)
    except UserError as error:
        problems["left_on"] = str(error)
    if left_on is not None and left_on > today.isoformat():
        problems["left_on"] = _("This day lies ahead. Write it down when it has come.")
    elif left_on is not None and joined_on is not None and left_on < joined_on:
        problems["left_on"] = _("This is before the day of joining, {date}.").format(
            date=fmt_date(date.fromisoformat(joined_on))
        )
    reason = fields.get("reason", "")
    if reason not in REASONS:
        problems["reason"] = _("Choose why the member leaves.")
    if problems:
        raise Invalid(problems)
    note = numbers.clean(fields.get("note", "")) or None
    return Membership(joined_on, left_on, cast("Reason", reason), note)


def read_standing(fields: Mapping[str, str], today: date) -> HouseholdStatus:
    """The household's standing on the list of a year from `year`, `status` and `source`; the list
    of next year may be known already. Raises Invalid."""
    problems: dict[str, str] = {}
    typed = numbers.clean(fields.get("year", ""))
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    if not FIRST_LIST <= year <= today.year + 1:
        problems["year"] = _("Write a year from {first} to {last}.").format(
            first=FIRST_LIST, last=today.year + 1
        )
    status = fields.get("status", "")
    if status not in STATUSES:
        problems["status"] = _("Choose one of these.")
    if problems:
        raise Invalid(problems)
    source = numbers.clean(fields.get("source", "")) or None
    return HouseholdStatus(year, cast("Status", status), source=source)


def _day(typed: str, today: date, ahead: int = 31) -> str:
    return parse_date(typed, today, ahead=ahead).isoformat()


# --- likeness -----------------------------------------------------------------------------------


def may_be_same(one: Person, other: Person) -> bool:
    """Whether two entries look like one person: the question asked before adding.

    The same citizen number; or the same name but for marks, with the same year of birth, an
    unknown one, or the same telephone.
    """
    if one.cccd == other.cccd and numbers.tells_apart(one.cccd):
        return True
    if fold(one.name) != fold(other.name):
        return False
    if one.birth is None or other.birth is None or one.birth[:4] == other.birth[:4]:
        return True
    return one.phone is not None and one.phone == other.phone


# --- composition --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of how many, who they are, and who cannot be counted because it is not known."""

    ids: tuple[str, ...]
    of: int
    unknown: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The numerator."""
        return len(self.ids)

    @property
    def percent(self) -> int | None:
        """Whole percent, half up; None when there is nobody to take it of."""
        return (200 * len(self.ids) + self.of) // (2 * self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Composition:
    """Who the members are on one day. The law's elder is 60; the clubs' targets also say 55.

    `in_need` are the poor, near-poor and difficult together; `to_confirm` have a status that
    should be asked about again.
    """

    on: date
    members: Figure
    women: Figure
    from_55: Figure
    from_60: Figure
    from_75: Figure
    poor: Figure
    near_poor: Figure
    difficult: Figure
    in_need: Figure
    to_confirm: Figure


def composition(members: Iterable[Member], on: date) -> Composition:
    """Count `members`, who are the members on that day.

    Ages are in full years. Who has only a year of birth counts as born on 1 January, a month as
    its first day (`dates.age`), and stands under `unknown` while the true birthday decides.
    A household without a status counts as none; sex and birth that are missing are named.
    """
    people = tuple(members)

    def figure(
        counts: Callable[[Member], bool], unknown: Callable[[Member], bool] = lambda _member: False
    ) -> Figure:
        return Figure(
            tuple(member.id for member in people if counts(member)),
            len(people),
            tuple(member.id for member in people if unknown(member)),
        )

    def at_least(years: int) -> Figure:
        def reached(member: Member) -> bool:
            birth = member.person.birth
            return birth is not None and age(birth, on).years >= years

        def unsure(member: Member) -> bool:
            birth = member.person.birth
            return birth is None or (
                reached(member) and age(birth_span(birth)[1].isoformat(), on).years < years
            )

        return figure(reached, unsure)

    def with_status(*statuses: Status) -> Figure:
        return figure(lambda member: member.status is not None and member.status.status in statuses)

    return Composition(
        on=on,
        members=figure(lambda _member: True),
        women=figure(
            lambda member: member.person.sex == "F", lambda member: member.person.sex is None
        ),
        from_55=at_least(55),
        from_60=at_least(60),
        from_75=at_least(75),
        poor=with_status("poor"),
        near_poor=with_status("near_poor"),
        difficult=with_status("difficult"),
        in_need=with_status("poor", "near_poor", "difficult"),
        to_confirm=figure(
            lambda member: member.status is not None and member.status.to_confirm(on)
        ),
    )
