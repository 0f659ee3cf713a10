"""Measures home care of a 10-year club with 12,000 visits: a month laid out, and its pages opened
in the window until each is painted."""

from __future__ import annotations

from datetime import date, timedelta

from bench_kit import Result, Scene, alone, clocked, in_ms
from bench_window import printed

from app.base.periods import Month
from app.club.file import Club, open_file
from app.club.ports import Ports
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import Cared, Plan, Round, Visit

MANY = 12_000
PAGES = (
    *("the month of home care", "a volunteer's calendar", "a person's calendar"),
    *("the people cared for", "the hours of the year", "who may be lonely"),
)
_AIM = 100


def home_care(scene: Scene) -> list[Result]:
    """The best of some rounds of each; the first opening of all loads what pages need."""
    folder = scene.practice(years=10)
    club = open_file(folder, Ports())
    made = _fill(club)
    month = Month.of(club.today())
    laid_out = alone(lambda: clocked(lambda: visit_records.month_picture(club, month)), 9)
    club.close(keep_copy=False)
    rounds = [printed(scene, "home_care", str(folder)) for _round in range(2)]
    best = [min(times) for times in zip(*rounds, strict=True)]
    return [
        in_ms("home care", f"a month of {made:,} visits laid out", laid_out, 50),
        *(
            in_ms("home care", f"open {page}, 10-year club", took, _AIM)
            for page, took in zip(PAGES, best, strict=True)
        ),
    ]


def _fill(club: Club) -> int:
    """People cared for since the beginning, until the book holds so many visits; how many."""
    begun = min(each.since for each in records.cared_people(club, club.today()))
    who = [each.person_id for each in records.volunteers(club, club.today())]
    count, place = club.db.table("home_visit").count, 0
    with club.change("Fill the book"):
        while count < MANY:
            own = Cared("", begun, own_name=f"Nguyễn Thị Bền {place}", sex="F", birth="1940")
            cared_id = records.add_cared(club, own)
            volunteer = who[place % len(who)]
            rounds = (Round(1, volunteer, None, ("talk",)), Round(4, volunteer, None, ("meal",)))
            plan_records.set_plan(club, Plan("", cared_id, begun, rounds=rounds))
            days = _days(begun, club.today())
            visit_records.write_visits(
                club,
                [Visit("", cared_id, day, "made", volunteer, None, None, 60) for day in days],
            )
            count, place = count + len(days), place + 1
    return count


def _days(first: date, last: date) -> list[date]:
    span = (first + timedelta(days=number) for number in range((last - first).days))
    return [day for day in span if day.weekday() in (1, 4)]
