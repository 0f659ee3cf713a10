"""Measures a monthly meeting of a club that has met for ten years: asking, closing, minutes."""

from __future__ import annotations

from bench_kit import Result, Scene, alone, clocked, in_ms

from app.club.file import Club, open_file
from app.club.ports import Ports
from app.documents import minutes
from app.meetings import attendance_records, records, task_records


def closing(scene: Scene) -> list[Result]:
    """What the page asks of the book, closing, and the minutes as PDF."""
    club = open_file(scene.practice(years=10), Ports())
    month = records.last_closed(club)
    found = records.meeting_of(club, month) if month else None
    if month is None or found is None:
        raise AssertionError("the practice club held no meeting")

    def ask() -> None:
        records.meeting(club, found.id)
        records.steps(club, found.id)
        attendance_records.attendance(club, found.id)
        task_records.carried_tasks(club, found.id)

    def end() -> None:
        records.closing(club, found.id)
        records.close_meeting(club, found.id)

    def write() -> None:
        minutes.render(minutes.gather(club, month))

    def close() -> float:
        _begin_again(club, found.id)
        return clocked(end)

    asked, closed = alone(lambda: clocked(ask), 5), alone(close, 5)
    written = alone(lambda: clocked(write), 3)
    club.close(keep_copy=False)
    return [
        in_ms("closing", "ask a 10-year club for a meeting", asked, 100),
        in_ms("closing", "close a meeting, 10-year club", closed, 200),
        in_ms("closing", "minutes as PDF, 10-year club", written, 1_000),
    ]


def _begin_again(club: Club, meeting_id: str) -> None:
    """Open a meeting as it was while it was held: who is present stands nowhere."""
    records.reopen_meeting(club, meeting_id)
    with club.change("Measure closing"):
        club.db.execute(
            "delete from attendance where meeting_id = :id and present", {"id": meeting_id}
        )
