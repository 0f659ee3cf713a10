"""Papers of the health room: slips, queue numbers, lists, the month for the wall, new lines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.base.dates import Month
from app.club.file import Club
from app.documents import (
    book_lines,
    booklet,
    health_book,
    health_lists,
    health_month,
    listing_page,
    queue_slips,
    referral_slip,
)
from app.documents.frame import A4
from app.documents.health_book_frame import PAGE, Holder, Told
from app.documents.health_month import Wall
from app.documents.kit import Placed
from app.documents.listing import to_sheet
from app.documents.queue_slips import Queue
from app.documents.referral_slip import Pile, Slip
from app.health import (
    check_up_records,
    fact_records,
    list_records,
    print_records,
    records,
    referral_records,
)
from app.health.check_ups import CheckUp
from app.health.facts import Fact
from app.health.lists import KINDS
from app.health.rules import Reading
from app.members import records as members
from app.members.rules import Person
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    check,
    pages,
    placed,
    words,
)
from tests.makers import TODAY

MEASURED = date(2026, 11, 10)


@pytest.fixture
def dao(club: Club, people: dict[str, str]) -> str:
    """Measured twice this month and high; last month too."""
    for pressures in ((162, 96), (154, 92)):
        records.add_reading(club, people["Đào"], Reading(MEASURED, *pressures, 76, 48_200))
    records.add_reading(club, people["Đào"], Reading(date(2026, 10, 10), 150, 92))
    return people["Đào"]


# --- slips --------------------------------------------------------------------------------------


def slip(**more: object) -> Slip:
    made = Slip(
        person_id="p",
        called="Bà Nguyễn Thị Đào",
        birth="1948-05-12",
        place="Xóm Đình, thôn Đông",
        bhyt="2400123456",
        bhyt_until=date(2026, 12, 31),
        on=MEASURED,
        why="pressure",
        note="",
        taken=(Reading(MEASURED, 162, 96, 76, 48_200), Reading(MEASURED, 154, 92)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("per_sheet", [2, 4])
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER], ids=["short", "long"])
def test_slips_fit_their_place(issuer, per_sheet, language: str) -> None:
    longest = slip(
        called=f"Cụ {LONG_NAME}",
        place=f"{'Xóm Đình Thượng, ' * 3}thôn Đông",
        note="Gầy đi 6 kg trong hai tháng, chóng mặt khi đứng dậy",
        taken=(
            Reading(MEASURED, 262, 146, 176, 148_200, glucose_umol_l=21_300),
            Reading(MEASURED, 254, 142),
        ),
        why="urgent",
    )
    pile = Pile(
        (slip(), longest, slip(bhyt="", birth=None, taken=()), longest, slip()), (), TODAY, issuer
    )
    texts = placed(
        lambda watch: referral_slip.render(
            pile, per_sheet=per_sheet, language=language, watch=watch
        )
    )
    check(texts, A4, 8.9)
    half = A4[1] / 2
    for one in texts:  # nothing runs into the next slip
        assert abs(one.baseline - half) > 3, one


def test_a_slip_says_the_numbers_and_asks_and_names_no_illness(club: Club, dao: str) -> None:
    pile = referral_slip.of_month(club, Month.of(TODAY))
    said = words(referral_slip.render(pile, language="en"))
    for part in (
        "Bà Nguyễn Thị Đào",
        "born 12/5/1948",
        "158 / 94",
        "mean of 162 / 96, 154 / 92",
        "Please go to the health station to be examined.",
        "The health station writes",
    ):
        assert part in said
    assert "hypertension" not in said.lower()
    assert "high blood" not in said.lower()


def test_slips_count_as_given_only_once_printed(club: Club, dao: str) -> None:
    pile = referral_slip.of_month(club, Month.of(TODAY))
    assert len(pile.due) == 1
    assert referral_records.referrals(club, dao) == ()
    referral_slip.note_printed(club, pile)
    (given,) = referral_records.referrals(club, dao)
    assert (given.on_date, given.printed_on) == ("2026-11-10", "2026-11-21")
    again = referral_slip.of_month(club, Month.of(TODAY))
    assert (len(again.slips), again.due) == (1, ())
    referral_slip.note_printed(club, again)
    assert len(referral_records.referrals(club, dao)) == 1


def test_without_slips_one_page_says_so() -> None:
    (page,) = pages(referral_slip.render(Pile((), (), TODAY, ISSUER), language="en"))
    assert "Nobody has to be asked" in page


# --- queue --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_queue_slips_fit_and_every_number_is_there(language: str) -> None:
    queue = Queue(60, TODAY, LONG_ISSUER)
    texts = placed(lambda watch: queue_slips.render(queue, language=language, watch=watch))
    check(texts, A4, 9.9)
    numbers = [one.text for one in texts if one.size == 60]
    assert sorted(map(int, numbers)) == list(range(1, 61))
    assert max(one.page for one in texts) == 5


def test_a_slip_with_a_number_names_the_club_whole() -> None:
    long = replace(ISSUER, name="CLB Liên thế hệ tự giúp nhau thôn Đông Hòa")
    said = words(queue_slips.render(Queue(1, TODAY, long)))
    assert long.name in said


def test_the_cut_pile_lies_in_order() -> None:
    texts = placed(lambda watch: queue_slips.render(Queue(60, TODAY, ISSUER), watch=watch))
    first = [one for one in texts if one.size == 60 and one.left < 80 and one.baseline < 60]
    assert [int(one.text) for one in first] == [1, 2, 3, 4, 5]


def test_as_many_numbers_as_members_in_full_sheets(club: Club, people: dict[str, str]) -> None:
    assert queue_slips.gather(club, TODAY).count == 12
    assert queue_slips.gather(club, TODAY, 30).count == 30


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", KINDS)
def test_a_list_is_the_same_on_the_screen_on_paper_and_in_a_spreadsheet(
    club: Club, dao: str, code
) -> None:
    found, issuer = health_lists.gather(club, code, TODAY)
    listing = health_lists.to_listing(found)
    shown = [(line.person.name, line.reason) for line in found.lines]
    assert [(row[0], row[4]) for row in listing.rows] == shown
    assert [(row[1], row[5]) for row in to_sheet(listing).rows] == shown
    said = words(listing_page.render(listing, issuer, language="en"))
    for name, reason in shown:
        assert name.split()[-1] in said
        assert reason.split()[0] in said
    texts = placed(lambda watch: listing_page.render(listing, issuer, language="en", watch=watch))
    check(texts, (297.0, 210.0), 7)


def test_the_wall_has_names_and_no_readings(club: Club, dao: str) -> None:
    for code, kind in KINDS.items():
        found = list_records.one_list(club, code, TODAY)
        if not kind.wall:
            with pytest.raises(ValueError, match="wall"):
                health_lists.to_listing(found, wall=True)
            continue
        listing = health_lists.to_listing(found, wall=True)
        assert {row[0] for row in listing.rows} == {line.person.name for line in found.lines}
        assert all(len(row) == 2 for row in listing.rows)


def test_the_list_for_the_health_station(club: Club, dao: str) -> None:
    referral_slip.note_printed(club, referral_slip.of_month(club, Month.of(TODAY)))
    listing, issuer = health_lists.station(club, TODAY)
    assert [row[:2] for row in listing.rows] == [("Bà Nguyễn Thị Đào", "1948")]
    assert "158 / 94 · 10/11" in listing.rows[0]
    assert "158 / 94" in words(listing_page.render(listing, issuer))
    behind, _issuer = health_lists.behind(club, "Measured", [dao], TODAY)
    assert behind.rows == (("Nguyễn Thị Đào", "1948", "Xóm Đình"),)


# --- the month on the wall ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER], ids=["short", "long"])
def test_the_month_fits_and_names_nobody(issuer, language: str) -> None:
    bands = (
        ("urgent", 1),
        ("very_high", 12),
        ("high", 17),
        ("elevated", 30),
        ("normal", 40),
        ("low", 0),
    )
    wall = Wall(Month(2026, 6), 120, 100, bands, 58, 31, (29, 30), (12, 13), TODAY, issuer)
    texts = placed(lambda watch: health_month.render(wall, language=language, watch=watch))
    check(texts, A4, 9.9)
    said = words(health_month.render(wall, language="en"))
    assert "100 / 120" in said
    assert "31 of 58" in said


def test_the_wall_tells_the_figures_of_the_book(club: Club, dao: str) -> None:
    wall = health_month.gather(club, Month.of(TODAY))
    told = list_records.month_figures(club, Month.of(TODAY))
    assert (wall.members, wall.measured) == (len(told.members), len(told.measured)) == (4, 1)
    assert dict(wall.bands)["high"] == 1
    assert "Đào" not in words(health_month.render(wall))


# --- new lines for books handed out -------------------------------------------------------------


@pytest.fixture
def held(club: Club, dao: str) -> str:
    """Her book was printed after last month's measuring."""
    code = members.member(club, dao, TODAY).code
    holders, _issuer = health_book.gather(club, date(2026, 10, 15), [code])
    old = [replace(one, readings=one.readings[:1]) for one in holders]
    assert old[0].readings[0].on == date(2026, 10, 10)
    health_book.note_printed(club, old, date(2026, 10, 15))
    return code


def lines_of(club: Club, code: str) -> list[Placed]:
    batch = book_lines.gather(club, TODAY, [code])
    return placed(lambda watch: book_lines.render(batch, language="en", watch=watch))


def test_only_the_new_line_stands_on_its_page(club: Club, held: str) -> None:
    texts = lines_of(club, held)
    check(texts, PAGE, 9.9)
    assert {one.text for one in texts if one.page == 2} == {
        "10/11",
        "158",
        "94",
        "76",
        "48.2",
        "High",
        "162/96, then 154/92",
    }
    assert max(one.page for one in texts) == 2


def test_both_readings_stand_in_a_new_line_however_long_the_word(club: Club, held: str) -> None:
    batch = book_lines.gather(club, TODAY, [held])
    (book,) = batch.books
    last = book.holder.readings[-2:]
    mild = [replace(last[0], systolic=140, diastolic=80), replace(last[1], systolic=132)]
    before = book.holder.readings[:-2]
    changed = replace(book, holder=replace(book.holder, readings=(*before, *mild)))
    made = replace(batch, books=(changed,))
    texts = placed(lambda watch: book_lines.render(made, language="vi", watch=watch))
    check(texts, PAGE, 9.9)
    said = " ".join(one.text for one in texts if one.page == 2)
    assert f"140/80, rồi 132/{last[1].diastolic}" in said
    assert "…" not in said


def test_the_line_stands_where_the_book_has_its_blank_row(club: Club, held: str) -> None:
    """The same day, weight and pulse as a book printed anew would have them."""
    holders, issuer = health_book.gather(club, TODAY, [held])
    whole = placed(
        lambda watch: health_book.render(holders, issuer, TODAY, language="en", watch=watch)
    )
    new = {one.text: one for one in lines_of(club, held) if one.page == 2}
    for text in ("10/11", "76", "48.2"):
        there = next(one for one in whole if one.page == 7 and one.text == text)
        assert abs(there.left - new[text].left) < 0.05
        assert abs(there.baseline - new[text].baseline) < 0.05
    pressure = next(one for one in whole if one.page == 7 and one.text == "158 / 94")
    middle = pressure.left + pressure.width / 2
    assert new["158"].left + new["158"].width < middle < new["94"].left


def test_the_page_lies_where_the_booklet_has_it(club: Club, held: str) -> None:
    batch = book_lines.gather(club, TODAY, [held])
    assert len(pages(book_lines.render(batch, as_booklet=True))) == 2
    for page in (6, 7, 10, 11):
        assert book_lines._shift(page) == (0.5 if page % 2 == 0 else booklet.PAPER[0] / 2)


def test_nothing_is_new_once_it_was_noted(club: Club, held: str) -> None:
    batch = book_lines.gather(club, TODAY)
    assert [book.holder.code for book in batch.books] == [held], "only who holds a book"
    book_lines.note_printed(club, batch)
    again = book_lines.gather(club, TODAY, [held])
    assert again.books == ()
    (page,) = pages(book_lines.render(again, language="en"))
    assert "Nothing new" in page
    assert len(print_records.prints(club)) == 1


def test_a_second_measuring_in_a_full_month_brings_a_fresh_sheet(
    club: Club, held: str, dao: str
) -> None:
    book_lines.note_printed(club, book_lines.gather(club, TODAY))
    records.add_reading(club, dao, Reading(TODAY - timedelta(days=1), 140, 88))
    batch = book_lines.gather(club, TODAY, [held])
    assert [sheet.how for sheet in batch.books[0].sheets] == ["fresh"]
    first, six, seven = pages(book_lines.render(batch, language="en"))
    assert "fresh sheet 2026" in first
    assert "Every month – 2026" in six
    assert "140 / 88" in seven
    assert "10/11: 158 / 94" in " ".join(seven.split())


def test_who_has_no_book_gets_the_year_on_a_fresh_sheet(club: Club) -> None:
    new = members.add_person(club, Person("Lê Thị Lan"), "2026-01-01")
    records.add_reading(club, new, Reading(MEASURED, 128, 80))
    assert book_lines.gather(club, TODAY).books == ()
    code = members.member(club, new, TODAY).code
    batch = book_lines.gather(club, TODAY, [code])
    assert [sheet.how for sheet in batch.books[0].sheets] == ["fresh"]


# --- what the club was told, in a whole book ----------------------------------------------------


def test_a_book_has_what_its_holder_let_the_club_write_down(club: Club, dao: str) -> None:
    members.give_consent(club, dao, "C2", "2026-01-01")
    for fact in (
        Fact("", dao, "illness", "hypertension", since="2023-11-06"),
        Fact("", dao, "illness", "kidney"),
        Fact("", dao, "allergy", text="Kháng sinh penicillin"),
        Fact("", dao, "medicine", text="Amlodipin", dose="5 mg"),
        Fact("", dao, "illness", "heart", until="2026-01-01"),
    ):
        fact_records.add_fact(club, fact)
    for day in ("2025-09-10", "2026-03-10", "2026-09-10"):
        check_up_records.add_check_up(club, CheckUp("", dao, day, "Trạm y tế", findings="Mắt mờ"))
    code = members.member(club, dao, TODAY).code
    holders, issuer = health_book.gather(club, TODAY, [code])
    book = pages(health_book.render(holders, issuer, TODAY, language="en"))
    assert "since 6/11/2023" in book[2]
    assert "Kidney disease" in book[2]
    assert "Kháng sinh penicillin" in book[2]
    assert "10/3/2026, Trạm y tế" in book[11]
    assert "10/9/2025" not in book[11], "the last two"
    assert "Amlodipin" in book[12]
    blank = pages(health_book.render([Holder("9", "Lê Văn An")], issuer, TODAY, language="en"))
    assert "since" not in blank[2]


def test_what_was_told_fits_however_long(club: Club) -> None:
    long = "Viêm đa khớp dạng thấp lâu năm kèm loãng xương nặng sau mãn kinh " * 3
    told = Told(
        since=dict.fromkeys(("hypertension", "diabetes"), "từ 31/12/2023"),
        other=long,
        allergies=long,
        medicines=((long, long),) * 9,
        check_ups=((long,) * 4,) * 3,
    )
    holder = Holder("9", LONG_NAME, told=told)
    texts = placed(
        lambda watch: health_book.render([holder], LONG_ISSUER, TODAY, language="vi", watch=watch)
    )
    check(texts, PAGE, 9.9)
