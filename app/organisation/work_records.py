"""Equipment, trainings, visits and feedback in the book."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.base.names import fold
from app.base.text import N_
from app.members.named import shown_name
from app.members.row_records import require_person, require_row
from app.organisation.work import (
    Check,
    Equipment,
    Feedback,
    Training,
    Visit,
    feedback_order,
)

if TYPE_CHECKING:
    from app.club.file import Club

EQUIPMENT_READS = frozenset({"equipment", "person"})
TRAINING_READS = frozenset({"training", "training_person", "person", "office"})
VISIT_READS = frozenset({"visit"})
FEEDBACK_READS = frozenset({"feedback", "person"})
"""The tables behind the questions: what a page that asks them declares."""


# --- equipment ----------------------------------------------------------------------------------


def equipment(club: "Club") -> tuple[Equipment, ...]:
    """Everything in the register, what is gone last, in the order of names."""
    club.require("organisation.read")
    sql = """
        select e.*, p.name as keeper, p.code, p.erased_on
        from equipment e left join person p on p.id = e.keeper_id
        order by e.id
    """
    things = (_equipment(row) for row in club.db.query(sql))
    return tuple(sorted(things, key=lambda each: (each.condition == "gone", fold(each.name))))


def add_equipment(club: "Club", thing: Equipment) -> str:
    """Write down equipment (`work.read_equipment`); its new id. Raises Refused when the keeper is
    no longer in the book."""
    thing_id = club.new_id()
    with club.change(N_("Add equipment: {name}"), name=thing.name):
        require_person(club, thing.keeper_id)
        club.db.table("equipment").insert({"id": thing_id, **_equipment_columns(thing)})
    return thing_id


def change_equipment(club: "Club", thing_id: str, thing: Equipment) -> None:
    """Write anew what equipment is; what the checks found of it stays. Raises Refused."""
    columns = _equipment_columns(thing)
    for name in ("condition", "checked_on", "note"):
        del columns[name]
    with club.change(N_("Change equipment: {name}"), name=thing.name):
        require_row(club, "equipment", thing_id)
        require_person(club, thing.keeper_id)
        club.db.table("equipment").update(thing_id, columns)


def check_equipment(club: "Club", thing_id: str, check: Check) -> None:
    """Note what a look at it found. Raises Refused when it is no longer in the book."""
    name = require_row(club, "equipment", thing_id)["name"]
    with club.change(N_("Check equipment: {name}"), name=name):
        club.db.table("equipment").update(thing_id, asdict(check))


def remove_equipment(club: "Club", thing_id: str) -> None:
    """Take out equipment written down by mistake. Raises Refused."""
    name = require_row(club, "equipment", thing_id)["name"]
    with club.change(N_("Take out equipment: {name}"), name=name):
        club.db.table("equipment").delete(thing_id)


def _equipment(row: Mapping[str, Any]) -> Equipment:
    return Equipment(
        id=row["id"],
        name=row["name"],
        quantity=row["quantity"],
        source=row["source"],
        condition=row["condition"],
        unit=row["unit"],
        from_whom=row["from_whom"],
        received_on=row["received_on"],
        value_vnd=row["value_vnd"],
        place=row["place"],
        keeper_id=row["keeper_id"],
        checked_on=row["checked_on"],
        note=row["note"],
        keeper="" if row["keeper"] is None else shown_name({**row, "name": row["keeper"]}),
    )


def _equipment_columns(thing: Equipment) -> dict[str, Any]:
    columns = asdict(thing)
    del columns["id"], columns["keeper"]
    return columns


# --- trainings ----------------------------------------------------------------------------------


def trainings(club: "Club") -> tuple[Training, ...]:
    """Every training, the newest first, with who took part in name order."""
    club.require("organisation.read")
    sql = """
        select t.training_id, t.person_id from training_person t
        join person p on p.id = t.person_id order by p.name_sort, t.id
    """
    there: dict[str, list[str]] = {}
    for row in club.db.query(sql):
        there.setdefault(row["training_id"], []).append(row["person_id"])
    rows = club.db.query("select * from training order by from_on desc, rowid desc")
    return tuple(Training(**row, people=tuple(there.get(row["id"], ()))) for row in rows)


def add_training(club: "Club", training: Training) -> str:
    """Write down a training with who took part (`work.read_training`); its new id.

    Raises Refused when somebody is no longer in the book.
    """
    training_id = club.new_id()
    with club.change(N_("Record a training: {topic}"), topic=training.topic):
        club.db.table("training").insert({"id": training_id, **_training_columns(training)})
        _write_people(club, training_id, training.people)
    return training_id


def change_training(club: "Club", training_id: str, training: Training) -> None:
    """Write a training and who took part anew. Raises Refused."""
    with club.change(N_("Change a training: {topic}"), topic=training.topic):
        require_row(club, "training", training_id)
        club.db.table("training").update(training_id, _training_columns(training))
        _write_people(club, training_id, training.people)


def remove_training(club: "Club", training_id: str) -> None:
    """Take out a training written down by mistake. Raises Refused."""
    topic = require_row(club, "training", training_id)["topic"]
    with club.change(N_("Take out a training: {topic}"), topic=topic):
        _write_people(club, training_id, ())
        club.db.table("training").delete(training_id)


def _write_people(club: "Club", training_id: str, people: tuple[str, ...]) -> None:
    """Make these, and no others, the people of a training; who stays keeps the row."""
    sql = "select id, person_id from training_person where training_id = :id"
    written = {row["person_id"]: row["id"] for row in club.db.query(sql, {"id": training_id})}
    for person_id, row_id in written.items():
        if person_id not in people:
            club.db.table("training_person").delete(row_id)
    for person_id in people:
        if person_id not in written:
            require_person(club, person_id)
            row = {"id": club.new_id(), "training_id": training_id, "person_id": person_id}
            club.db.table("training_person").insert(row)


def _training_columns(training: Training) -> dict[str, Any]:
    columns = asdict(training)
    del columns["id"], columns["people"]
    return columns


# --- visits -------------------------------------------------------------------------------------


def visits(club: "Club") -> tuple[Visit, ...]:
    """Every exchange and supervision visit, the newest first."""
    club.require("organisation.read")
    sql = "select * from visit order by on_date desc, rowid desc"
    return tuple(Visit(**row) for row in club.db.query(sql))


def add_visit(club: "Club", visit: Visit) -> str:
    """Write down a visit (`work.read_visit`); its new id."""
    visit_id = club.new_id()
    with club.change(N_("Record a visit: {whom}"), whom=visit.with_whom):
        club.db.table("visit").insert({**asdict(visit), "id": visit_id})
    return visit_id


def change_visit(club: "Club", visit_id: str, visit: Visit) -> None:
    """Write a visit anew. Raises Refused when it is no longer in the book."""
    with club.change(N_("Change a visit: {whom}"), whom=visit.with_whom):
        require_row(club, "visit", visit_id)
        club.db.table("visit").update(visit_id, {**asdict(visit), "id": visit_id})


def remove_visit(club: "Club", visit_id: str) -> None:
    """Take out a visit written down by mistake. Raises Refused."""
    whom = require_row(club, "visit", visit_id)["with_whom"]
    with club.change(N_("Take out a visit: {whom}"), whom=whom):
        club.db.table("visit").delete(visit_id)


# --- feedback -----------------------------------------------------------------------------------


def feedback(club: "Club") -> tuple[Feedback, ...]:
    """Every entry, what is open first (`work.feedback_order`)."""
    club.require("organisation.read")
    sql = """
        select f.*, p.name, p.code, p.erased_on, o.name as owner_name, o.code as owner_code,
            o.erased_on as owner_erased_on
        from feedback f
        left join person p on p.id = f.person_id
        left join person o on o.id = f.owner_id
        order by f.on_date desc, f.rowid desc
    """
    return feedback_order(_feedback(row) for row in club.db.query(sql))


def add_feedback(club: "Club", entry: Feedback) -> str:
    """Write down what somebody told (`work.read_feedback`); its new id. Raises Refused."""
    entry_id = club.new_id()
    # The label says nothing of it: everybody on the board reads the history.
    with club.change(N_("Write down feedback")):
        _require_people(club, entry)
        club.db.table("feedback").insert({"id": entry_id, **_feedback_columns(entry)})
    return entry_id


def change_feedback(club: "Club", entry_id: str, entry: Feedback) -> None:
    """Write an entry anew; what was done about it stays. Raises Refused."""
    with club.change(N_("Change an entry of feedback")):
        require_row(club, "feedback", entry_id)
        _require_people(club, entry)
        club.db.table("feedback").update(entry_id, _feedback_columns(entry))


def answer_feedback(club: "Club", entry_id: str, done_on: str, done: str) -> None:
    """Write down what was done about an entry. Raises Refused when it is no longer in the book."""
    with club.change(N_("Write down what was done about feedback")):
        require_row(club, "feedback", entry_id)
        club.db.table("feedback").update(entry_id, {"done_on": done_on, "done": done})


def remove_feedback(club: "Club", entry_id: str) -> None:
    """Take out an entry written down by mistake. Raises Refused."""
    with club.change(N_("Take out an entry of feedback")):
        require_row(club, "feedback", entry_id)
        club.db.table("feedback").delete(entry_id)


def _require_people(club: "Club", entry: Feedback) -> None:
    require_person(club, entry.person_id)
    require_person(club, entry.owner_id)


def _feedback(row: Mapping[str, Any]) -> Feedback:
    owner = {
        "name": row["owner_name"],
        "code": row["owner_code"],
        "erased_on": row["owner_erased_on"],
    }
    return Feedback(
        id=row["id"],
        kind=row["kind"],
        on_date=row["on_date"],
        about=row["about"],
        person_id=row["person_id"],
        from_whom=row["from_whom"],
        owner_id=row["owner_id"],
        due_on=row["due_on"],
        done_on=row["done_on"],
        done=row["done"],
        who="" if row["name"] is None else shown_name(row),
        owner="" if owner["name"] is None else shown_name(owner),
    )


def _feedback_columns(entry: Feedback) -> dict[str, Any]:
    columns = asdict(entry)
    for name in ("id", "who", "owner", "done_on", "done"):
        del columns[name]
    return columns
