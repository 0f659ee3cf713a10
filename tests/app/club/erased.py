"""Somebody who stands everywhere in a book, to be erased, and where they are looked for."""

import json
from collections.abc import Iterator

import sqlcipher3.dbapi2 as sqlcipher

from app.base.text import N_
from app.club import check, erase
from app.club.file import Club
from app.club.migrations import ROOMS
from tests.app.club.people import (
    PICTURE,
    add_membership,
    add_person,
    add_reading,
    other_rows,
)
from tests.makers import TODAY

NAME, OLD_NAME, PHONE = "Trịnh Thị Canary", "Trịnh Thị Kanarie", "0912777333"
PICTURE_BYTES = b"\xff\xd8canary of a photo" * 40
WAYS = (NAME, OLD_NAME, NAME.upper(), "Trinh Thi Canary", "Trịnh  thị canary")


def live(club: Club) -> None:
    """Write a person p1 into every table: as a fact and, as a name, into every text of others."""
    with club.change(N_("Add a member"), person="p1"):
        add_person(club, OLD_NAME, "001", id="p1", sex="F", birth="1948", phone=PHONE)
        add_person(club, "Bùi Văn Hoa", "002", id="p2")
        add_person(club, "Mai Thị Ất", "003", id="p3")
        add_membership(club, "p1", "2020-01-01")
        add_reading(club, "p1")
        add_reading(club, "p2")
    with club.change(N_("Write everything")):
        club.db.table("picture").insert({**PICTURE, "bytes": PICTURE_BYTES})
        for table, row in other_rows(club):
            if table != "erasure":
                club.db.table(table).insert(row)
        club.db.table("office").update("o", {"until": "2026-06-01"})
    with club.change(N_("Change the entry of {person}"), person="p1"):
        club.db.table("person").update("p1", {"name": NAME, "note": f"{NAME}, em bà Ba"})
        _name_in_every_text(club, "p1")
    with club.change(N_("Name somebody: {name}"), name=NAME):
        _others_name(club)
    club.log_access("print", "p1", f"list with {NAME}")
    club.log_access("print", "p2", f"beside {NAME}")


def _name_in_every_text(club: Club, person_id: str) -> None:
    """The name in every text column that takes it, of every row about the person."""
    for table in ROOMS:
        keys = {key.column for key in club.db.table(table).foreign_keys}
        if "person_id" not in keys:
            continue
        for column in club.db.table(table).columns:
            day = column.name.endswith("_on") or column.name in {"since", "until", "bhyt_until"}
            if day or column.type != "TEXT" or column.name in keys | {"id", "code"}:
                continue
            for row_id in [
                row[0]
                for row in club.db.execute(
                    f"select id from {table} where person_id = ?", [person_id]
                ).fetchall()
            ]:
                try:
                    club.db.table(table).update(row_id, {column.name: f"{NAME} viết"})
                except sqlcipher.IntegrityError:
                    continue  # a code or a day: no text that anybody writes


def _others_name(club: Club) -> None:
    """The person named in what is about others, in every way in which people write a name."""
    reading = club.db.execute("select id from reading where person_id = 'p2'").fetchone()[0]
    club.db.table("person").update(
        "p2",
        {
            "note": f"hàng xóm của {WAYS[2]}; {WAYS[3]}; gọi 0912 777 333",
            "contact_name": f"em gái: {NAME}",
            "contact_phone": PHONE,
        },
    )
    club.db.table("reading").update(reading, {"note": WAYS[4], "taken_by": OLD_NAME})
    club.db.table("equipment").update("e", {"from_whom": NAME, "keeper_id": "p1", "note": NAME})
    club.db.table("saved_list").update("sl", {"filter": json.dumps({"text": NAME}), "name": NAME})
    club.db.table("team").update("t", {"note": f"{NAME} sáng lập"})
    club.db.table("setting").insert({"id": "who", "value": NAME})
    club.db.table("officer").insert(
        {"id": "o1", "name": NAME, "roles": "[]", "since": "2020-01-01", "until": "2021-01-01"}
    )
    club.db.table("feedback").update("fb", {"about": f"Về bà {NAME}", "owner_id": "p1"})


def forget(club: Club, person_id: str = "p1", reason: str = "Tự xin") -> erase.Erased:
    """Erase somebody as the room of privacy does, asking nobody."""
    with club.change(erase.LABEL, barrier=True, code="001"):
        done = erase.erase_person(club, person_id, reason, TODAY)
    erase.finish(club)
    return done


def texts(club: Club) -> Iterator[str]:
    """Every value of every table, history included."""
    for table in club.db.table_names():
        for row in club.db.execute(f'select * from "{table}"'):
            yield from (f"{table}: {value}" for value in row if isinstance(value, str))


def traces(club: Club, *wanted: str) -> list[str]:
    """Where any of these still stands."""
    looked_for = [each.casefold() for each in (*wanted, *WAYS, PHONE, "0912 777 333")]
    return [text for text in texts(club) if any(each in text.casefold() for each in looked_for)]


def problems(club: Club) -> list[str]:
    return [problem for finding in check.check(club) for problem in finding.problems]
