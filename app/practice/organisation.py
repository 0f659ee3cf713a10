"""What the practice club is and has beside its people: a founding decision, a board with area
leads, teams, pairs, equipment, trainings, visits and feedback. The same for the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.base.areas import AREAS, Area
from app.base.text import N_
from app.club.file import Club
from app.organisation import records, team_records, work_records
from app.organisation.rules import NewBoard, OfficeKind
from app.organisation.teams import Pairing, Team
from app.organisation.work import Check, Equipment, Feedback, Training, Visit
from app.practice.people import Pretend, able

BOARD: tuple[OfficeKind, ...] = ("chair", "deputy", "secretary", "treasurer", "board")
PAIRED, EXCHANGE, REFRESHED, CHECKED, SUPERVISED = 2, 5, 10, 11, 17
"""The months after the founding in which these happen; refresher and check then every year."""
TOLD = (7, 14, 20, 23)
"""The months in which somebody tells the board something."""


def begin(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """The founding meeting: decision, board, teams, what was given, the first training."""
    since = day.isoformat()
    board, rest = _board(people, ids)
    with club.change(N_("Found the club")):
        _write_facts(club, words, day)
        places = tuple(zip(BOARD, board, strict=False))
        records.new_board(club, NewBoard(since, words["election"], places))
        if board:
            records.set_leads(club, since, _leads(board))
        for team in words["teams"]:
            team_id = team_records.add_team(club, Team("", team["name"], team["kind"], since))
            inside = rest[team["first"] : team["first"] + team["people"]]
            team_records.add_to_team(club, team_id, inside[:1], "lead", since)
            team_records.add_to_team(club, team_id, inside[1:], "member", since)
        for thing in words["equipment"]:
            columns = {name: value for name, value in thing.items() if name != "later"}
            keeper = board[-1] if board else None
            place = words["meeting_place"]
            work_records.add_equipment(
                club,
                Equipment(id="", received_on=since, keeper_id=keeper, place=place, **columns),
            )
        last = (day + timedelta(days=4)).isoformat()
        first = Training("", "first", words["first_training"], since, last, words["trainer"])
        work_records.add_training(club, replace(first, people=tuple(board)))


def month(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    number: int,
    day: date,
) -> None:
    """What the meeting `number` months after the founding brings; most bring nothing."""
    _answer(club, words, day)
    if number == PAIRED:
        _pair_up(club, words, people, ids, day)
    for at, visit in zip((EXCHANGE, SUPERVISED), words["visits"], strict=True):
        if number == at:
            work_records.add_visit(club, Visit(id="", on_date=day.isoformat(), **visit))
    if number % 12 == CHECKED:
        _check(club, words, day)
    if number in TOLD:
        _told(club, words["feedback"][TOLD.index(number)], people, ids, day)
    if number % 12 == REFRESHED:
        _refresh(club, words, number // 12, day)


def _board(
    people: Sequence[Pretend], ids: Mapping[int, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the board, and of the others who can do something for the club."""
    helping = tuple(ids[index] for index in able(people) if index in ids)
    return helping[: len(BOARD)], helping[len(BOARD) :]


def _write_facts(club: Club, words: Mapping[str, Any], day: date) -> None:
    facts = replace(
        records.facts(club),
        decision=words["decision"],
        decided_on=(day - timedelta(days=12)).isoformat(),
        decided_by=words["decided_by"],
        old_commune=words["old_commune"],
        meeting_day=words["meeting_day"],
        meeting_place=words["meeting_place"],
        regulation=words["regulation"],
        regulation_on=day.isoformat(),
    )
    records.edit_facts(club, facts)


def _leads(board: Sequence[str]) -> dict[Area, str | None]:
    """Each area in the hands of somebody on the board; some have two of them."""
    return {area: board[(place + 1) % len(board)] for place, area in enumerate(AREAS)}


def _pair_up(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """The economic volunteers each take somebody of a poor household into their care."""
    volunteers = [
        member.person_id
        for each in team_records.teams(club, day)
        if each.team.kind == "economic"
        for member in each.members
    ]
    poor = [
        ids[index]
        for index, person in enumerate(people)
        if index in ids
        and ids[index] not in volunteers
        and person.left is None
        and any(status == "poor" for _year, status in person.statuses)
    ]
    with club.change(N_("Write down who looks after whom")):
        for pair, volunteer, person in zip(words["pairs"], volunteers, poor, strict=False):
            made = Pairing("", volunteer, person, day.isoformat(), note=pair["note"])
            team_records.pair_up(club, made)


def _check(club: Club, words: Mapping[str, Any], day: date) -> None:
    later = {thing["name"]: thing["later"] for thing in words["equipment"]}
    with club.change(N_("Yearly check of the equipment")):
        for thing in work_records.equipment(club):
            check = Check(later[thing.name], day.isoformat())
            work_records.check_equipment(club, thing.id, check)


def _told(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """Somebody tells the board something; thanks come from outside and wait for nothing."""
    board, rest = _board(people, ids)
    entry = Feedback(
        id="",
        kind=words["kind"],
        on_date=day.isoformat(),
        about=words["about"],
        from_whom=words.get("from_whom"),
    )
    if entry.kind != "thanks":
        entry = replace(
            entry,
            person_id=rest[day.month % len(rest)] if rest else None,
            owner_id=board[1] if len(board) > 1 else None,
            due_on=(day + timedelta(days=14)).isoformat(),
        )
    work_records.add_feedback(club, entry)


def _answer(club: Club, words: Mapping[str, Any], day: date) -> None:
    """What was told at an earlier meeting has been seen to by now, where anything was done."""
    done = {entry["about"]: entry["done"] for entry in words["feedback"] if "done" in entry}
    for entry in work_records.feedback(club):
        if entry.open and entry.about in done and entry.on_date < day.isoformat():
            work_records.answer_feedback(club, entry.id, day.isoformat(), done[entry.about])


def _refresh(club: Club, words: Mapping[str, Any], year: int, day: date) -> None:
    """The yearly refresher; in every second year somebody is ill."""
    board = tuple(dict.fromkeys(each.person_id for each in records.offices_on(club, day)))
    there = board[:-1] if year % 2 else board
    refresher = Training(
        id="",
        kind="refresher",
        topic=words["refresher"],
        from_on=day.isoformat(),
        trainer=words["trainer"],
        people=there,
    )
    work_records.add_training(club, refresher)
