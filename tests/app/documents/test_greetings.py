"""Birthdays on the wall, labels and cards of congratulation: who is named, what fits, where."""

import pytest

from app.base.periods import Month
from app.club.file import Club
from app.documents import birthday_list, congratulation, labels
from app.documents.birthday_list import Birthdays
from app.documents.congratulation import Greeting
from app.documents.frame import A4, A4_WIDE
from app.documents.issuer import Issuer
from app.documents.labels import STOCKS, Label
from app.members import records
from app.members.longevity import Birthday
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import TODAY

MAY = Month(2027, 5)
ISSUERS = pytest.mark.parametrize(
    "issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark
)


def birthday(day: int, name: str = "Nguyễn Thị Đào") -> Birthday:
    on = MAY.first.replace(day=day)
    return Birthday("1", "001", name, "F", f"1948-05-{day:02}", None, 79, on, "solar", None)


# --- birthdays ------------------------------------------------------------------------------------


def test_on_the_wall_hangs_only_who_agreed(club: Club, people: dict[str, str]) -> None:
    found, issuer = birthday_list.gather(club, TODAY, MAY)
    assert [one.name for one in found.all] == ["Nguyễn Thị Đào"]
    assert found.for_wall == ()
    assert "Đào" not in words(birthday_list.render(found, issuer, TODAY))
    records.give_consent(club, people["Đào"], "C5", "2026-01-12")
    found, issuer = birthday_list.gather(club, TODAY, MAY)
    said = words(birthday_list.render(found, issuer, TODAY))
    assert "Nguyễn Thị Đào" in said
    assert "12/5" in said
    assert "1948" not in said, "no ages on a wall"
    assert "79" not in said
    (row,) = birthday_list.to_listing(found, TODAY).rows
    assert row[0] == "2027-05-12"


@ISSUERS
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("count", [0, 5, 12, 40])
def test_the_poster_fits(issuer: Issuer, language: str, count: int) -> None:
    names = (LONG_NAME, "Ọ", "Nguyễn Thị Đào")
    some = tuple(birthday(1 + number % 28, names[number % 3]) for number in range(count))
    found = Birthdays(MAY, some, some)
    texts = placed(
        lambda watch: birthday_list.render(found, issuer, TODAY, language=language, watch=watch)
    )
    check(texts, A4, 10)
    assert all(one.size >= 14 for one in texts if 70 < one.baseline < 280)


# --- labels ---------------------------------------------------------------------------------------


@ISSUERS
@pytest.mark.parametrize("stock", STOCKS)
def test_labels_keep_to_their_places(issuer: Issuer, stock: str) -> None:
    kind = STOCKS[stock]
    found = [
        Label(LONG_NAME, "cụ", "Khu dân cư số 12 đường Nguyễn Thị Minh Khai", "0912345678"),
        Label("Ọ"),
    ] * 20
    texts = placed(lambda watch: labels.render(found, issuer, stock=stock, watch=watch))
    check(texts, A4, 11)
    for one in texts:
        across = (one.left - kind.left) % (kind.wide + kind.gap)
        assert across + one.width <= kind.wide + 0.01
        down = (one.baseline - kind.top) % kind.high
        assert 3 < down < kind.high - 1
        assert (one.baseline - one.size * 0.26 - kind.top) // kind.high == (
            (one.baseline - kind.top) // kind.high
        )


def test_a_used_sheet_goes_on_where_it_is_free() -> None:
    def first(start: int) -> tuple[int, float, float]:
        one = placed(lambda watch: labels.render([Label("Đào")], ISSUER, first=start, watch=watch))[
            0
        ]
        return one.page, one.left, one.baseline

    kind = STOCKS["24"]
    page, left, baseline = first(1)
    assert first(2) == pytest.approx((page, left + kind.wide + kind.gap, baseline))
    assert first(4) == pytest.approx((page, left, baseline + kind.high))
    assert first(24)[0] == 1
    assert len(pages(labels.render([Label("Đào")] * 2, ISSUER, first=24))) == 2
    assert len(pages(labels.render([], ISSUER))) == 1


def test_labels_of_members(club: Club, people: dict[str, str]) -> None:
    found, issuer = labels.gather(club, TODAY)
    assert [one.name.split()[-1] for one in found] == ["Đào", "Khanh", "Sửu", "Tý"]
    rows = labels.to_listing(found, issuer, TODAY).rows
    assert rows[0][1] == "Nguyễn Thị Đào"
    assert rows[0][4] == "0987214365"


# --- cards of congratulation ----------------------------------------------------------------------


@ISSUERS
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "greeting",
    [
        Greeting("001", "Nguyễn Thị Đào", "cụ", 80, "longevity"),
        Greeting("002", LONG_NAME, "anh chị", None, "longevity"),
        Greeting("002", LONG_NAME, "anh chị", 101, "birthday"),
    ],
    ids=["usual", "hard", "birthday"],
)
def test_a_card_fits(issuer: Issuer, language: str, greeting: Greeting) -> None:
    texts = placed(
        lambda watch: congratulation.render(
            [greeting], issuer, TODAY, language=language, watch=watch
        )
    )
    check(texts, A4_WIDE, 10)
    assert {one.page for one in texts} == {1, 2}
    middle = A4_WIDE[0] / 2
    for one in texts:
        assert one.left > middle or one.left + one.width < middle, "nothing on the fold"


def test_cards_of_members(club: Club, people: dict[str, str]) -> None:
    found, issuer = congratulation.gather(club, TODAY, "longevity", ["001"])
    assert (found[0].name, found[0].age) == ("Nguyễn Thị Đào", 78)
    pdf = congratulation.render(found, issuer, TODAY)
    assert pdf == congratulation.render(found, issuer, TODAY)
    assert faces(pdf) == {"NotoSans"}
    assert "Nguyễn Thị Đào" in words(pdf)
