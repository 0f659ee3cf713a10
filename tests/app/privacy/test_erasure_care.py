"""Who was cared for at home, or visited others, leaves nothing but counts."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from app.base.periods import Month
from app.club.file import Club
from app.club.roles import DEPUTY, Actor
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import (
    KATZ,
    Break,
    Cared,
    NeedForm,
    Plan,
    Report,
    Round,
    Visit,
    Volunteer,
)
from app.privacy.erasure import erase
from app.privacy.my_record import my_record
from app.reports.checks import check
from tests.makers import TODAY

SINCE = date(2026, 1, 1)
DAYS = tuple(TODAY - timedelta(days=number) for number in (1, 8, 15))
SECRETS = ("Sau đình", "cháu Tuấn", "0976123987", "Yếu chân", "Dễ ngã", "Ngã nhẹ", "Đã đưa đi khám",
           "Kể chuyện ngày xưa", "Cần nấu cơm", "Mổ mắt", "Chị Hằng", "Giỏi nấu ăn")  # fmt: skip


@pytest.fixture
def cared_id(club: Club, lan: str, hoa: str) -> str:
    """Hoa visits Lan, of whom everything is written down, and a neighbour who is no member."""
    volunteer = Volunteer("", hoa, SINCE, hamlet="Xóm Đình", weekdays=(1,), note="Giỏi nấu ăn")
    records.add_volunteer(club, volunteer)
    found = records.add_cared(
        club,
        Cared(
            "",
            SINCE,
            person_id=lan,
            way="Sau đình",
            contact_name="cháu Tuấn",
            contact_phone="0976123987",
            situation="Yếu chân",
            risks="Dễ ngã",
        ),
    )
    other = records.add_cared(club, Cared("", SINCE, own_name="Cụ Mùi"))
    for each in (found, other):
        rounds = tuple(Round(day, hoa, tasks=("talk",)) for day in range(7))
        plan_records.set_plan(
            club, Plan("", each, SINCE, needs="Cần nấu cơm" if each == found else None,
                       rounds=rounds)
        )  # fmt: skip
    form = NeedForm("", found, SINCE, "katz", frozenset({"eating"}), "Chị Hằng")
    plan_records.add_need_form(club, form, KATZ)
    away = Break("", found, "hospital", date(2026, 6, 1), date(2026, 6, 9), "Mổ mắt")
    plan_records.add_break(club, away)
    for day in DAYS:
        visit_records.write_visit(
            club,
            Visit("", found, day, "made", hoa, None, None, 45, ("talk",), 150, 90,
                  "Kể chuyện ngày xưa"),
        )  # fmt: skip
        visit_records.write_visit(club, Visit("", other, day, "made", hoa, minutes=30))
    told = Report("", found, DAYS[0], "fall", "Ngã nhẹ", None, "Chị Hằng", DAYS[0],
                  "Đã đưa đi khám", TODAY)  # fmt: skip
    visit_records.write_report(club, told)
    return found


def test_the_record_of_a_volunteer_tells_nothing_of_who_was_visited(
    club: Club, cared_id: str, hoa: str
) -> None:
    """What was measured and seen at a visit belongs to whoever was visited."""
    parts = {part["table"]: part for part in my_record(club, hoa)["parts"]}
    visit = {field["column"] for field in parts["home_visit"]["rows"][0]["fields"]}
    assert visit == {"on_date", "volunteer_id", "state", "minutes"}
    assert len(parts["home_visit"]["rows"]) == 2 * len(DAYS)


def test_who_is_cared_for_is_told_all_that_is_written_of_it(
    club: Club, cared_id: str, lan: str
) -> None:
    record = my_record(club, lan)
    assert record["left_out"] == []
    told = {part["title"]: part["rows"] for part in record["parts"]}
    assert [*told][-6:] == [
        "What I can do by myself",
        "My care plans",
        "Visits planned for me",
        "Visits to me",
        "What was reported about me",
        "When I was away",
    ]
    assert len(told["Visits planned for me"]) == 7
    assert len(told["Visits to me"]) == len(DAYS)
    said = json.dumps(told, ensure_ascii=False)
    assert all(secret in said for secret in SECRETS if secret != "Giỏi nấu ăn")
    visit = {field["column"]: field["text"] for field in told["Visits to me"][0]["fields"]}
    assert (visit["systolic"], visit["tasks"]) == ("150", "Talk")
    form = {
        field["column"]: field["text"] for field in told["What I can do by myself"][0]["fields"]
    }
    assert form["answers"] == "Eats without help"
    club.actor = Actor("x", "Dung", frozenset({DEPUTY}))
    record = my_record(club, lan)
    assert "Visits to me" not in {part["title"] for part in record["parts"]}
    assert any(said.startswith("Visits to me") for said in record["left_out"])


def everything(club: Club) -> str:
    """Every value of every table, and of the history."""
    found = []
    for (table,) in club.db.execute("select name from sqlite_master where type = 'table'"):
        for row in club.db.execute(f'select * from "{table}"'):
            found += [str(value) for value in row]
    return "\n".join(found)


def row_of(club: Club, table: str, row_id: str) -> Mapping[str, Any]:
    return next(club.db.query(f'select * from "{table}" where id = :id', {"id": row_id}))


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row still says."""
    said = dict(row).items()
    return {name: value for name, value in said if value not in (None, "(erased)")}


def test_who_was_cared_for_leaves_only_counts(club: Club, cared_id: str, lan: str) -> None:
    before = visit_records.year_of_visits(club, 2026)
    erase(club, lan, "Tự xin")
    left = facts(row_of(club, "cared", cared_id))
    assert left == {
        "id": cared_id,
        "person_id": lan,
        "since": "2026-01-01",
        "until": TODAY.isoformat(),
        "reason": "other",
    }
    for table in ("need_form", "care_plan", "care_report", "care_break"):
        where = f'select count(*) from "{table}" where cared_id = ?'
        assert club.db.execute(where, [cared_id]).fetchone()[0] == 0, table
    assert club.db.table("care_round").count == 7, "those of the neighbour"
    visits = [visit for visit in visit_records.visits(club, SINCE, TODAY) if visit.minutes == 45]
    assert len(visits) == len(DAYS)
    assert {(one.systolic, one.note) for one in visits} == {(None, "(erased)")}
    # The volunteer gave as much as before, to as many people.
    assert visit_records.year_of_visits(club, 2026) == before
    said = everything(club)
    for secret in ("Trịnh Thị Lan", *SECRETS[:-1]):
        assert secret not in said, secret
    assert all(finding.good for finding in check(club))


def test_who_visited_leaves_only_counts(club: Club, cared_id: str, hoa: str) -> None:
    (before,) = visit_records.year_of_visits(club, 2026)
    erase(club, hoa, "Tự xin")
    (row,) = club.db.table("volunteer").rows
    left = facts(row)
    assert left == {
        "id": row["id"],
        "person_id": hoa,
        "since": "2026-01-01",
        "until": TODAY.isoformat(),
        "weekdays": "[1]",
    }
    (after,) = visit_records.year_of_visits(club, 2026)
    assert (after.visits, after.minutes, after.people) == (
        before.visits,
        before.minutes,
        before.people,
    )
    assert "Hoa" not in after.name
    # The plans go on and ask for somebody else; no paper and no list knows the name.
    plan = plan_records.plan_on(club, cared_id, TODAY)
    assert plan is not None
    assert {(one.volunteer_id, one.volunteer) for one in plan.rounds} == {(None, "")}
    picture = visit_records.month_picture(club, Month.of(TODAY))
    assert "Hoa" not in repr(picture)
    said = everything(club)
    for secret in ("Bùi Văn Hoa", "Giỏi nấu ăn"):
        assert secret not in said, secret
    assert all(finding.good for finding in check(club))


def test_both_of_a_visit(club: Club, cared_id: str, lan: str, hoa: str) -> None:
    for person in (hoa, lan):
        erase(club, person, "Tự xin")
    picture = visit_records.month_picture(club, Month.of(TODAY))
    assert sum(cell.state == "made" for cell in picture.cells) >= 2 * len(DAYS) - 1
    assert all(finding.good for finding in check(club))


def test_who_is_in_no_register_is_taken_out_whole(club: Club, cared_id: str) -> None:
    other = next(each for each in records.cared_people(club, TODAY) if each.person_id is None)
    records.remove_cared(club, other.id)
    assert [each.id for each in records.cared_people(club, TODAY)] == [cared_id]
    assert len(visit_records.visits(club, SINCE, TODAY)) == len(DAYS)
    assert all(finding.good for finding in check(club))
