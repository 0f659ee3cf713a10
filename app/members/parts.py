"""The parts of what a board knows about a person, each a dated fact. Pure: values and forms.

What is stored is asked and changed in `parts_records.py`. Everywhere `since` is the first day that
counts and `until` the first that no longer does, as with a membership; both are ISO days.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.dates import birth_span, fmt_date, parse_birth, parse_date
from app.base.errors import Invalid, UserError
from app.base.text import N_, _
from app.members.numbers import clean

InvolvementKind = Literal["volunteer", "cared_for", "donor"]
CircumstanceKind = Literal[
    "lives_alone",
    "disability",
    "severe_disability",
    "very_severe_disability",
    "ethnic_minority",
    "frail",
    "represented",
]
RelationKind = Literal[
    "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "in_law", "other"
]

INVOLVEMENTS: dict[InvolvementKind, str] = {
    "volunteer": N_("volunteer"),
    "cared_for": N_("cared for at home"),
    "donor": N_("donor"),
}

# The degrees of disability are those of the Law on Persons with Disabilities 51/2010, article 3;
# "represented" is who acts through a representative, Law 91/2025, article 24.
CIRCUMSTANCES: dict[CircumstanceKind, str] = {
    "lives_alone": N_("lives alone"),
    "disability": N_("mild disability"),
    "severe_disability": N_("severe disability"),
    "very_severe_disability": N_("particularly severe disability"),
    "ethnic_minority": N_("ethnic minority"),
    "frail": N_("frail"),
    "represented": N_("acts through a representative"),
}

# The other person is the … of this one.
RELATIONS: dict[RelationKind, str] = {
    "spouse": N_("husband or wife"),
    "parent": N_("father or mother"),
    "child": N_("son or daughter"),
    "sibling": N_("brother or sister"),
    "grandparent": N_("grandparent"),
    "grandchild": N_("grandchild"),
    "in_law": N_("relative by marriage"),
    "other": N_("another relation"),
}

_INVERSE: dict[RelationKind, RelationKind] = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
}

LARGEST_PHOTO = 100 * 1024  # bytes
FAR_AHEAD = 366 * 3  # days: a follow-up is not planned further ahead

_YEAR_OR_MONTH = re.compile(r"(\d{1,2}[/.\- ])?\d{4}")


@dataclass(frozen=True, slots=True)
class Involvement:
    """What somebody is to the club beside being a member or not."""

    id: str
    kind: InvolvementKind
    since: str
    until: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What makes somebody more easily harmed: the targets and the home visits ask for it."""

    id: str
    kind: CircumstanceKind
    since: str
    until: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody else of the register who is the `kind` of this person; `together`: one household."""

    id: str
    other_id: str
    kind: RelationKind
    together: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done about a person by `due_on`; open until `done_on`, with its `result`."""

    id: str
    person_id: str
    text: str
    due_on: str
    written_on: str
    done_on: str | None = None
    result: str | None = None

    def late(self, on: date) -> bool:
        """Whether it should have been done before this day and was not."""
        return self.done_on is None and self.due_on < on.isoformat()


def holds(part: Involvement | Circumstance, on: date) -> bool:
    """Whether this is so on that day."""
    day = on.isoformat()
    return part.since <= day and (part.until is None or part.until > day)


def inverse(kind: RelationKind) -> RelationKind:
    """What this person is to the other, when the other is the `kind` of this person."""
    return _INVERSE.get(kind, kind)


# --- reading forms ------------------------------------------------------------------------------


def read_involvement(fields: Mapping[str, str], today: date) -> Involvement:
    """A beginning involvement from `kind`, `since` and `note`; its id is "". Raises Invalid.

    `since` may be a year or a month only, which counts from its first day.
    """
    problems: dict[str, str] = {}
    kind = _chosen(fields, "kind", INVOLVEMENTS, problems)
    since = _since(fields, today, problems)
    _raise(problems)
    return Involvement("", cast("InvolvementKind", kind), since, note=_note(fields))


def read_circumstance(fields: Mapping[str, str], today: date) -> Circumstance:
    """A beginning circumstance from `kind`, `since` and `note`; its id is "". Raises Invalid.

    `since` may be a year or a month only, which counts from its first day.
    """
    problems: dict[str, str] = {}
    kind = _chosen(fields, "kind", CIRCUMSTANCES, problems)
    since = _since(fields, today, problems)
    _raise(problems)
    return Circumstance("", cast("CircumstanceKind", kind), since, note=_note(fields))


def read_end(fields: Mapping[str, str], since: str, today: date) -> str:
    """The day on which something that began on `since` ends, from `until`. Raises Invalid."""
    problems: dict[str, str] = {}
    until = _day(fields, "until", today, problems)
    if until > today.isoformat():
        problems["until"] = _("This day lies ahead. Write it down when it has come.")
    elif until and until < since:
        problems["until"] = _("This is before its beginning, {date}.").format(
            date=fmt_date(date.fromisoformat(since))
        )
    _raise(problems)
    return until


def read_relation(fields: Mapping[str, str]) -> Relation:
    """A relation from `other_id`, `kind`, `together` ("1" for one household) and `note`.

    Its id is "". Raises Invalid.
    """
    problems: dict[str, str] = {}
    kind = _chosen(fields, "kind", RELATIONS, problems)
    other_id = fields.get("other_id", "")
    if not other_id:
        problems["other_id"] = _("Choose the other person.")
    _raise(problems)
    together = fields.get("together", "") == "1"
    return Relation("", other_id, cast("RelationKind", kind), together, _note(fields))


def read_follow_up(fields: Mapping[str, str], person_id: str, today: date) -> FollowUp:
    """A new follow-up from `text` and `due_on`, written today; its id is "". Raises Invalid."""
    problems: dict[str, str] = {}
    text = clean(fields.get("text", ""))
    if not text:
        problems["text"] = _("Write what is to be done.")
    due_on = _day(fields, "due_on", today, problems, ahead=FAR_AHEAD)
    if due_on and due_on < today.isoformat():
        problems["due_on"] = _("This day has passed. Write the day by which it should be done.")
    _raise(problems)
    return FollowUp("", person_id, text, due_on, today.isoformat())


def photo_fault(jpeg: bytes) -> str | None:
    """Why these bytes cannot be kept as a photo; None when they can."""
    if not (jpeg.startswith(b"\xff\xd8\xff") and jpeg.rstrip(b"\0").endswith(b"\xff\xd9")):
        return _(
            "This file is no photo that can be kept here. Nothing was changed."
            " Choose a JPEG picture."
        )
    if len(jpeg) > LARGEST_PHOTO:
        return _(
            "This photo takes {size} kB; at most {most} kB are kept. Nothing was changed."
            " Choose a smaller picture."
        ).format(size=-(-len(jpeg) // 1024), most=LARGEST_PHOTO // 1024)
    return None


def _chosen(
    fields: Mapping[str, str], field: str, words: Collection[str], problems: dict[str, str]
) -> str:
    chosen = fields.get(field, "")
    if chosen not in words:
        problems[field] = _("Choose one of these.")
    return chosen


def _since(fields: Mapping[str, str], today: date, problems: dict[str, str]) -> str:
    """The first day of what is known: of a whole day, a month or a year, and not after today."""
    typed = clean(fields.get("since", ""))
    try:
        if _YEAR_OR_MONTH.fullmatch(typed):
            since = birth_span(parse_birth(typed, today))[0]
        else:
            since = parse_date(typed, today)
    except UserError as error:
        problems["since"] = str(error)
        return ""
    if since > today:
        problems["since"] = _("This day lies ahead. Write it down when it has come.")
    return since.isoformat()


def _day(
    fields: Mapping[str, str], field: str, today: date, problems: dict[str, str], ahead: int = 31
) -> str:
    """A whole day, ISO; "" when it cannot be read."""
    try:
        return parse_date(clean(fields.get(field, "")), today, ahead=ahead).isoformat()
    except UserError as error:
        problems[field] = str(error)
        return ""


def _note(fields: Mapping[str, str]) -> str | None:
    return clean(fields.get("note", "")) or None


def _raise(problems: Mapping[str, str]) -> None:
    if problems:
        raise Invalid(problems)
