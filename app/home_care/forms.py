"""What is typed into the forms of home care, read with every problem at once. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from app.base.text import _
from app.health.thresholds import rules_on
from app.home_care.rules import (
    BREAKS,
    END_REASONS,
    KATZ,
    LAWTON,
    MISSED,
    SIGNS,
    TASKS,
    Break,
    BreakKind,
    Cared,
    EndReason,
    FormKind,
    NeedForm,
    Plan,
    Report,
    Round,
    Sex,
    Sign,
    Task,
    Visit,
    Volunteer,
)
from app.members.reading import Reading

Fields = Mapping[str, str]


def read_volunteer(
    fields: Fields, today: date, known: Collection[str], before: Volunteer | None = None
) -> Volunteer:
    """From `person`, `since`, `weekdays` (numbers with spaces), `hamlet`, `substitute`, `note`."""
    reading = Reading(fields, today)
    if before is None:
        person_id = reading.needed_person("person", known)
        since = reading.needed_day("since")
    else:
        person_id, since = before.person_id, before.since.isoformat()
    substitute = reading.person("substitute", known)
    if substitute is not None and substitute == person_id:
        reading.problems["substitute"] = _("Nobody stands in for themselves.")
    weekdays = tuple(int(number) for number in fields.get("weekdays", "").split())
    hamlet, note = reading.text("hamlet"), reading.text("note")
    reading.close()
    return Volunteer(
        before.id if before else "",
        person_id,
        date.fromisoformat(since),
        before.until if before else None,
        hamlet,
        weekdays,
        substitute,
        note,
    )


def read_cared(
    fields: Fields, today: date, known: Collection[str], before: Cared | None = None
) -> Cared:
    """From `person` (a member) or `name` with `sex`, `birth`, `hamlet`; and for both `phone`,
    `way`, `household`, `contact_name`, `contact_phone`, `situation`, `risks`, `since`. What a form
    does not ask for stays as it was."""
    if before is not None:
        kept = {name: getattr(before, name) or "" for name in _CARED}
        fields = {"name": before.own_name or "", **kept, **fields}
    reading = Reading(fields, today)
    person_id = reading.person("person", known) if before is None else before.person_id
    own_name = reading.text("name")
    if before is None and (person_id is None) == (own_name is None) and not reading.problems:
        reading.problems["name"] = (
            _("Choose a member, or write the name of somebody else, not both.")
            if person_id
            else _("Choose a member, or write the name of somebody else.")
        )
    if before is not None and person_id is None and own_name is None:
        reading.problems["name"] = _("Write the name of who is cared for.")
    since = before.since.isoformat() if before else reading.needed_day("since")
    sex = cast("Sex | None", fields.get("sex") or None)
    birth = reading.text("birth")
    if birth is not None and person_id is None and not _is_year(birth, today):
        reading.problems["birth"] = _("Write the year of birth, such as 1940.")
    reading.close()
    own: dict[str, Any] = {
        name: reading.text(name) for name in _CARED if name not in ("sex", "birth")
    }
    return Cared(
        before.id if before else "",
        date.fromisoformat(since),
        person_id,
        own_name,
        sex=sex,
        birth=birth,
        **own,
        until=before.until if before else None,
        reason=before.reason if before else None,
    )


_CARED = (
    *("sex", "birth", "hamlet", "phone", "way", "household", "contact_name", "contact_phone"),
    *("situation", "risks"),
)


def _is_year(text: str, today: date) -> bool:
    """Whether it is the year in which somebody alive today may have been born."""
    return text.isdecimal() and len(text) == 4 and today.year - 130 <= int(text) <= today.year


def read_day(fields: Fields, today: date, name: str) -> date:
    """One day that must be there and has come."""
    reading = Reading(fields, today)
    found = reading.needed_day(name)
    reading.close()
    return date.fromisoformat(found)


def read_end(fields: Fields, today: date) -> tuple[date, EndReason]:
    """The last day of home care and why, from `until` and `reason`."""
    reading = Reading(fields, today)
    until = reading.needed_day("until")
    reason = reading.code("reason", END_REASONS, _("Choose why."))
    reading.close()
    return date.fromisoformat(until), cast("EndReason", reason)


def read_visit(
    fields: Fields, today: date, known: Collection[str], before: Visit, people: Collection[str]
) -> Visit:
    """From `cared`, `state` ("made" or "missed"), `volunteer`, `visitor`, `minutes`, `tasks`,
    `pressure` ("135/80"), `missed_why`, `note`. The day is that of `before`."""
    reading = Reading(fields, today)
    cared_id = before.cared_id or reading.code("cared", people, _("Choose who was visited."))
    state = fields.get("state") or "made"
    volunteer = reading.person("volunteer", known)
    visitor = reading.text("visitor")
    if volunteer is None and visitor is None and "volunteer" not in reading.problems:
        reading.problems["volunteer"] = _(
            "Write who came: a volunteer, or a relative or neighbour."
        )
    minutes = reading.count("minutes", 0, 24 * 60)
    systolic, diastolic = _pressure(reading, "pressure", before.on)
    why = fields.get("missed_why") or None
    note = reading.text("note")
    if state == "made" and before.on > today:
        reading.problems["state"] = _("This day lies ahead. Mark the visit when it was made.")
    reading.close()
    found = replace(
        before,
        cared_id=cared_id,
        volunteer_id=volunteer,
        second_id=before.second_id if volunteer == before.volunteer_id else None,
        visitor=visitor,
        note=note,
    )
    if state == "missed":
        return replace(
            found,
            state="missed",
            minutes=None,
            tasks=(),
            systolic=None,
            diastolic=None,
            missed_why=next((code for code in MISSED if code == why), None),
        )
    chosen = fields.get("tasks", "").split()
    return replace(
        found,
        state="made",
        minutes=minutes,
        tasks=cast("tuple[Task, ...]", tuple(code for code in TASKS if code in chosen)),
        systolic=systolic,
        diastolic=diastolic,
        missed_why=None,
    )


def _pressure(reading: Reading, name: str, on: date) -> tuple[int | None, int | None]:
    """A blood pressure in mmHg typed as "135/80", within what the health rules of that day take;
    two Nones when nothing was typed."""
    typed = reading.text(name)
    if typed is None:
        return None, None
    upper, _slash, lower = typed.replace(" ", "/").partition("/")
    if upper.isdecimal() and lower.isdecimal():
        systolic, diastolic = int(upper), int(lower)
        ranges = rules_on(on).ranges
        if (
            ranges["systolic"].takes(systolic)
            and ranges["diastolic"].takes(diastolic)
            and diastolic < systolic
        ):
            return systolic, diastolic
    reading.problems[name] = _("Write both numbers, such as 135/80.")
    return None, None


def read_report(
    fields: Fields, today: date, before: Report, people: Collection[str] = ()
) -> Report:
    """From `cared` when it is not known, `on`, `sign`, `what`, `told_whom`, `told_on`, `done`, and
    `closed` ("yes" when it is settled)."""
    reading = Reading(fields, today)
    cared_id = before.cared_id or reading.code("cared", people, _("Choose whom it is about."))
    on = reading.needed_day("on")
    sign = reading.code("sign", SIGNS, _("Choose what was seen."))
    what, told_whom, done = (reading.text(name) for name in ("what", "told_whom", "done"))
    told_on = reading.day("told_on")
    closed = fields.get("closed") == "yes"
    if closed and done is None:
        reading.problems["done"] = _("Write what was done before it is settled.")
    reading.close()
    return replace(
        before,
        cared_id=cared_id,
        on=date.fromisoformat(on),
        sign=cast("Sign", sign),
        what=what,
        told_whom=told_whom,
        told_on=date.fromisoformat(told_on) if told_on else None,
        done=done,
        closed_on=(before.closed_on or today) if closed else None,
    )


def read_break(fields: Fields, today: date, cared_id: str) -> Break:
    """From `kind`, `first`, `last` (may stay empty) and `note`."""
    reading = Reading(fields, today)
    kind = reading.code("kind", BREAKS, _("Choose where they are."))
    first = reading.needed_day("first", ahead=60)
    last = reading.day("last", ahead=365)
    reading.not_before("last", last, first)
    note = reading.text("note")
    reading.close()
    return Break(
        "",
        cared_id,
        cast("BreakKind", kind),
        date.fromisoformat(first),
        date.fromisoformat(last) if last else None,
        note,
    )


def read_need_form(fields: Fields, today: date, cared_id: str, kind: str) -> NeedForm:
    """From `on`, `by_whom` and `can`: the things done without help, with spaces between."""
    reading = Reading(fields, today)
    on = reading.needed_day("on")
    by_whom = reading.text("by_whom")
    things = KATZ if kind == "katz" else LAWTON
    can = frozenset(fields.get("can", "").split()) & things.keys()
    reading.close()
    form_kind: FormKind = "katz" if kind == "katz" else "lawton"
    return NeedForm("", cared_id, date.fromisoformat(on), form_kind, can, by_whom)


def read_round(fields: Fields, today: date, known: Collection[str]) -> tuple[Round, ...]:
    """The rounds of a form: `weekdays` (numbers with spaces), `volunteer`, `second`, `tasks`,
    `at_time`. One round for each weekday."""
    reading = Reading(fields, today)
    weekdays = sorted({int(number) for number in fields.get("weekdays", "").split()})
    if not weekdays:
        reading.problems["weekdays"] = _("Choose at least one day.")
    volunteer = reading.needed_person("volunteer", known)
    second = reading.person("second", known)
    if second is not None and second == volunteer:
        reading.problems["second"] = _("The second volunteer must be somebody else than the first.")
    at_time = reading.text("at_time")
    chosen = fields.get("tasks", "").split()
    tasks = cast("tuple[Task, ...]", tuple(code for code in TASKS if code in chosen))
    reading.close()
    return tuple(Round(day, volunteer, second, tasks, at_time) for day in weekdays)


def read_plan(fields: Fields, today: date, cared_id: str, rounds: tuple[Round, ...]) -> Plan:
    """From `since`, `review_on`, `needs` and `note`, with rounds that were put together before."""
    reading = Reading(fields, today)
    since = reading.needed_day("since", ahead=60)
    review_on = reading.day("review_on", ahead=800)
    reading.not_before("review_on", review_on, since)
    needs, note = reading.text("needs"), reading.text("note")
    reading.close()
    return Plan(
        "",
        cared_id,
        date.fromisoformat(since),
        None,
        date.fromisoformat(review_on) if review_on else None,
        needs,
        note,
        rounds,
    )
