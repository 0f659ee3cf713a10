import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.base.errors import Invalid, Refused
from app.bundle import write
from app.club import chain, check
from app.club.file import Club
from app.club.roles import SECRETARY, TREASURER, Actor
from app.health import records as health
from app.health.rules import Reading
from app.members import merge_records
from app.members import records as members
from app.members.rules import Person
from app.organisation import records as organisation
from app.organisation.rules import Office
from app.practice.make import make
from app.privacy import erasure, request_records
from app.privacy import records as consent
from app.privacy.erasure import erase, reasons_to_keep
from app.privacy.my_record import my_record
from app.privacy.requests import DataRequest
from app.privacy.rules import Answers, ConsentPaper
from tests.app.club.pages import plain_pages
from tests.exchange import Exchange
from tests.makers import TODAY

NAME = "Trịnh Thị Lan"
PAPER = ConsentPaper("2026-10-01", "2026-1", "signature", "self", "Bình")


def everything(club: Club) -> str:
    """Every text of the book."""
    tables = club.db.table_names()
    return json.dumps(
        [list(club.db.query(f'select * from "{t}"')) for t in tables],
        default=str,
        ensure_ascii=False,
    )


def test_nothing_stands_against_a_member(club: Club, lan: str) -> None:
    assert reasons_to_keep(club, lan) == ()


def test_a_member_is_erased(club: Club, lan: str, hoa: str) -> None:
    consent.give_paper(club, lan, PAPER, Answers({"C1": True, "C2": True}))
    health.add_reading(club, lan, Reading(TODAY, 140, 85))
    done = erase(club, lan, f"{NAME} xin bằng giấy 3/11")
    assert done.code == "001"
    assert NAME not in everything(club)
    assert members.member(club, lan, TODAY).erased
    assert [member.id for member in members.members(club, TODAY)] == [hoa]
    before = TODAY - timedelta(days=30)
    assert {member.id for member in members.members(club, before)} == {lan, hoa}
    assert [found.problems for found in check.check(club) if found.problems] == []
    assert club.undo() is None


def test_it_closes_what_was_asked(club: Club, lan: str) -> None:
    asked = DataRequest("", lan, "erase", "2026-11-10", detail=f"{NAME} xin xóa")
    request_records.receive(club, asked)
    erase(club, lan, "Tự xin")
    (found,) = request_records.requests(club)
    assert (found.done_on, found.outcome, found.answered_on) == (
        TODAY.isoformat(), "done", TODAY.isoformat(),
    )  # fmt: skip
    assert found.detail == "(erased)"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(club: Club, lan: str, reason: str) -> None:
    with pytest.raises(Invalid) as raised:
        erase(club, lan, reason)
    assert set(raised.value.problems) == {"reason"}


def refused(club: Club, person: str) -> str:
    head = chain.head(club)
    with pytest.raises(Refused) as raised:
        erase(club, person, "Tự xin")
    assert chain.head(club) == head
    return str(raised.value)


def test_who_sits_on_the_board_is_refused_by_name(club: Club, lan: str) -> None:
    begun = Office("", lan, "treasurer", "2026-01-01")
    office = organisation.begin_office(club, begun)
    assert refused(club, lan) == (
        f"{NAME} cannot be erased yet: sits on the board (Treasurer). Nothing was changed."
        " End that first."
    )
    organisation.end_office(club, office, TODAY.isoformat())
    erase(club, lan, "Tự xin")


def _officer(club: Club, **columns: str | None) -> None:
    with club.change("An officer"):
        club.db.table("officer").insert(
            {"id": "o", "roles": json.dumps([TREASURER]), "since": "2025-01-01", **columns}
        )


def test_who_signs_in_is_refused_by_name(club: Club, lan: str) -> None:
    _officer(club, name="Lan thủ quỹ", person_id=lan)
    assert "signs in to this book as Treasurer" in refused(club, lan)


def test_an_officer_of_the_very_name_is_taken_for_the_person(club: Club, lan: str) -> None:
    _officer(club, name="TRỊNH THỊ LAN")
    assert "signs in to this book" in refused(club, lan)


def test_an_officer_of_a_name_that_two_bear_is_not(club: Club, lan: str) -> None:
    members.add_person(club, replace(members.member(club, lan, TODAY).person, phone=None))
    _officer(club, name=NAME)
    assert reasons_to_keep(club, lan) == ()
    assert ("officer", "o", "name") in {
        (place.table, place.row_id, place.column) for place in erase(club, lan, "Tự xin").look
    }


def test_a_former_officer_is_erased_with_the_name(club: Club, lan: str) -> None:
    _officer(club, name=NAME, person_id=lan, until="2026-01-01")
    erase(club, lan, "Tự xin")
    assert next(club.db.query("select name from officer where id = 'o'"))["name"] == "-"
    assert chain.verify(club) == []


def test_an_open_loan_will_stand_against_it(
    club: Club, lan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seam for the room of money: one more question."""
    loan: erasure.Question = lambda _club, _person, _on: ["owes 2,000,000 đ"]  # noqa: E731
    monkeypatch.setattr(erasure, "QUESTIONS", (*erasure.QUESTIONS, loan))
    assert "owes 2,000,000 đ" in refused(club, lan)


def test_only_who_may_erase_does(club: Club, lan: str) -> None:
    club.actor = Actor("x", "Mai", frozenset({SECRETARY}))
    assert "Mai may not" in refused(club, lan)


def test_who_is_gone_is_refused(club: Club, lan: str) -> None:
    erase(club, lan, "Tự xin")
    assert "no longer in the book" in refused(club, lan)
    with pytest.raises(LookupError):
        reasons_to_keep(club, lan)


def test_a_bundle_written_afterwards_does_not_hold_the_person(exchange: Exchange) -> None:
    club = exchange.club
    members.add_person(club, Person(NAME, "F", "1948"), "2020-01-01")
    (lan,) = (m.id for m in members.members(club, TODAY) if m.person.name == NAME)
    consent.give_paper(club, lan, PAPER, Answers({"C1": True, "C3": True}))
    held = write.prepare(club, TODAY).tables["member"]
    assert NAME in json.dumps(held, ensure_ascii=False)
    erase(club, lan, "Tự xin")
    sent = write.prepare(club, TODAY)
    assert NAME not in json.dumps(sent.tables, ensure_ascii=False)
    assert len(sent.tables["member"]) == len(held) - 1


# --- what the book holds of a person --------------------------------------------------------------


def test_all_that_is_written_is_gathered(club: Club, lan: str, hoa: str) -> None:
    consent.give_paper(club, lan, PAPER, Answers({"C1": True, "C5": False}))
    health.add_reading(club, lan, Reading(TODAY, 140, 85, weight_g=52_500))
    club.log_access("print", lan, "hồ sơ")
    record = my_record(club, lan)
    json.dumps(record)
    assert (record["code"], record["name"], record["left_out"]) == ("001", NAME, [])
    parts = {part["table"]: part for part in record["parts"]}
    assert [*parts] == ["person", "membership", "consent_paper", "consent", "reading", "access"]
    person = {field["title"]: field["text"] for field in parts["person"]["rows"][0]["fields"]}
    assert person["Full name"] == NAME and person["Woman or man"] == "woman"
    reading = {f["column"]: f["text"] for f in parts["reading"]["rows"][0]["fields"]}
    assert (reading["systolic"], reading["weight_g"]) == ("140", "52,5 kg")
    assert "name_fold" not in {f["column"] for f in parts["person"]["rows"][0]["fields"]}
    access = {f["column"]: f["text"] for f in parts["access"]["rows"][0]["fields"]}
    assert (access["actor"], access["what"]) == ("Đỗ Thị Lan", "printed")
    assert hoa not in json.dumps(record)


def test_duties_in_the_program_are_written_too(club: Club, lan: str) -> None:
    _officer(club, name="Lan thủ quỹ", person_id=lan)
    parts = {part["table"]: part for part in my_record(club, lan)["parts"]}
    duties = {f["column"]: f["text"] for f in parts["officer"]["rows"][0]["fields"]}
    assert (duties["name"], duties["roles"]) == ("Lan thủ quỹ", "Treasurer")


def test_readings_are_left_out_for_who_may_not_see_them(club: Club, lan: str) -> None:
    health.add_reading(club, lan, Reading(TODAY, 140, 85))
    club.actor = Actor("x", "Mai", frozenset({SECRETARY}))
    record = my_record(club, lan)
    assert "reading" not in {part["table"] for part in record["parts"]}
    assert record["left_out"] == [
        "Health readings: Mai may not see them; ask the chair to print this."
    ]


def test_looking_is_noted(club: Club, lan: str) -> None:
    my_record(club, lan)
    row = next(club.db.query("select what, person_id from access"))
    assert tuple(row.values()) == ("my_record", lan)
    with pytest.raises(LookupError):
        my_record(club, "nobody")


def test_entries_that_were_made_one_are_erased_together(club: Club, lan: str) -> None:
    """However they were merged: with rows to move or without, one into another into the third."""
    ids = [
        members.add_person(club, Person(name, cccd=cccd), "2022-01-01")
        for name, cccd in (("Trịnh Thị Lạn", "024048000001"), ("Trịnh Lan", "024048000002"))
    ]
    health.add_reading(club, ids[0], Reading(TODAY, 140, 85))
    kept = members.member(club, lan, TODAY).person
    merge_records.merge_people(club, ids[0], ids[1], Person("Trịnh Thị Lạn"))
    merge_records.merge_people(club, lan, ids[0], kept)
    erase(club, lan, "Tự xin")
    held = everything(club)
    for trace in (NAME, "Trịnh Thị Lạn", "Trịnh Lan", "024048000001", "024048000002"):
        assert trace not in held
    assert [found.problems for found in check.check(club) if found.problems] == []


def test_nobody_of_the_practice_club_leaves_a_page(tmp_path: Path) -> None:
    club = make(tmp_path / "practice", TODAY, count=44, years=1)
    path, key = club.folder / "club.db", club.data_key
    register = members.members(club, TODAY)
    names = Counter(one.person.name for one in members.people(club, TODAY))
    free = [member for member in register if not reasons_to_keep(club, member.id)]
    erased = free[:12]  # who owes nothing and has no savings here
    assert len(erased) > 10
    for member in erased:
        person = member.person
        marks = [person.cccd, person.bhyt] + [person.name] * (names[person.name] == 1)
        canaries = [mark.encode() for mark in marks if mark]
        before = plain_pages(path, key)
        assert all(canary in before for canary in canaries)
        erase(club, member.id, "Tự xin")
        after = plain_pages(path, key)
        assert not any(canary in after for canary in canaries)
        names[person.name] -= 1
    assert [found.problems for found in check.check(club) if found.problems] == []
    assert members.members(club, TODAY - timedelta(days=60))
    club.close()
