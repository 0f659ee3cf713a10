"""The figures of a year: what is carried forward is what the next one begins with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.base.periods import Month
from app.club import officers
from app.club.roles import TREASURER
from app.club.second import prove
from app.funds import acts, closing_records, records, year_end_records
from app.funds.closing import Counted
from tests.app.funds.scene import grant, loan, member, paid, received, repaid
from tests.makers import fast_ports, make_club

NOW = datetime(2026, 2, 3, 8, 0, tzinfo=UTC)
HANH = "nắng mưa gió mây"


def test_a_year_is_carried_forward(tmp_path: Path) -> None:
    club = make_club(tmp_path / "club", ports=fast_ports(NOW))
    officers.add_officer(club, "Lê Thị Hạnh", "F", [TREASURER], HANH)
    hanh = prove(club, officers.officers(club)[-1].id, HANH)
    grant(club, 5_000_000, date(2025, 11, 3))
    loan_id = loan(club, member(club), 2_000_000, date(2025, 11, 5))
    wrong = records.post(club, received(900_000, date(2025, 11, 9)))
    records.reverse(club, wrong, "Ghi nhầm", date(2025, 12, 1))
    records.post(club, received(400_000, date(2025, 12, 9)))
    acts.spend(club, "activity", 150_000, date(2025, 12, 20), "Thuê loa", "culture")
    records.post(club, paid(50_000, date(2025, 12, 21)))
    acts.to_bank(club, "income", 1_000_000, date(2025, 12, 22))
    records.post(club, repaid(loan_id, 500_000, 20_000, date(2026, 1, 5)))

    before = year_end_records.year_end(club, 2025, club.today())
    assert not before.final
    assert before.waits == (Month(2025, 11), Month(2025, 12))
    income, activity = before.funds
    assert (income.opening_vnd, income.closing_vnd) == (0, 3_000_000)
    assert (income.received_vnd, income.paid_vnd, income.lent_vnd) == (
        5_000_000,
        2_000_000,
        2_000_000,
    )
    assert [(one.account, one.area, one.received_vnd, one.paid_vnd) for one in activity.lines] == [
        ("other_income", None, 400_000, 0),
        ("spending", "culture", 0, 150_000),
        ("spending", None, 0, 50_000),
    ]
    for one in before.funds:
        assert one.opening_vnd + one.received_vnd - one.paid_vnd == one.closing_vnd
    after = year_end_records.year_end(club, 2026, club.today())
    assert [one.opening_vnd for one in after.funds] == [one.closing_vnd for one in before.funds]
    assert year_end_records.years(club, club.today()) == (2026, 2025)

    for month in before.waits:
        due = closing_records.to_close(club, club.today())
        assert due is not None
        count = Counted({1_000: due.book_cash_vnd // 1_000}, due.bank_vnd)
        closing_records.seal(club, month, count, hanh)
    final = year_end_records.year_end(club, 2025, club.today())
    assert final.final
    assert final.seal is not None
    assert replace(final, seal=None, waits=before.waits) == before
    club.close(keep_copy=False)
