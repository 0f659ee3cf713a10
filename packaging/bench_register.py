"""Measures the register: searching and importing 10,000 people, opening, undo, an old picture."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import xlsxwriter
from bench_kit import UNTIL, Result, Scene, against, alone, clocked, in_ms, side_by_side

from app.areas.picture_records import year_picture
from app.base.places import resource
from app.club.file import Club, create, open_file
from app.club.kinds import CLUB
from app.club.ports import Ports
from app.documents.member_sheet import member_sheet
from app.documents.sheets import write_xlsx
from app.health import records as health
from app.health.rules import Reading
from app.members import records as members
from app.members.finder import Finder
from app.members.import_plan import apply_plan, plan_file
from app.practice.people import people
from app.targets import records as targets
from app.targets.pyramid import age_groups

MANY = 10_000
_OF_THE_YEAR = (
    ("activity", "on_date"),
    ("reading", "on_date"),
    ("exercise_week", "monday"),
    ("help_case", "found_on"),
    ("help", "on_date"),
    ("proposal", "on_date"),
    ("meeting", "held_on"),
)
_HEADS = ("Số CCCD", "Điện thoại", "Xóm", "Hộ nghèo")
_TYPED = ("nguyen thi dao", "lan hong", "0912", "vu", "đặng", "xyz")
_SLIPPED = ("ngyuen thi ddaof", "lan hogn", "0912345879", "vux", "ddajng", "phma vam")


def import_roster(scene: Scene) -> list[Result]:
    """From the file of a commune to the saved register: reading, guessing, checking, writing."""
    roster = write_roster(scene.fresh("roster").with_suffix(".xlsx"))

    def work() -> float:
        club = empty_club(scene.fresh("club"))
        seconds = clocked(lambda: apply_plan(club, plan_file(club, roster)))
        if len(members.members(club, UNTIL)) != MANY:
            raise AssertionError("somebody is missing")
        club.close(keep_copy=False)
        return seconds

    return [in_ms("import", f"import a roster of {MANY:,} rows", alone(work, 3), 5_000)]


def news(scene: Scene) -> list[Result]:
    """The whole register out as a spreadsheet; and one with two new fields of everybody in."""
    folder = scene.fresh("club")
    large_club(scene, folder)
    club = open_file(folder, Ports())
    found = members.members(club, UNTIL)
    path = scene.fresh("list").with_suffix(".xlsx")

    def write() -> None:
        path.write_bytes(
            write_xlsx([member_sheet(club, found, UNTIL)], datetime(2026, 11, 21, tzinfo=UTC))
        )

    def read() -> float:
        seconds = clocked(lambda: apply_plan(club, plan_file(club, path)))
        club.undo()
        return seconds

    wrote = clocked(write)
    changed = [replace(one.person, phone="0911222333", hamlet="Thôn Mới") for one in found]
    found = tuple(replace(one, person=new) for one, new in zip(found, changed, strict=True))
    write()
    took = alone(read, 3)
    club.close(keep_copy=False)
    return [
        in_ms("news", f"write {MANY:,} members as a spreadsheet", wrote * 1000, 5_000),
        in_ms("news", f"take over two fields each of {MANY:,} members", took, 5_000),
    ]


def large_club(scene: Scene, folder: Path) -> None:
    """A closed club of 10,000 members in `folder`."""
    club = empty_club(folder)
    roster = write_roster(scene.fresh("roster").with_suffix(".xlsx"))
    apply_plan(club, plan_file(club, roster))
    club.close(keep_copy=False)


def find(scene: Scene) -> list[Result]:
    """Each key of what people type, right and with slips, from the text to the people found."""
    folder = scene.fresh("club")
    large_club(scene, folder)
    club = open_file(folder, Ports())
    finder = Finder.of(members.members(club, UNTIL))
    club.close(keep_copy=False)

    def keys(texts: tuple[str, ...]) -> list[float]:
        typed = [text[:length] for text in texts for length in range(1, len(text) + 1)]
        return [alone(partial(clocked, partial(finder.search, text)), 5) for text in typed]

    right, slipped = keys(_TYPED), keys(_SLIPPED)
    what = f"find among {MANY:,} members, without a screen"
    return [
        in_ms("find", f"{what}: typical key", median(right + slipped), 16),
        in_ms("find", f"{what}: slowest key", max(right + slipped), 16),
        Result(
            "find",
            "find with slips of the keyboard",
            median(slipped) / median(right),
            "x",
            2,
            median(slipped),
            median(right),
            "the same without slips",
        ),
    ]


def open_book(scene: Scene) -> list[Result]:
    """Opening a book with every check that it takes, and closing it again."""
    results = []
    for years in (2, 10):
        folder = scene.practice(years=years)

        def work(folder: Path = folder) -> float:
            opened: list[Club] = []
            seconds = clocked(lambda: opened.append(open_file(folder, Ports())))
            opened[0].close(keep_copy=False)
            return seconds

        results.append(in_ms("open", f"open a book of {years} years", alone(work, 9)))
    return results


def undo(scene: Scene) -> list[Result]:
    """A meeting's readings of 60 people taken back in one step."""
    club = open_file(scene.practice(), Ports())
    everybody = members.members(club, UNTIL)
    reading = Reading(on=date(2026, 11, 20), systolic=128, diastolic=80)

    def work() -> float:
        with club.change("Record readings"):
            for person in everybody:
                health.add_reading(club, person.id, reading)
        return clocked(club.undo)

    result = in_ms("undo", f"undo a change of {len(everybody)} rows", alone(work, 9))
    club.close(keep_copy=False)
    return [result]


def composition(scene: Scene) -> list[Result]:
    """Who the members were on a day long past, judged by every target, with the pyramid of ages."""
    club = open_file(scene.practice(years=10), Ports())
    day = date(2019, 6, 30)

    def work() -> None:
        targets.composition_verdicts(club, day)
        age_groups(members.members(club, day), day)

    took = alone(lambda: clocked(work), 9)
    club.close(keep_copy=False)
    return [in_ms("composition", "composition of a day 7 years ago, 10-year club", took, 50)]


def areas(scene: Scene) -> list[Result]:
    """The picture of the eight areas, beside bare counts of the same rows by month."""
    club = open_file(scene.practice(years=10), Ports())
    year = {"first": f"{UNTIL.year}-01-01", "last": f"{UNTIL.year}-12-31"}

    def count() -> None:
        for table, day in _OF_THE_YEAR:
            sql = f"select substr({day}, 1, 7), count(*) from {table}"
            club.db.execute(
                f"{sql} where {day} between :first and :last group by 1", year
            ).fetchall()

    def work() -> None:
        year_picture(club, UNTIL.year)

    pair = side_by_side(lambda: clocked(work), lambda: clocked(count), 15)
    took = alone(lambda: clocked(work), 9)
    club.close(keep_copy=False)
    what = "eight areas of a year, 10-year club"
    return [in_ms("areas", what, took, 20), against("areas", what, pair, 12, "bare counts")]


def empty_club(folder: Path) -> Club:
    """A new club without members, open."""

    def first_row(club: Club) -> None:
        row = {"id": club.file_id, "name": "CLB", "commune": "xã Hòa Bình"}
        club.db.table("club").insert({**row, "province": "Bắc Ninh"})

    return create(folder, CLUB, "CLB", "Lan", None, Ports(), first_row)


def write_roster(path: Path) -> Path:
    """A roster as communes keep them: a title, a column of births for each sex, marks.

    Everybody has another birthday: equal names with equal births would count as one person.
    """
    with resource("samples", "practice.toml").open("rb") as file:
        words = tomllib.load(file)
    chance = random.Random(1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, "DANH SÁCH HỘI VIÊN NĂM 2026")
        sheet.write_row(2, 0, ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "", *_HEADS))
        sheet.write_row(3, 2, ("Nam", "Nữ"))
        everybody = people(words, MANY, 1, UNTIL, 1)[:MANY]
        for number, person in enumerate(everybody, start=1):
            birth = f"{date(1935, 1, 1) + timedelta(days=number):%d/%m/%Y}"
            born = [birth if person.sex == sex else "" for sex in ("M", "F")]
            row = (number, person.name, *born, person.cccd, person.phone, person.hamlet)
            sheet.write_row(3 + number, 0, (*row, "x" if chance.random() < 0.1 else ""))
    return path
