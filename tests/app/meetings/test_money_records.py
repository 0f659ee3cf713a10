import pytest

from app.base.errors import Invalid, Refused
from app.base.periods import Month
from app.club import history
from app.club.file import Club
from app.meetings import money_records as money
from app.meetings import records
from app.meetings.rules import CashCount, Fee
from tests.app.meetings.scene import JULY, JUNE, add_people


def paid(club: Club, meeting_id: str) -> dict[str, int]:
    return {fee.name: fee.amount_vnd for fee in money.fees(club, meeting_id)}


def test_fees_of_a_page_are_one_step(club: Club) -> None:
    lan, hoa, tu = add_people(club, "Lê Lan", "Lê Hoa", "Lê Tư")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    money.collect(club, june, {lan: 5_000, hoa: 5_000, tu: 0})
    assert money.fees(club, june)[0] == Fee(hoa, "Lê Hoa", 5_000)
    assert paid(club, june) == {"Lê Hoa": 5_000, "Lê Lan": 5_000, "Lê Tư": 0}
    money.collect(club, june, {lan: 10_000, hoa: None, tu: None})
    assert paid(club, june) == {"Lê Lan": 10_000}
    club.undo()
    assert paid(club, june) == {"Lê Hoa": 5_000, "Lê Lan": 5_000, "Lê Tư": 0}
    club.undo()
    assert paid(club, june) == {}


def test_what_is_typed_again_is_no_change(club: Club) -> None:
    (lan,) = add_people(club, "Lê Lan")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    money.collect(club, june, {lan: 5_000})
    before = len(history.history(club))
    money.collect(club, june, {lan: 5_000})
    assert len(history.history(club)) == before


def test_fees_that_cannot_be(club: Club) -> None:
    lan, hoa = add_people(club, "Lê Lan", "Lê Hoa")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    with pytest.raises(Invalid) as caught:
        money.collect(club, june, {lan: -1, hoa: 5_000})
    assert caught.value.problems.keys() == {lan}
    with pytest.raises(Refused):
        money.collect(club, june, {hoa: 5_000, "nobody": 5_000})
    assert paid(club, june) == {}


def test_the_usual_fee_is_that_of_the_last_meeting_that_collected(club: Club) -> None:
    lan, hoa, tu = add_people(club, "Lê Lan", "Lê Hoa", "Lê Tư")
    may = records.open_meeting(club, Month(2026, 5), "2026-05-21")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    july = records.open_meeting(club, JULY, "2026-07-21")
    assert money.usual_fee(club, july) is None
    money.collect(club, may, {lan: 5_000, hoa: 5_000, tu: 20_000})
    money.collect(club, june, {lan: 0})
    assert money.usual_fee(club, july) == 5_000
    assert money.usual_fee(club, may) is None


def test_cash_is_counted_over(club: Club) -> None:
    june = records.open_meeting(club, JUNE, "2026-06-21")
    assert money.cash(club, june) is None
    money.set_cash(club, june, CashCount({500_000: 2}))
    counted = CashCount({500_000: 3, 1_000: 7}, "Lê Lan", "Lê Hoa", "thiếu 5.000")
    money.set_cash(club, june, counted)
    assert money.cash(club, june) == counted
    assert club.db.execute("select total_vnd from cash_count").fetchone()[0] == 1_507_000
    money.remove_cash(club, june)
    assert money.cash(club, june) is None
