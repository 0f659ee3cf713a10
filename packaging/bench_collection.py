"""Measures collecting at a meeting of a club that has kept its books for ten years: sixty people,
twenty-five of whom borrow."""

from __future__ import annotations

from bench_kit import Result, Scene, against, alone, clocked, in_ms, side_by_side
from bench_window import printed

from app.base.periods import Month
from app.club.file import Club, open_file
from app.club.ports import Ports
from app.club.second import prove, second_officers
from app.funds import source_records
from app.funds.rules import Source
from app.loans import pay_out_records, request_records, standing_records
from app.loans.rules import Decision, Request
from app.loans.schedule import Terms
from app.meetings import collection_records, records
from app.members import records as members

LOANS = 25
TERMS = Terms(3_000_000, 100, 12, "declining")


def collection(scene: Scene) -> list[Result]:
    """The grid from asking for it until it is painted; taking what is due of everybody, and
    booking it; asking what everybody owes, beside asking where the loans stand."""
    folder = scene.practice(years=10)
    club = open_file(folder, Ports())
    meeting_id = _begun(club)

    def ask() -> None:
        collection_records.expected(club, meeting_id)

    def stand() -> None:
        standing_records.stands(club, club.today())

    asked = alone(lambda: clocked(ask), 5)
    pair = side_by_side(lambda: clocked(ask), lambda: clocked(stand), 11)
    club.close(keep_copy=False)
    opened, taken, booked = printed(scene, "collection", str(folder), meeting_id)
    people = "60 people, 25 loans, 10-year club"
    return [
        in_ms("collection", f"open the collection, {people}", opened, 100),
        in_ms("collection", f"write all of it, {people}", taken, 300),
        in_ms("collection", f"book all of it, {people}", booked, 300),
        in_ms("collection", f"ask what is due, {people}", asked, 100),
        against("collection", "ask what everybody owes", pair, 2.5, "where the loans stand"),
    ]


def _begun(club: Club) -> str:
    """A meeting that is open today, of a club with so many loans."""
    today = club.today()
    second = prove(club, second_officers(club)[0].officer_id, None)
    source = Source("", "province", "UBND tỉnh", returnable=True, since=today)
    source_id = source_records.add_source(club, source)
    source_records.receive_capital(club, source_id, LOANS * TERMS.principal_vnd, today)
    out = [each.loan for each in standing_records.stands(club, today) if not each.loan.in_kind]
    owing = {loan.person_id for loan in out}
    others = [each.id for each in members.members(club, today) if each.id not in owing]
    for person_id in others[: max(LOANS - len(out), 0)]:
        asked = Request(person_id, today, asked_vnd=TERMS.principal_vnd)
        loan_id = request_records.request(club, asked)
        request_records.decide(club, loan_id, Decision(today, approved=True, terms=TERMS))
        pay_out_records.pay_out(club, loan_id, today, second)
    month, last = Month.of(today), records.last_closed(club)
    if last is not None and last >= month:
        month = last.next()
    return records.open_meeting(club, month, today.isoformat())
