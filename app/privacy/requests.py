"""What people may ask about their own data, and until when a club has to answer and to act.

Pure. The periods are dated data with their source (resources/privacy/requests.toml).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, cast

from app.base.files import resource
from app.base.text import N_, _
from app.members.reading import Reading

RequestKind = Literal["view", "correct", "withdraw", "restrict", "erase"]
Outcome = Literal["done", "partly", "refused", "taken_back"]
State = Literal["answer", "answer_late", "act", "act_late", "done"]

KINDS: dict[RequestKind, str] = {
    "view": N_("see what is written"),
    "correct": N_("correct something"),
    "withdraw": N_("withdraw consent"),
    "restrict": N_("use it less"),
    "erase": N_("be erased"),
}

OUTCOMES: dict[Outcome, str] = {
    "done": N_("done"),
    "partly": N_("done in part"),
    "refused": N_("refused"),
    "taken_back": N_("no longer asked for"),
}

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DataRequest:
    """What somebody asked; ISO days. `asked_by` is empty when the person asked in person."""

    id: str
    person_id: str
    kind: RequestKind
    received_on: str
    asked_by: str | None = None
    detail: str | None = None
    answered_on: str | None = None
    extended_on: str | None = None
    extended_why: str | None = None
    done_on: str | None = None
    outcome: Outcome | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days to answer and to act; `longest` is the last day that one extension may give.

    `source` is the rule, `verified` whether a lawyer has confirmed how it is read here.
    """

    answer_by: date
    act_by: date
    longest: date
    source: str
    verified: bool


def deadlines(request: DataRequest, *, third_party: bool) -> Deadlines:
    """Until when a request is to be answered and done, extension included.

    Counted from the day after it was received (Civil Code, Article 147); working days leave out
    Saturdays and Sundays only. `third_party` when the data went to somebody else as well.
    """
    received = date.fromisoformat(request.received_on)
    rule = _in_force(received)
    periods = rule[request.kind]
    act_by = received + timedelta(days=periods["third_party" if third_party else "days"])
    longest = act_by + timedelta(days=periods["more"])
    return Deadlines(
        answer_by=_working_days_after(received, rule["answer_working_days"]),
        act_by=longest if request.extended_on else act_by,
        longest=longest,
        source=rule["source"],
        verified=rule["verified"],
    )


def state(request: DataRequest, until: Deadlines, today: date) -> State:
    """Where a request stands: what is to be done next, and whether that is overdue."""
    if request.done_on is not None:
        return "done"
    if today > until.act_by:
        return "act_late"
    if request.answered_on is None:
        return "answer_late" if today > until.answer_by else "answer"
    return "act"


def next_day(request: DataRequest, until: Deadlines) -> date:
    """The day that an open request must not miss next."""
    return until.answer_by if request.answered_on is None else until.act_by


# --- reading forms --------------------------------------------------------------------------------


def read_request(person_id: str, fields: Mapping[str, str], today: date) -> DataRequest:
    """A new request from the fields kind, received_on, asked_by and detail. Raises Invalid."""
    form = Reading(fields, today)
    request = DataRequest(
        id="",
        person_id=person_id,
        kind=cast("RequestKind", form.code("kind", KINDS, _("Choose what is asked for."))),
        received_on=form.needed_day("received_on"),
        asked_by=form.text("asked_by"),
        detail=form.text("detail"),
    )
    form.close()
    return request


def read_answer(request: DataRequest, fields: Mapping[str, str], today: date) -> DataRequest:
    """The request with the day of the answer, `answered_on`. Raises Invalid."""
    form = Reading(fields, today)
    answered = form.needed_day("answered_on")
    _not_before(form, "answered_on", answered, request.received_on)
    form.close()
    return replace(request, answered_on=answered)


def read_extension(request: DataRequest, fields: Mapping[str, str], today: date) -> DataRequest:
    """The request with more time, from `extended_on` and `extended_why`. Raises Invalid."""
    form = Reading(fields, today)
    extended = form.needed_day("extended_on")
    why = form.needed("extended_why", _("Write why it takes longer: the person must be told."))
    _not_before(form, "extended_on", extended, request.received_on)
    form.close()
    return replace(request, extended_on=extended, extended_why=why)


def read_end(request: DataRequest, fields: Mapping[str, str], today: date) -> DataRequest:
    """The request done, from `done_on`, `outcome` and `result`. Raises Invalid.

    A refusal needs its reason; without a day of an answer, this is the answer too.
    """
    form = Reading(fields, today)
    done = form.needed_day("done_on")
    outcome = form.code("outcome", OUTCOMES, _("Choose what became of it."))
    result = form.text("result")
    _not_before(form, "done_on", done, request.received_on)
    if outcome in ("partly", "refused") and result is None:
        form.problems["result"] = _("Write why: the person must be told.")
    form.close()
    return replace(
        request,
        answered_on=request.answered_on or done,
        done_on=done,
        outcome=cast("Outcome", outcome),
        result=result,
    )


def _not_before(form: Reading, field: str, day: str, received: str) -> None:
    if field not in form.problems and day < received:
        form.problems[field] = _("This is before the day on which it was asked.")


# --- the rule -------------------------------------------------------------------------------------


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _in_force(day: date) -> Mapping[str, Any]:
    editions = _editions()
    begun = [edition for edition in editions if edition["effective_from"] <= day]
    return begun[-1] if begun else editions[0]


@cache
def _editions() -> tuple[Mapping[str, Any], ...]:
    """Every edition of the rule, oldest first. Raises ValueError when one is not whole."""
    content = tomllib.loads((resource("privacy") / "requests.toml").read_text(encoding="utf-8"))
    for edition in content["edition"]:
        if not edition["source"] or not isinstance(edition["verified"], bool):
            raise ValueError("requests.toml: source and verified are needed")
        for kind in KINDS:
            periods = edition[kind]
            if not 0 < periods["days"] <= periods["third_party"] or periods["more"] < 0:
                raise ValueError(f"requests.toml: the periods of {kind} are not in order")
    return tuple(sorted(content["edition"], key=lambda edition: edition["effective_from"]))
