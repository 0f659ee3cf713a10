"""What may leave the club, column by column; what is not listed here stays.

A column of the payload names the columns of the club's file from which it is made, and the purpose
that allows it: totals for everybody, names only with the member's consent C3. A house test finds
any column of the file that stands neither among these sources nor among those that stay.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.base.text import N_
from app.bundle.manifest import is_day

CLUB, COUNT, NAMED = "club", "count", "C3"
PURPOSES = {
    CLUB: N_("which club this is"),
    COUNT: N_("to be counted, without a name"),
    NAMED: N_("the member agreed that the commune gets the name"),
}

BANDS = ("low", "normal", "elevated", "high", "very_high", "urgent")
HOUSEHOLDS = ("poor", "near_poor", "difficult", "none")

FIGURES = {
    "members": N_("Members"),
    "women": N_("Women"),
    "age_55": N_("Aged 55 and over"),
    "age_60": N_("Aged 60 and over"),
    "poor": N_("Poor households"),
    "near_poor": N_("Near-poor households"),
    "difficult": N_("Households in difficulty"),
    "readings": N_("Readings"),
    "measured": N_("People measured"),
    "bp_low": N_("Blood pressure low"),
    "bp_normal": N_("Blood pressure normal"),
    "bp_elevated": N_("Blood pressure slightly high"),
    "bp_high": N_("Blood pressure high"),
    "bp_very_high": N_("Blood pressure very high"),
    "bp_urgent": N_("See a doctor now"),
}
"""What is counted. The first seven on the day of the export; readings, people measured and people
in each band (by their last blood pressure of the month) in each month."""

COMPOSITION = ("members", "women", "age_55", "age_60", "poor", "near_poor", "difficult")
# The definition of a figure goes up when it is counted in another way: the bands take of a day
# measured twice the pressure that counts.
DEFINITION, OF_A_DAY = 1, 2

MAX_LINE = 200

Test = Callable[[Any], bool]


def _matching(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda value: type(value) is str and compiled.fullmatch(value) is not None


def _one_of(*values: str) -> Test:
    allowed = frozenset(values)
    return lambda value: type(value) is str and value in allowed


def _number(least: int, most: int) -> Test:
    return lambda value: type(value) is int and least <= value <= most


_BIRTH = re.compile("[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")


def _birth(value: Any) -> bool:
    if type(value) is not str or not _BIRTH.fullmatch(value):
        return False
    return len(value) < len("1948-05-12") or is_day(value)


KINDS: dict[str, Test] = {
    "id": _matching("[0-9a-f]{32}"),
    "row": _matching("[0-9a-z_.:-]{1,64}"),
    "line": _matching(rf"[^\x00-\x1f\x7f\u2028\u2029]{{1,{MAX_LINE}}}"),
    "code": _matching("[0-9A-Z]{1,12}"),
    "day": is_day,
    "birth": _birth,  # or another day of which perhaps only the year is known
    "half_decade": _matching("[12][0-9]{2}[05]"),
    "sex": _one_of("F", "M"),
    "household": _one_of(*HOUSEHOLDS),
    "flag": _number(0, 1),
    "figure": _one_of(*FIGURES),
    "period": _matching("[12][0-9]{3}-[01][0-9](-[0-3][0-9])?"),
    "rules": _matching("[0-9a-z_@-]{1,64}"),
    "count": _number(0, 10**9),
}
"""What a value of the payload may be, by the name that a column gives."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the payload: its kind, the purpose that lets it leave, and what it is made of.

    `sources` are written table.column. `may_lack`: the value may be null.
    """

    name: str
    kind: str
    purpose: str
    sources: tuple[str, ...]
    may_lack: bool = False


_WHO_IS_A_MEMBER = ("membership.person_id", "membership.joined_on", "membership.left_on")
_HOUSEHOLD = ("household_status.person_id", "household_status.year", "household_status.status")
_MEASURED = ("reading.person_id", "reading.on_date", "reading.systolic", "reading.diastolic")

PAYLOAD: dict[str, tuple[Column, ...]] = {
    "club": (
        Column("id", "id", CLUB, ()),
        Column("name", "line", CLUB, ("club.name",)),
        Column("commune", "line", CLUB, ("club.commune",), may_lack=True),
        Column("province", "line", CLUB, ("club.province",), may_lack=True),
        Column("hamlet", "line", CLUB, ("club.hamlet",), may_lack=True),
        Column("code", "code", CLUB, ("club.code",)),
        Column("founded_on", "birth", CLUB, ("club.founded_on",), may_lack=True),
    ),
    "member": (
        Column("id", "id", COUNT, ("person.id",)),
        Column("name", "line", NAMED, ("person.name",), may_lack=True),
        Column("birth", "birth", NAMED, ("person.birth",), may_lack=True),
        Column("hamlet", "line", NAMED, ("person.hamlet",), may_lack=True),
        Column("sex", "sex", COUNT, ("person.sex",), may_lack=True),
        Column("born_from", "half_decade", COUNT, ("person.birth",), may_lack=True),
        Column("age_55", "flag", COUNT, ("person.birth",), may_lack=True),
        Column("age_60", "flag", COUNT, ("person.birth",), may_lack=True),
        Column("household", "household", COUNT, _HOUSEHOLD, may_lack=True),
    ),
    "figure": (
        Column("id", "row", COUNT, ()),
        Column("figure", "figure", COUNT, ()),
        Column("definition", "count", COUNT, ()),
        Column("period", "period", COUNT, ()),
        Column("rules", "rules", COUNT, (), may_lack=True),
        Column("numerator", "count", COUNT, (*_WHO_IS_A_MEMBER, *_MEASURED)),
        Column("denominator", "count", COUNT, _WHO_IS_A_MEMBER, may_lack=True),
    ),
}

TITLES = {
    "name": N_("Name"),
    "birth": N_("Date of birth"),
    "hamlet": N_("Hamlet"),
    "sex": N_("Sex"),
    "born_from": N_("Born within five years from"),
    "age_55": N_("Aged 55 and over"),
    "age_60": N_("Aged 60 and over"),
    "household": N_("Household"),
    "figure": N_("What is counted"),
    "period": N_("Day or month"),
    "numerator": N_("Count"),
    "denominator": N_("Of"),
}
"""The columns of members and figures as a screen names them."""

IN_MANIFEST = ("change.seq", "change.hash", "export.id", "export.seq", "lineage.id", "meta.value")
"""Columns of the file's own keeping that the manifest tells: nothing of people."""

STAYS = {
    "club.id": "the file's id leaves instead",
    "club.decision": "on paper at the commune",
    "club.decided_on": "on paper at the commune",
    "club.decided_by": "on paper at the commune",
    "club.old_commune": "known at the commune",
    "club.meeting_day": "not needed",
    "club.meeting_place": "not needed",
    "club.regulation": "not needed",
    "club.regulation_on": "not needed",
    "person.code": "ours alone",
    "person.name_fold": "for searching",
    "person.name_sort": "for sorting",
    "person.cccd": "never leaves",
    "person.bhyt": "never leaves",
    "person.bhyt_until": "never leaves",
    "person.bhyt_place": "never leaves",
    "person.phone": "never leaves",
    "person.ethnic": "sensitive; never leaves by name",
    "person.contact_name": "another person's",
    "person.contact_phone": "another person's",
    "person.note": "free text",
    "person.erased_on": "ours alone",
    "membership.id": "ours alone",
    "membership.reason": "not needed",
    "membership.note": "free text",
    "household_status.id": "ours alone",
    "household_status.confirmed": "not needed",
    "household_status.source": "free text",
    "consent.id": "decides what leaves, and stays",
    "consent.person_id": "decides what leaves, and stays",
    "consent.purpose": "decides what leaves, and stays",
    "consent.given_on": "decides what leaves, and stays",
    "consent.withdrawn_on": "decides what leaves, and stays",
    "consent.paper": "free text",
    "consent.paper_id": "ours alone",
    "consent.receiver": "free text",
    "reading.id": "health row by row needs C4, which is not sent yet",
    "reading.pulse": "sensitive; not counted",
    "reading.weight_g": "sensitive; not counted",
    "reading.height_mm": "sensitive; not counted",
    "reading.glucose_umol_l": "sensitive; not counted",
    "reading.glucose_fasting": "sensitive; not counted",
    "reading.note": "sensitive free text",
    "reading.taken_by": "ours alone",
}
"""Columns that stay, and why."""

STAYS_WHOLE = {
    "access": "who read, printed or sent what",
    "activity": "not sent yet",
    "attendance": "not sent yet",
    "cash_count": "not sent yet",
    "change": "the history",
    "change_row": "the history",
    "circumstance": "sensitive",
    "consent_paper": "where the signed paper lies",
    "decision": "the club's own minutes",
    "data_request": "between a person and the club",
    "draft": "typed, and not saved yet",
    "equipment": "what the club owns",
    "erasure": "whose entries were erased here",
    "exercise_week": "not sent yet",
    "export": "what was sent before",
    "fee": "not sent yet",
    "feedback": "what people said to the board",
    "follow_up": "the board's own notes",
    "guest": "not sent yet",
    "help": "not sent yet",
    "help_case": "names people who were helped",
    "involvement": "not sent yet",
    "lineage": "the file's own keeping",
    "meta": "the file's own keeping",
    "not_same": "how the register was tidied",
    "meeting": "not sent yet",
    "meeting_rule": "not needed",
    "meeting_step": "how far the typing of a meeting is",
    "office": "not sent yet",
    "officer": "the board",
    "paired_commune": "to whom we send",
    "pairing": "not sent yet",
    "photo": "needs C5, and is not sent",
    "picture": "needs C5, and is not sent",
    "proposal": "not sent yet",
    "relation": "who is related to whom",
    "saved_list": "how the program is used here",
    "secret": "keys",
    "setting": "how the program is used here",
    "sheet": "which papers were printed and typed in",
    "task": "the board's own notes",
    "team": "not sent yet",
    "team_member": "not sent yet",
    "theme": "the club's own plan",
    "training": "not sent yet",
    "training_person": "not sent yet",
    "visit": "not sent yet",
    "fund": "not sent yet",
    "capital_source": "not sent yet",
    "entry": "not sent yet",
    "posting": "not sent yet",
    "seal": "not sent yet",
    "approval": "who agreed to what, on this PC",
    "gift": "not sent yet",
    "budget": "the club's own plan",
    "collected": "not sent yet",
    "product": "not sent yet",
    "loan": "not sent yet",
    "instalment": "not sent yet",
    "loan_event": "not sent yet",
    "kind_return": "not sent yet",
    "outside_loan": "between a person and a bank",
    "livelihood": "not sent yet",
    "check_up": "sensitive",
    "health_fact": "sensitive",
    "referral": "sensitive",
    "book_print": "ours alone",
    "volunteer": "not sent yet",
    "cared": "names people who are cared for",
    "need_form": "sensitive",
    "care_plan": "not sent yet",
    "care_round": "not sent yet",
    "home_visit": "not sent yet",
    "care_report": "sensitive",
    "care_break": "sensitive",
    "_sqlite_migrations": "the file's own keeping",
}
"""Tables of which no column leaves but those in `IN_MANIFEST`."""


def leaving() -> frozenset[str]:
    """Every column of the club's file, as table.column, from which something leaves."""
    listed = (source for table in PAYLOAD.values() for column in table for source in column.sources)
    return frozenset(listed) | frozenset(IN_MANIFEST)


def fault(table: str, rows: Sequence[Any], *, more: bool = False) -> str | None:
    """What is wrong with the rows of a table of the payload, for the log; None when nothing is.

    The same check stands at both ends: nothing unlisted leaves, nothing unlisted is taken in.
    `more` allows columns that we do not know, which a newer program may add.
    """
    columns = PAYLOAD[table]
    names = {column.name for column in columns}
    tests = [(column.name, KINDS[column.kind], column.may_lack) for column in columns]
    last = ""
    for row in rows:
        if type(row) is not dict or (row.keys() != names and not (more and row.keys() > names)):
            return f"{table}: other columns"
        for name, fits, may_lack in tests:
            value = row[name]
            if not fits(value) and not (may_lack and value is None):
                return f"{table}: {name}"
        if row["id"] <= last:
            return f"{table}: not in order, or twice"
        last = row["id"]
    return None
