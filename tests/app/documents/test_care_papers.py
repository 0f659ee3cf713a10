"""Papers of home care: the volunteers' sheets, the plan at the door, lists, certificates."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from app.base.periods import Month
from app.club.file import Club
from app.documents import (
    care_lists,
    care_marks,
    care_plan_paper,
    care_sheets,
    care_thanks,
    listing_page,
)
from app.documents.care_plan_paper import Line, PlanPaper
from app.documents.care_sheets import EDGE, ROOM, ROWS, SHORT, CareSheets, Half
from app.documents.care_thanks import Thanks
from app.documents.frame import A4, A4_WIDE
from app.documents.issuer import Contact
from app.documents.kit import Watch
from app.documents.listing import to_sheet
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import TASKS, Cared, Plan, Report, Round, Task, Visit, Volunteer
from app.home_care.visit_records import YearOfVisits
from app.members import records as members
from app.members.rules import Person
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

NOVEMBER = Month.of(TODAY)
SINCE = date(2026, 1, 1)
ALL: tuple[Task, ...] = tuple(TASKS)
TELL = Contact("Trịnh Thị Lan", "0987654321", "bà")
ISSUERS = pytest.mark.parametrize(
    "issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=["short", "long", "bare"]
)
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def half(number: int = 0, **more: object) -> Half:
    days = tuple(date(2026, 11, 2) + timedelta(days=2 * step) for step in range(ROWS))
    made = Half(
        volunteer="Nguyễn Thị Vân",
        name="Cụ Trần Thị Mùi",
        about="88 tuổi, ở một mình",
        where="Xóm Đình, sau nhà văn hóa",
        call="cháu Tuấn",
        phone="0976 123 987",
        weekdays=(0, 2, 4),
        days=days,
        tasks=ALL[:7],
        last="8/10/2026: Đã gội đầu",
        code=f"AB{number:01}-23C" if number < 10 else "ABC-23D",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def crowded() -> Half:
    return half(
        volunteer=LONG_NAME,
        name=f"Cụ {LONG_NAME}",
        about="108 tuổi, ở với vợ chồng con trai út và ba cháu nhỏ",
        where=f"{'Xóm Đình Thượng, ' * 3}sau nhà văn hóa, ngõ thứ hai bên trái",
        call=f"con dâu: {LONG_NAME}",
        weekdays=(0, 1, 2, 3, 4, 5, 6),
        tasks=ALL[3:],
        last="8/10/2026: " + "Cụ vui, kể chuyện ngày xưa, ăn được một bát cháo. " * 3,
        page=(3, 4),
    )


def sheets(*halves: Half, **more: object) -> CareSheets:
    return replace(CareSheets(NOVEMBER, TODAY, ISSUER, TELL, halves), **more)  # type: ignore[arg-type]


# --- the volunteers' sheets ---------------------------------------------------------------------


@LANGUAGES
@ISSUERS
def test_sheets_fit_however_long_the_names(issuer, language: str) -> None:
    value = sheets(half(), crowded(), half(days=(), tasks=ALL[:1]), issuer=issuer)
    texts = placed(lambda watch: care_sheets.render(value, language=language, watch=watch))
    check(texts, A4_WIDE, 8.4)
    assert {one.page for one in texts} == {1, 2}
    assert sum("0976 123 987" in one.text for one in texts) == 3, "the number is never cut"
    for one in texts:  # each half stays on its side of the fold
        inside = EDGE if one.left < A4_WIDE[0] / 2 else A4_WIDE[0] / 2 + EDGE
        assert inside - 0.1 <= one.left, one
        assert one.left + one.width <= inside + ROOM + 3, one


@pytest.mark.parametrize("tasks", [(task,) for task in TASKS] + [ALL[:7], ALL[3:]])
def test_no_word_below_a_picture_is_cut(tasks: tuple[Task, ...]) -> None:
    texts = placed(lambda watch: care_sheets.render(sheets(half(tasks=tasks)), watch=watch))
    assert not [one.text for one in texts if "…" in one.text]


def test_every_half_carries_its_code_as_a_qr_code() -> None:
    """At 150 dpi every module of the page is as dark as it should be, white around included."""
    value = sheets(half(1), half(2), half(3))
    document = PdfDocument(care_sheets.render(value))
    assert len(document) == 2
    for number, each in enumerate(value.halves):
        bitmap = document[number // 2].render(scale=150 / 72, grayscale=True)
        pixels = bytes(bitmap.buffer)
        code = each.code.replace("-", "")
        rows = segno.make(code, version=1, error="m", micro=False, boost_error=False).matrix
        module = 16 / (len(rows) + 8)
        left = (EDGE if number % 2 == 0 else A4_WIDE[0] / 2 + EDGE) + ROOM - 14 + 4 * module
        top = 5 + 4 * module
        for down in range(-1, len(rows) + 1):
            for across in range(-1, len(rows) + 1):
                x = round((left + (across + 0.5) * module) * 150 / 25.4)
                y = round((top + (down + 0.5) * module) * 150 / 25.4)
                inside = 0 <= down < len(rows) and 0 <= across < len(rows)
                dark = inside and bool(rows[down][across])
                assert (pixels[y * bitmap.stride + x] < 128) is dark, (number, down, across)
    document.close()


def test_a_month_without_visits_says_so_and_has_its_code() -> None:
    texts = placed(lambda watch: care_sheets.render(sheets(issuer=LONG_ISSUER), watch=watch))
    check(texts, A4_WIDE, 8.4)
    (page,) = pages(care_sheets.render(sheets(), language="en"))
    assert "No visits are planned in this month." in page
    assert "11/2026" in page
    assert len([one for one in texts if one.text.count("-") == 1 and len(one.text) == 7]) == 1


def test_two_hundred_people_have_two_hundred_halves() -> None:
    value = sheets(*(half(number, name=f"Cụ Mùi {number}") for number in range(200)))
    found = pages(care_sheets.render(value))
    assert len(found) == 100
    assert all(f"Cụ Mùi {number}" in found[number // 2] for number in range(200))


@pytest.mark.parametrize("practice", [False, True])
def test_fonts_are_embedded_and_the_practice_book_says_so(practice: bool) -> None:
    issuer = replace(ISSUER, practice=practice)
    for pdf in (
        care_sheets.render(sheets(half(), half(), half(), issuer=issuer), language="en"),
        care_sheets.render(sheets(issuer=issuer), language="en"),
        care_plan_paper.render(replace(plan(), issuer=issuer), language="en"),
        care_thanks.render(thanks(LONG_NAME, issuer=issuer), language="en"),
    ):
        assert faces(pdf) == {"NotoSans"}
        for page in pages(pdf):
            assert page.count("PRACTICE BOOK") == (2 if practice else 0)


@pytest.fixture
def home(club: Club) -> dict[str, str]:
    """Vân visits two people of the same name, with Hoa on one day of the week; ids by name."""
    ids = {}
    for name in ("Nguyễn Thị Vân", "Trần Thị Hoa"):
        person = Person(name, "F", "1962", phone="0912345678")
        ids[name.split()[-1]] = members.add_person(club, person, "2020-01-01")
        records.add_volunteer(club, Volunteer("", ids[name.split()[-1]], SINCE))
    for key, risks in (("one", "Dễ ngã"), ("two", None)):
        cared = Cared("", SINCE, own_name="Lê Thị Mùi", birth="1938", risks=risks)
        ids[key] = records.add_cared(club, cared)
        rounds = (
            Round(0, ids["Vân"], None, ("talk",), "08:00"),
            Round(3, ids["Vân"], ids["Hoa"], ("meal", "talk")),
        )
        plan_records.set_plan(club, Plan("", ids[key], SINCE, needs="Yếu chân", rounds=rounds))
    return ids


def test_the_sheets_say_what_the_plans_ask_for(club: Club, home: dict[str, str]) -> None:
    noted = Visit("", home["two"], date(2026, 10, 29), volunteer_id=home["Vân"], note="Đã gội đầu")
    visit_records.write_visit(club, noted)
    value = care_sheets.gather(club, NOVEMBER)
    assert [each.volunteer for each in value.halves] == [
        *["Trần Thị Hoa"] * 2,
        *["Nguyễn Thị Vân"] * 2,
    ]
    first, last = value.halves[0], value.halves[-1]
    assert [day.day for day in first.days] == [5, 12, 19, 26]
    assert len(last.days) == 9
    assert {"talk", "meal"} <= set(last.tasks)
    assert sorted(each.last for each in value.halves[2:]) == ["29/10/2026: Đã gội đầu", "Dễ ngã"]
    assert len({each.code for each in value.halves}) == 4
    only = care_sheets.gather(club, NOVEMBER, home["Hoa"])
    assert {each.volunteer for each in only.halves} == {"Trần Thị Hoa"}
    said = words(care_sheets.render(value))
    for name in ("Nguyễn Thị Vân", "Trần Thị Hoa", "Lê Thị Mùi"):
        assert name in said


def test_more_days_than_lines_go_on_another_half(club: Club, home: dict[str, str]) -> None:
    rounds = tuple(Round(day, home["Vân"]) for day in range(7))
    plan_records.set_plan(club, Plan("", home["one"], SINCE, rounds=rounds))
    found = [
        each for each in care_sheets.gather(club, NOVEMBER, home["Vân"]).halves if each.page[1] > 1
    ]
    assert [len(each.days) for each in found] == [9, 9, 9, 3]
    assert [each.page for each in found] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [day for each in found for day in each.days] == [
        NOVEMBER.first + timedelta(days=step) for step in range(30)
    ]


def test_the_same_sheets_are_the_same_file() -> None:
    assert care_sheets.render(sheets(half(), crowded())) == care_sheets.render(
        sheets(half(), crowded())
    )


# --- the plan at the door -----------------------------------------------------------------------


VAN_COMES = Line("Thứ hai", "08:00", (("Nguyễn Thị Vân", "0912 345 678"),), ("talk",))


def plan(*lines: Line, **more: object) -> PlanPaper:
    made = PlanPaper(
        name="Cụ Trần Thị Mùi",
        lines=lines or (VAN_COMES,),
        call="cháu Tuấn",
        call_phone="0976 123 987",
        needs="Yếu chân",
        review_on=date(2027, 1, 1),
        printed=TODAY,
        issuer=ISSUER,
        code="ABC-234",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@LANGUAGES
@ISSUERS
def test_the_plan_at_the_door_fits(issuer, language: str) -> None:
    both = ((LONG_NAME, "0912 345 678"), (LONG_NAME, "0912 345 679"))
    lines = [Line("Chủ nhật", "giữa buổi chiều", both, ALL) for _day in range(7)]
    value = plan(
        *lines,
        name=f"Cụ {LONG_NAME}",
        call=LONG_NAME,
        needs="Yếu chân, đi phải vịn, mắt kém. " * 8,
        issuer=issuer,
    )
    texts = placed(lambda watch: care_plan_paper.render(value, language=language, watch=watch))
    check(texts, A4, 9.4)
    found = pages(care_plan_paper.render(value, language=language))
    assert len(found) == 3
    assert all("ABC-234" in page for page in found)
    # However long the names, every number can be called.
    for number in ("0912 345 678", "0912 345 679", "0976 123 987"):
        assert all(number in page for page in found)


@LANGUAGES
def test_a_plan_of_few_visits_is_printed_large(language: str) -> None:
    few = plan(*[replace(VAN_COMES, tasks=ALL[:4])] * 3)
    many = plan(*[replace(VAN_COMES, tasks=ALL)] * 3)
    for value, size in ((few, 24), (many, 18)):
        texts = placed(_door(value, language))
        check(texts, A4, 9.4)
        assert {one.page for one in texts} == {1}
        days = [one.size for one in texts if one.text.startswith(VAN_COMES.day)]
        assert set(days) == {size}


def test_two_volunteers_with_numbers_stand_below_each_other() -> None:
    both = (("Trần Thị Tâm", "0926 772 541"), ("Trần Đình Bảy", "0515 596 441"))
    texts = placed(_door(plan(replace(VAN_COMES, who=both)), "vi"))
    check(texts, A4, 9.4)
    lines = [one for one in texts if one.text in [" ".join(each) for each in both]]
    assert [one.size for one in lines] == [18, 18]


def _door(value: PlanPaper, language: str) -> Callable[[Watch], bytes]:
    return lambda watch: care_plan_paper.render(value, language=language, watch=watch)


def test_where_age_and_household_are_too_long_the_household_stands_below() -> None:
    value = half(name="Cụ Ngô Thị Ngọc Diệu", about="88 tuổi, con ở xa, cuối tuần về thăm mẹ")
    texts = placed(lambda watch: care_sheets.render(sheets(value), watch=watch))
    check(texts, A4_WIDE, 9)
    said = {one.text for one in texts}
    assert {"88 tuổi", "con ở xa, cuối tuần về thăm mẹ"} <= said


def test_the_plan_says_who_comes_with_their_number(club: Club, home: dict[str, str]) -> None:
    value = care_plan_paper.gather(club, home["one"])
    van, hoa = (("Nguyễn Thị Vân", "0912 345 678"), ("Trần Thị Hoa", "0912 345 678"))
    assert [line.who for line in value.lines] == [(van,), (van, hoa)]
    said = words(care_plan_paper.render(value))
    for part in ("Cụ Lê Thị Mùi", "08:00", "Yếu chân", value.code):
        assert part in said


def test_without_a_plan_there_is_nothing_to_print(club: Club) -> None:
    cared = records.add_cared(club, Cared("", SINCE, own_name="Cụ Sửu"))
    with pytest.raises(Exception, match="nothing to print"):
        care_plan_paper.gather(club, cared)


# --- pictures -----------------------------------------------------------------------------------


def test_every_task_has_a_picture_inside_its_square_and_a_word() -> None:
    assert set(care_marks.PICTURES) == set(SHORT) == set(TASKS)
    for task, strokes in care_marks.PICTURES.items():
        points = [point for stroke in strokes for point in stroke.points]
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points), task
        # Not a speck either: it fills its square.
        for axis in (0, 1):
            spread = [point[axis] for point in points]
            assert max(spread) - min(spread) > 0.5, task


def test_pictures_differ() -> None:
    assert len(set(care_marks.PICTURES.values())) == len(TASKS)


# --- lists --------------------------------------------------------------------------------------


def test_the_month_on_paper_and_in_a_spreadsheet_is_that_of_the_book(
    club: Club, home: dict[str, str]
) -> None:
    for day, who in ((2, "Vân"), (5, "Hoa"), (9, "Vân")):
        visit = Visit("", home["one"], date(2026, 11, day), volunteer_id=home[who], minutes=45)
        visit_records.write_visit(club, visit)
    picture, issuer = care_lists.gather(club, NOVEMBER)
    listing = care_lists.summary(picture)
    expected = [
        (name, tally.planned, tally.made, tally.missed, tally.minutes)
        for name, tally in (
            *((one.name, picture.tally_of_volunteer(one.person_id)) for one in picture.volunteers),
            *((one.name, picture.tally_of_cared(one.id)) for one in picture.people),
        )
    ]
    assert list(listing.rows) == expected
    assert "3 visits were made, 135 minutes in all." in listing.note
    for row, tally in zip(to_sheet(listing).rows, expected, strict=True):
        assert tuple(row)[1:6] == tally
    texts = placed(lambda watch: listing_page.render(listing, issuer, watch=watch))
    check(texts, A4, 7)


def test_the_list_to_look_after_begins_with_danger_signs(club: Club, home: dict[str, str]) -> None:
    for day in (2, 5, 9, 12, 16, 19):  # the second one was seen but twice less
        if day > 5:
            made = Visit("", home["two"], date(2026, 11, day), volunteer_id=home["Vân"])
            visit_records.write_visit(club, made)
    visit_records.write_report(club, Report("", home["two"], date(2026, 11, 9), "fall"))
    third = records.add_cared(club, Cared("", SINCE, own_name="Lê Thị Mùi", hamlet="Xóm Bến"))
    visit_records.write_report(club, Report("", third, date(2026, 10, 1), "fever"))
    picture, issuer = care_lists.gather(club, NOVEMBER)
    listing = care_lists.supervisor(picture)
    one, three, two = listing.rows
    assert (one[2], one[3]) == ("2/11/2026, 5/11/2026", "A fall")
    assert two[2].startswith("2/11/2026, 5/11/2026, 9/11/2026")
    assert two[3] == ""
    # Nobody planned to visit her, and what was reported in October is still open.
    assert three[:4] == ("Lê Thị Mùi", "Xóm Bến", "", "1/10/2026: Fever")
    said = words(listing_page.render(listing, issuer, language="en"))
    assert "A fall" in said
    assert "1/10/2026: Fever" in said


@pytest.mark.parametrize("which", ["summary", "supervisor"])
def test_lists_of_an_empty_month_and_of_two_hundred_people_fit(club: Club, which: str) -> None:
    make = care_lists.summary if which == "summary" else care_lists.supervisor
    empty, issuer = care_lists.gather(club, NOVEMBER)
    assert pages(listing_page.render(make(empty), issuer))
    van = members.add_person(club, Person(LONG_NAME, "F", "1962"), "2020-01-01")
    records.add_volunteer(club, Volunteer("", van, SINCE))
    with club.change("Fill the book"):
        for number in range(200):
            name = f"{LONG_NAME} {number}"
            cared_id = records.add_cared(club, Cared("", SINCE, own_name=name))
            rounds = (Round(1, van), Round(4, van))
            plan_records.set_plan(club, Plan("", cared_id, SINCE, rounds=rounds))
    full, issuer = care_lists.gather(club, NOVEMBER)
    listing = make(full)
    assert len(listing.rows) == (201 if which == "summary" else 200)
    pdf = listing_page.render(listing, issuer)
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    size = A4_WIDE if box.width > box.height else A4
    check(placed(lambda watch: listing_page.render(listing, issuer, watch=watch)), size, 7)
    found = pages(pdf)
    assert len(found) > 3
    codes = {match[0] for page in found if (match := re.search(r"[A-Z0-9]{3}-[A-Z0-9]{3}", page))}
    assert len(codes) == 1, "the code of the list, on every page"
    assert all(next(iter(codes)) in page for page in found)


# --- thanks -------------------------------------------------------------------------------------


def thanks(*names: str, **more: object) -> Thanks:
    given = tuple(YearOfVisits(f"p{n}", name, 126, 7_425, 3) for n, name in enumerate(names))
    return replace(Thanks(2026, given, TODAY, ISSUER), **more)  # type: ignore[arg-type]


@LANGUAGES
@ISSUERS
def test_certificates_fit(issuer, language: str) -> None:
    value = thanks("Nguyễn Thị Vân", LONG_NAME, issuer=issuer)
    texts = placed(lambda watch: care_thanks.render(value, language=language, watch=watch))
    check(texts, A4_WIDE, 8.9)
    assert {one.page for one in texts} == {1, 2}


def test_there_is_no_file_of_certificates_without_a_page() -> None:
    with pytest.raises(ValueError, match="nobody"):
        care_thanks.render(thanks())


def test_a_certificate_says_what_was_given() -> None:
    (page,) = pages(care_thanks.render(thanks("Nguyễn Thị Vân"), language="en"))
    said = " ".join(page.split())
    assert "Nguyễn Thị Vân" in said
    assert "who in 2026 made 126 visits to 3 people at home and gave them 124 hours." in said
    assert "Chair" in said
    assert "Trịnh Thị Lan" in said
