"""What the club has and does beside its meetings: equipment, trainings of the board, exchanges
and supervision, and what people tell the board. Pure: values, forms, figures; days are ISO."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.text import N_, _
from app.members.reading import Reading

Source = Literal["given", "bought", "lent"]
Condition = Literal["good", "worn", "broken", "gone"]
TrainingKind = Literal["first", "refresher", "other"]
VisitKind = Literal["exchange", "supervision"]
FeedbackKind = Literal["suggestion", "complaint", "thanks"]

SOURCES: dict[Source, str] = {
    "given": N_("Given"),
    "bought": N_("Bought"),
    "lent": N_("Lent to the club"),
}

CONDITIONS: dict[Condition, str] = {
    "good": N_("Good"),
    "worn": N_("Worn"),
    "broken": N_("Broken"),
    "gone": N_("Gone"),
}

TRAININGS: dict[TrainingKind, str] = {
    "first": N_("First training"),
    "refresher": N_("Yearly refresher"),
    "other": N_("Another training"),
}

VISITS: dict[VisitKind, str] = {
    "exchange": N_("Exchange"),
    "supervision": N_("Supervision"),
}

FEEDBACK: dict[FeedbackKind, str] = {
    "suggestion": N_("Suggestion"),
    "complaint": N_("Complaint"),
    "thanks": N_("Thanks"),
}

LEAST_EXCHANGES = 2
"""Exchanges a year that HelpAge's guide for area 7 asks of a club."""

CHECKED_DAYS = 366
"""A piece of equipment is due for its yearly check after so many days."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing, or several alike, in the club's hands. `value_vnd` is of all of them together, in
    đồng; `keeper` is the keeper's name in the register, and is not stored here."""

    id: str
    name: str
    quantity: int
    source: Source
    condition: Condition = "good"
    unit: str | None = None
    from_whom: str | None = None
    received_on: str | None = None
    value_vnd: int | None = None
    place: str | None = None
    keeper_id: str | None = None
    checked_on: str | None = None
    note: str | None = None
    keeper: str = ""

    def to_check(self, on: date) -> bool:
        """Whether the yearly check is due: neither checked nor received within a year."""
        if self.condition == "gone":
            return False
        seen = max(self.checked_on or "", self.received_on or "")
        return not seen or (on - date.fromisoformat(seen)).days >= CHECKED_DAYS


@dataclass(frozen=True, slots=True)
class Check:
    """What a look at equipment found on a day."""

    condition: Condition
    checked_on: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """A training of the board, with the ids of who took part; `to_on` only when it took days."""

    id: str
    kind: TrainingKind
    topic: str
    from_on: str
    to_on: str | None = None
    trainer: str | None = None
    place: str | None = None
    note: str | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """An exchange with another club, or a visit of those who look after clubs: what was seen,
    what was advised and what the club did about it."""

    id: str
    kind: VisitKind
    on_date: str
    with_whom: str
    place: str | None = None
    people: int | None = None
    content: str | None = None
    advice: str | None = None
    done: str | None = None

    @property
    def open(self) -> bool:
        """Whether advice still waits for something to be done."""
        return self.advice is not None and self.done is None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody told the board. Without `person_id` and `from_whom` it came without a name.

    `owner_id` looks after it until `due_on`; `done` says what was done, on `done_on`. `who` and
    `owner` are names of the register, and are not stored here.
    """

    id: str
    kind: FeedbackKind
    on_date: str
    about: str
    person_id: str | None = None
    from_whom: str | None = None
    owner_id: str | None = None
    due_on: str | None = None
    done_on: str | None = None
    done: str | None = None
    who: str = ""
    owner: str = ""

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer; thanks need none."""
        return self.done_on is None and self.kind != "thanks"

    def late(self, on: date) -> bool:
        """Whether it should have been answered before this day."""
        return self.open and self.due_on is not None and self.due_on < on.isoformat()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Of the board of today, how many took part in a training of a year."""

    year: int
    count: int
    of: int


def refreshed(trainings: Iterable[Training], board: Collection[str], year: int) -> Refreshed:
    """How many of the board had their yearly refresher; a first training in that year does too."""
    there = {
        person
        for training in trainings
        if training.kind != "other" and training.from_on.startswith(f"{year}-")
        for person in training.people
    }
    return Refreshed(year, len(there & set(board)), len(set(board)))


def refreshed_words(figure: Refreshed) -> str:
    """A quiet figure: "Refresher of 2026: 3 of 5 on the board"."""
    return _("Refresher of {year}: {n} of {of} on the board").format(
        year=figure.year, n=figure.count, of=figure.of
    )


def exchanges_in(visits: Iterable[Visit], year: int) -> int:
    """How many exchanges a year had."""
    return sum(
        1 for visit in visits if visit.kind == "exchange" and visit.on_date.startswith(f"{year}-")
    )


def feedback_order(entries: Iterable[Feedback]) -> tuple[Feedback, ...]:
    """What is open first, the soonest due before what has no day; then the rest, newest first."""
    newest = sorted(entries, key=lambda entry: entry.on_date, reverse=True)
    return tuple(
        sorted(newest, key=lambda entry: (not entry.open, (entry.open and entry.due_on) or "9999"))
    )


# --- reading forms ------------------------------------------------------------------------------


def read_equipment(fields: Mapping[str, str], today: date, known: Collection[str]) -> Equipment:
    """Equipment in good condition from `name`, `quantity` ("40 chairs"), `source`, `from_whom`,
    `received_on`, `value`, `place` and `keeper`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    name = reading.needed("name", _("Write what it is."))
    quantity, unit = reading.quantity("quantity")
    source = reading.code("source", SOURCES, _("Choose how the club got it."))
    found = Equipment(
        id="",
        name=name,
        quantity=quantity,
        source=cast("Source", source),
        unit=unit,
        from_whom=reading.text("from_whom"),
        received_on=reading.day("received_on"),
        value_vnd=reading.dong("value"),
        place=reading.text("place"),
        keeper_id=reading.person("keeper", known),
    )
    reading.close()
    return found


def read_check(fields: Mapping[str, str], today: date) -> Check:
    """What a look at equipment found, from `condition`, `checked_on` and `note`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    condition = reading.code("condition", CONDITIONS, _("Choose the condition."))
    checked_on = reading.needed_day("checked_on")
    reading.close()
    return Check(cast("Condition", condition), checked_on, reading.text("note"))


def read_training(fields: Mapping[str, str], today: date, known: Collection[str]) -> Training:
    """A training from the names of its fields, who took part as `people`; its id is "".

    Without a topic it is called like its kind. Raises Invalid.
    """
    reading = Reading(fields, today)
    kind = reading.code("kind", TRAININGS, _("Choose the kind of training."))
    topic = reading.text("topic")
    if topic is None and kind in ("", "other"):
        reading.problems["topic"] = _("Write what it was about.")
    from_on = reading.needed_day("from_on")
    to_on = reading.day("to_on")
    reading.not_before("to_on", to_on, from_on)
    people = reading.people("people", known)
    reading.close()
    found = cast("TrainingKind", kind)
    return Training(
        id="",
        kind=found,
        topic=topic or _(TRAININGS[found]),
        from_on=from_on,
        to_on=to_on,
        trainer=reading.text("trainer"),
        place=reading.text("place"),
        note=reading.text("note"),
        people=people,
    )


def read_visit(fields: Mapping[str, str], today: date) -> Visit:
    """A visit from the names of its fields; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    kind = reading.code("kind", VISITS, _("Choose exchange or supervision."))
    on_date = reading.needed_day("on_date")
    with_whom = reading.needed("with_whom", _("Write with whom."))
    people = reading.count("people", 0, 10_000)
    reading.close()
    return Visit(
        id="",
        kind=cast("VisitKind", kind),
        on_date=on_date,
        with_whom=with_whom,
        place=reading.text("place"),
        people=people,
        content=reading.text("content"),
        advice=reading.text("advice"),
        done=reading.text("done"),
    )


def read_feedback(fields: Mapping[str, str], today: date, known: Collection[str]) -> Feedback:
    """An entry from the names of its fields, with `person` and `owner` for the ids; its id is "".

    What was done and its day come from `read_answer`. Raises Invalid.
    """
    reading = Reading(fields, today)
    kind = reading.code("kind", FEEDBACK, _("Choose what it is."))
    on_date = reading.needed_day("on_date")
    about = reading.needed("about", _("Write what it is about."))
    person = reading.person("person", known)
    owner = reading.person("owner", known)
    due_on = reading.day("due_on", ahead=366)
    reading.not_before("due_on", due_on, on_date)
    reading.close()
    return Feedback(
        id="",
        kind=cast("FeedbackKind", kind),
        on_date=on_date,
        about=about,
        person_id=person,
        from_whom=None if person else reading.text("from_whom"),
        owner_id=owner,
        due_on=due_on,
    )


def read_answer(fields: Mapping[str, str], today: date, on_date: str) -> tuple[str, str]:
    """The day and what was done, from `done_on` and `done`, about what came on `on_date`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    done_on = reading.needed_day("done_on")
    reading.not_before("done_on", done_on, on_date)
    done = reading.needed("done", _("Write what was done."))
    reading.close()
    return done_on, done
