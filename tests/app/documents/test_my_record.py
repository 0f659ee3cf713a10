"""All about one person: complete, in full, within what the asker may read, on few pages."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from app.base.errors import UserError
from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.documents.frame import A4
from app.documents.issuer import Issuer
from app.documents.my_record import Record, Section, gather, to_listing
from app.documents.my_record_page import render
from app.health import records as health
from app.health.rules import Reading
from app.members import parts_records
from app.members.parts import Circumstance, FollowUp, Involvement
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import TODAY


@pytest.fixture
def known(club: Club, people: dict[str, str]) -> str:
    """Đào, with something of every part."""
    dao = people["Đào"]
    parts_records.begin_circumstance(club, dao, Circumstance("", "lives_alone", "2024-01-01"))
    parts_records.begin_involvement(club, dao, Involvement("", "volunteer", "2023-05-01"))
    todo = FollowUp("", dao, "Hỏi thăm sau khi ra viện", "2026-12-01", "2026-11-01")
    parts_records.add_follow_up(club, todo)
    health.add_reading(club, dao, Reading(TODAY, 128, 80, weight_g=50_500))
    return dao


def test_everything_stands_on_it(club: Club, known: str) -> None:
    record, issuer = gather(club, TODAY, "1", "en")
    said = words(render(record, issuer, language="en"))
    for word in (
        "Nguyễn Thị Đào",
        "027148000123",
        "0987 214 365",
        "12/5/1948 (age 78)",
        "from 10/3/2021",
        "near-poor household",
        "lives alone",
        "volunteer",
        "128 / 80 mmHg, 50,5 kg",
        "Hỏi thăm sau khi ra viện",
        "agrees",
    ):
        assert word in said
    assert record.person_id == known
    assert "1/1" in said or "1/2" in said


def test_looking_is_noted(club: Club, known: str) -> None:
    gather(club, TODAY, "001")
    rows = club.db.query("select what from access where person_id = :id", {"id": known})
    assert "my_record" in [row["what"] for row in rows]


def test_readings_stay_out_for_who_may_not_see_them(club: Club, known: str) -> None:
    club.actor = Actor(club.actor.id, "Đoàn Văn Minh", frozenset({SECRETARY}))
    record, issuer = gather(club, TODAY, "001", "en")
    said = words(render(record, issuer, language="en"))
    assert "128" not in said
    assert "Ask the health lead or the chair" in said


def test_nobody_of_that_code(club: Club) -> None:
    with pytest.raises(UserError, match="999"):
        gather(club, TODAY, "999")


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("photo", [False, True], ids=["plain", "photo"])
def test_all_fits(issuer: Issuer, language: str, photo: bool) -> None:
    rows = (("Danh sách rất dài của năm nay", "từ rất dài " * 30), ("", "**Đồng ý**: có"))
    sections = tuple(Section(f"Phần {number}", rows * 3) for number in range(4))
    record = Record("1", "042", LONG_NAME, TODAY, sections, _jpeg() if photo else None)
    texts = placed(lambda watch: render(record, issuer, language=language, watch=watch))
    check(texts, A4, 10)
    assert render(record, issuer) == render(record, issuer)
    assert faces(render(record, issuer)) == {"NotoSans"}


def test_a_heading_stands_again_on_the_next_page() -> None:
    sections = (Section("Sức khỏe", tuple((f"{day}/5", "128 / 80") for day in range(60))),)
    said = pages(render(Record("1", "042", "Đào", TODAY, sections), ISSUER))
    assert len(said) > 1
    assert "Sức khỏe" in said[1]


def test_the_list_for_excel_holds_the_same(club: Club, known: str) -> None:
    record, _issuer = gather(club, TODAY, "001", "en")
    values = {row[2] for row in to_listing(record).rows}
    assert "027148000123" in values
    assert replace(record, sections=()) != record


def _jpeg() -> bytes:
    into = BytesIO()
    Image.new("L", (30, 40), 128).save(into, "JPEG")
    return into.getvalue()
