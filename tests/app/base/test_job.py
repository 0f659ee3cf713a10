import pytest

from app.base.errors import Cancelled
from app.base.job import NO_JOB, Job, WatchedJob


def make_books(count: int, job: Job = NO_JOB) -> int:
    for number in range(count):
        job.step(number, count, "bà Lan")
    return count


def test_the_steps_are_told() -> None:
    told: list[tuple[int, int, str]] = []
    assert make_books(2, WatchedJob(lambda *step: told.append(step))) == 2
    assert told == [(0, 2, "bà Lan"), (1, 2, "bà Lan")]


def test_cancelling_stops_at_the_next_step() -> None:
    told: list[int] = []

    def tell(done: int, _total: int, _what: str) -> None:
        told.append(done)
        if done == 1:
            job.cancel()

    job = WatchedJob(tell)
    with pytest.raises(Cancelled):
        make_books(5, job)
    assert told == [0, 1]


def test_nobody_needs_to_watch() -> None:
    assert make_books(3) == 3
