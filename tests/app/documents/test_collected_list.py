import pytest

from app.base.errors import Refused
from app.base.text import speaking
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, Actor
from app.documents import collected_list, listing_page, minutes, poster
from app.documents.frame import A4, A4_WIDE
from app.documents.listing import to_sheet
from app.meetings import records as meetings
from tests.app.documents import money
from tests.app.documents.month import JUNE
from tests.app.documents.papers import check, placed, words


@pytest.fixture
def booked(club: Club) -> money.Money:
    """A month of money, with a meeting that collected."""
    return money.live(club)


def test_the_list_says_who_paid_what_for_what(club: Club, booked: money.Money) -> None:
    with speaking("en"):
        listing, issuer = collected_list.gather(club, booked.meeting)
    heads = [column.title for column in listing.columns]
    assert heads == [
        "Full name",
        "Fee (đ)",
        "Savings (đ)",
        "Interest (đ)",
        "Together (đ)",
        "Receipt",
    ]
    rows = {row[0]: row[1:] for row in listing.rows}
    saved = next(row for name, row in rows.items() if name == "Nguyễn Văn Lâm")
    assert saved[:4] == (5_000, 20_000, None, 25_000)
    assert str(saved[4]).startswith("PT-2026-")
    assert rows["Trịnh Thị Lan"] == (5_000, None, None, 5_000, "")
    assert to_sheet(listing).rows[0][1] == listing.rows[0][0]
    assert listing.sums == ("Together", 25_000, 20_000, 50_000, 95_000, "")
    said = words(listing_page.render(listing, issuer, language="en"))
    assert "Together 25.000 20.000 50.000 95.000" in said
    assert "Chín mươi lăm nghìn đồng chẵn" in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_of_the_list_is_cut(club: Club, booked: money.Money, language: str) -> None:
    with speaking(language):
        listing, issuer = collected_list.gather(club, booked.meeting)
    texts = placed(
        lambda watch: listing_page.render(listing, issuer, language=language, watch=watch)
    )
    wide = any(one.left > A4[0] for one in texts)
    check(texts, A4_WIDE if wide else A4, 9)


def test_who_may_not_read_loans_gets_no_list(club: Club, booked: money.Money) -> None:
    club.actor = Actor("x", "Mai", frozenset({HEALTH_LEAD}))
    with pytest.raises(Refused):
        collected_list.gather(club, booked.meeting)


def test_minutes_and_poster_tell_sums_of_the_ledger(club: Club, booked: money.Money) -> None:
    if meetings.meeting(club, booked.meeting).state == "open":
        meetings.close_meeting(club, booked.meeting)
    told = meetings.summary(club, JUNE)
    came = told.moved.collected
    assert (told.fee_payers, came.fee_vnd, came.interest_vnd, came.savings_vnd) == (
        *(5, 25_000, 50_000),
        20_000,
    )
    assert told.moved.loans == 1
    said = words(minutes.render(minutes.gather(club, JUNE)))
    assert "95.000" in said
    assert "phát 1 món vay" in said
    wall = words(poster.render(poster.gather(club, JUNE), paper="A4", language="en"))
    assert "Loan interest" in wall
    assert "Hùng" not in wall
