"""Which months a club has sent, is late with, or still owes."""

from datetime import date

from app.base.dates import Month
from app.commune.calendar import last_months, sent_in

TODAY = date(2026, 11, 21)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 2), date(2026, 11, 1)
PAIRED = date(2026, 8, 5)


def states(*days: date, paired: date = PAIRED, revoked: date | None = None, forked: bool = False):  # type: ignore[no-untyped-def]
    """The states from August on."""
    found = sent_in(days, paired, revoked, TODAY, forked=forked)
    assert len(found) == 12
    assert set(found[:8]) <= {""}
    return found[8:]


def test_twelve_months_to_this_one() -> None:
    months = last_months(TODAY)
    assert (months[0], months[-1]) == (Month(2025, 12), Month(2026, 11))
    assert len(months) == 12


def test_nothing_sent_yet() -> None:
    assert states() == ["missing", "missing", "missing", "waiting"]


def test_a_later_export_holds_the_months_before() -> None:
    assert states(SEPTEMBER) == ["late", "done", "missing", "waiting"]
    assert states(NOVEMBER) == ["late", "late", "late", "done"]
    assert states(SEPTEMBER, OCTOBER, NOVEMBER) == ["late", "done", "done", "done"]


def test_nothing_is_owed_before_pairing_or_after_revoking() -> None:
    assert states(OCTOBER, paired=OCTOBER) == ["", "", "done", "waiting"]
    assert states(SEPTEMBER, paired=OCTOBER) == ["", "done", "missing", "waiting"]
    assert states(SEPTEMBER, revoked=OCTOBER) == ["late", "done", "", ""]


def test_two_copies_need_a_look_where_they_are_newest() -> None:
    assert states(SEPTEMBER, OCTOBER, forked=True) == ["late", "done", "look", "waiting"]
