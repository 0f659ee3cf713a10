"""Paper twins: the names of the screen in its order, a code on each page, nothing small or cut."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import segno
from pypdfium2 import PdfDocument

from app.areas.deeds import deeds
from app.base.areas import AREAS
from app.base.errors import UserError
from app.base.ids import code_for, read_code
from app.base.periods import Month
from app.base.text import _, speaking
from app.club.file import Club
from app.documents import meeting_sheets
from app.documents.frame import A4, A4_WIDE
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from app.documents.letters import width
from app.documents.meeting_forms import DEEDS, MOST_TASKS
from app.documents.meeting_lists import AT_A_TABLE, SIGNING
from app.documents.meeting_paper import (
    QR,
    TOP,
    UPRIGHT,
    Asked,
    MeetingPaper,
    Somebody,
    short_name,
)
from app.health import records as health
from app.health.rules import Reading
from app.meetings import attendance_records, money_records, plan_records, records, sheet_records
from app.meetings.rules import Meeting, Task, Theme
from app.meetings.sheets import SHEETS, SheetKind
from app.members import records as members
from app.members.rules import Membership, Person
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
from tests.app.loans import scene as lending
from tests.app.meetings.scene import JULY, JUNE, RULE, add_people, hold

MAY = Month(2026, 5)
ON = date(2026, 7, 21)
SMALLEST = 9.5


def somebody(number: int) -> Somebody:
    """Of every kind in turn: an endless name, nobody's year, no readings, no past."""
    name = LONG_NAME if number % 7 == 3 else f"Nguyễn Thị Đào {number}"
    reading = Reading(date(2026, 6, 21), 104 + 2 * number, 68 + number % 50, 72, 45_100)
    return Somebody(
        name=name,
        year="" if number % 5 == 4 else str(1930 + number % 40),
        past=(True, False, None) if number % 2 else (False, True, True),
        last=None if number % 6 == 5 else reading,
    )


def asked(number: int) -> Asked:
    """Of every kind in turn: the fee alone, savings, interest, principal, much of everything."""
    if number % 4 == 0:
        return Asked(somebody(number), 5_000)
    much = 100_000_000 if number % 5 == 3 else 0
    return Asked(somebody(number), 5_000, 20_000 * (number % 2), 50_000, much)


def paper_for(people: int, issuer: Issuer = ISSUER, tasks: int = 2) -> MeetingPaper:
    counts = meeting_sheets.page_counts(people)
    long_text = "Nộp hồ sơ trợ cấp hưu trí xã hội cho bà Vũ Thị Mận, xóm Đình, trước ngày lễ " * 2
    return MeetingPaper(
        meeting=Meeting(
            "x", JULY, "2026-07-21", None, "08:00", "Nhà văn hóa " * 6, None, LONG_NAME
        ),
        on=ON,
        printed=date(2026, 7, 19),
        issuer=issuer,
        people=tuple(somebody(number) for number in range(people)),
        past=(Month(2026, 4), MAY, JUNE) if people else (),
        asked=tuple(asked(number) for number in range(people)),
        themes=(Theme("1", "income", "Kỹ thuật nuôi gà thả vườn mùa mưa bão " * 3),),
        tasks=tuple(
            Task(
                str(number),
                long_text if number % 2 else "Quét đường",
                "2026-06-21",
                owner=LONG_NAME if number % 3 else "",
                due_on="2026-07-10" if number % 2 else None,
                month=JUNE,
            )
            for number in range(tasks)
        ),
        following=Meeting("", Month(2026, 8), "2026-08-21"),
        codes={
            kind: tuple(code_for(kind, str(page)) for page in range(count))
            for kind, count in counts.items()
        },
    )


def only(paper: MeetingPaper, kind: SheetKind) -> MeetingPaper:
    """The same paper with one kind of sheet."""
    return replace(paper, codes={kind: paper.codes[kind]})


# --- how it looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "issuer"),
    [("vi", ISSUER), ("vi", LONG_ISSUER), ("en", LONG_ISSUER)],
    ids=["vi", "vi-long", "en-long"],
)
@pytest.mark.parametrize(("people", "tasks"), [(0, 0), (13, 30), (30, 8)])
@pytest.mark.parametrize("kind", SHEETS)
def test_nothing_is_small_cut_or_over_another(
    kind: SheetKind, people: int, tasks: int, language: str, issuer: Issuer
) -> None:
    paper = only(paper_for(people, issuer, tasks), kind)
    texts = placed(
        lambda watch: meeting_sheets.render(paper, language=language, watch=watch),
    )
    wide = kind in ("weighing", "collection")
    check(texts, A4_WIDE if wide else A4, SMALLEST)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_our_own_words_are_never_cut(language: str) -> None:
    """Names and what the club wrote may give way; heads and labels may not."""
    paper = replace(
        paper_for(0, NOBODY_KNOWN),
        themes=(),
        meeting=Meeting("x", JULY, "2026-07-21", at_time="08:00"),
    )
    texts = placed(lambda watch: meeting_sheets.render(paper, language=language, watch=watch))
    assert [one.text for one in texts if one.text.endswith("…")] == []


def test_thirty_names_go_round_and_twenty_stay_at_a_table() -> None:
    assert meeting_sheets.page_counts(60) == {
        "sign_in": 2,
        "weighing": 3,
        "collection": 3,
        "areas": 2,
        "minutes": 2,
    }
    assert meeting_sheets.page_counts(0)["sign_in"] == 1
    pdf = meeting_sheets.render(paper_for(60))
    assert len(pages(pdf)) == 12
    assert faces(pdf) == {"NotoSans"}


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert meeting_sheets.render(paper_for(23)) == meeting_sheets.render(paper_for(23))


def test_each_page_says_its_code_club_and_month() -> None:
    paper = paper_for(60)
    texts = placed(lambda watch: meeting_sheets.render(paper, watch=watch))
    codes = [code for kind in paper.codes for code in paper.codes[kind]]
    for page, code in enumerate(codes, start=1):
        said = [one.text for one in texts if one.page == page]
        assert code in said
        assert any(code in text and "/" in text for text in said if text != code), "foot"
        assert any(ISSUER.name in text for text in said)
        assert any("7/2026" in text for text in said)


def test_the_code_is_drawn_as_a_qr_code_16_mm_across() -> None:
    """At 150 dpi every module of the page is as dark as it should be, white around included."""
    paper = only(paper_for(3), "sign_in")
    document = PdfDocument(meeting_sheets.render(paper))
    bitmap = document[0].render(scale=150 / 72, grayscale=True)
    pixels = bytes(bitmap.buffer)
    code = paper.codes["sign_in"][0].replace("-", "")
    rows = segno.make(code, version=1, error="m", micro=False, boost_error=False).matrix
    left, top, module = UPRIGHT.right - QR, TOP - 1, QR / len(rows)
    for down in range(-3, len(rows) + 3):
        for across in range(-3, len(rows) + 3):
            x = round((left + (across + 0.5) * module) * 150 / 25.4)
            y = round((top + (down + 0.5) * module) * 150 / 25.4)
            inside = 0 <= down < len(rows) and 0 <= across < len(rows)
            dark = inside and bool(rows[down][across])
            assert (pixels[y * bitmap.stride + x] < 128) is dark, (down, across)
    document.close()


def test_what_goes_round_says_nothing_of_health_or_money() -> None:
    said = words(meeting_sheets.render(only(paper_for(40), "sign_in")))
    assert "45,1" not in said
    assert "104/68" not in said
    assert "5.000" not in said


def test_the_sum_of_a_sheet_explains_itself() -> None:
    fees = tuple(Asked(somebody(number), 5_000) for number in range(43))
    found = pages(meeting_sheets.render(replace(only(paper_for(43), "collection"), asked=fees)))
    assert "100.000" in found[0]
    assert "20" in found[0]
    assert "15.000" in found[2], "three people"


def test_areas_have_their_themes_and_usual_deeds() -> None:
    front, back = pages(meeting_sheets.render(only(paper_for(5, tasks=12), "areas")))
    with speaking("vi"):
        for area, title in AREAS.items():
            assert _(title) in front
            for deed in deeds()[area][:DEEDS]:
                assert deed.short_words() in front
    assert "Kỹ thuật nuôi gà" in front
    assert back.count("Quét đường") == MOST_TASKS // 2
    assert "21/8/2026" in back, "the day of the next meeting"


def test_a_long_name_keeps_the_name_one_is_called_by() -> None:
    short = short_name(LONG_NAME, 60, 11)
    assert short.startswith("Nguyễn … ")
    assert short.endswith("Khanh")
    assert width(short, 11, bold=True) <= 60
    assert short_name("Lê Thị Đào", 60, 11) == "Lê Thị Đào"


# --- what it says ---------------------------------------------------------------------------------


def names(texts: list[Placed], people: tuple[Somebody, ...]) -> list[str]:
    wanted = {who.name for who in people}
    return [one.text for one in texts if one.text in wanted and one.bold]


def test_names_and_numbers_are_those_of_the_screen(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    ids = add_people(club, *(f"Trần Văn {chr(65 + number % 26)}{number}" for number in range(33)))
    hold(club, MAY, ids[0])
    hold(club, JUNE, ids[0], ids[1])
    paper = meeting_sheets.gather(club, JULY)
    found = records.meeting_of(club, JULY)
    assert found is not None
    screen = attendance_records.attendance(club, found.id)
    assert [who.name for who in paper.people] == [row.name for row in screen]
    assert paper.past == (MAY, JUNE)
    absent = next(who for who in paper.people if who.name == "Trần Văn A0")
    assert absent.past == (False, False)
    sizes: dict[SheetKind, int] = {"sign_in": SIGNING, "weighing": AT_A_TABLE}
    for kind, of_page in sizes.items():
        part = only(paper, kind)
        texts = placed(lambda watch, part=part: meeting_sheets.render(part, watch=watch))  # type: ignore[misc]
        assert names(texts, paper.people) == [row.name for row in screen]
        numbers = [one for one in texts if one.text == "33" and one.size == 12]
        assert {one.page for one in numbers} == {-(-33 // of_page)}


def test_every_printed_sheet_is_in_the_book_under_its_code(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    add_people(club, "Lê Thị Đào")
    paper = meeting_sheets.gather(club, JULY, ["sign_in", "areas"])
    assert list(paper.codes) == ["sign_in", "areas"]
    for kind, codes in paper.codes.items():
        for page, code in enumerate(codes, start=1):
            sheet = sheet_records.sheet_by_code(club, read_code(code))
            assert sheet is not None
            assert (sheet.kind, sheet.page, sheet.month) == (kind, page, JULY)
    assert meeting_sheets.gather(club, JULY, ["sign_in", "areas"]) == paper
    everything = meeting_sheets.gather(club, JULY)
    assert everything.codes["sign_in"] == paper.codes["sign_in"]


def test_last_readings_stand_there_only_for_who_may_read_them(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_records.set_rule(club, RULE)
    (person_id,) = add_people(club, "Lê Thị Đào")
    reading = Reading(date(2026, 6, 21), 142, 91, 70, 52_300)
    health.add_reading(club, person_id, reading)
    paper = meeting_sheets.gather(club, JULY, ["weighing"])
    said = words(meeting_sheets.render(paper))
    assert "142/91" in said
    assert "52,3" in said
    assert "140" in said, "from which a second reading is taken"
    monkeypatch.setattr(
        type(club.actor), "may", lambda _self, right: right != "health.read", raising=True
    )
    hidden = meeting_sheets.gather(club, JULY, ["weighing"])
    said = words(meeting_sheets.render(hidden))
    assert "Lê Thị Đào" in said
    assert "142" not in said


def test_the_fee_is_that_of_the_last_meeting(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    (person_id,) = add_people(club, "Lê Thị Đào")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    money_records.collect(club, june, {person_id: 7_000})
    records.close_meeting(club, june)
    paper = meeting_sheets.gather(club, JULY, ["collection"])
    assert [each.fee_vnd for each in paper.asked] == [7_000]
    assert "7.000" in words(meeting_sheets.render(paper))


def test_who_comes_without_being_a_member_stands_there_too(club: Club) -> None:
    plan_records.set_rule(club, RULE)
    add_people(club, "Lê Thị Đào")
    june = records.open_meeting(club, JUNE, "2026-06-21")
    attendance_records.welcome(club, june, Person("Đỗ Văn Mới"))
    paper = meeting_sheets.gather(club, JUNE, ["sign_in"])
    assert [who.name for who in paper.people] == ["Lê Thị Đào", "Đỗ Văn Mới"]


def test_without_a_day_there_is_nothing_to_print(club: Club) -> None:
    with pytest.raises(UserError, match="No meeting is planned for 7/2026"):
        meeting_sheets.gather(club, JULY)
    assert sheet_records.sheets(club, JULY) == ()


def test_lines_to_write_on_are_far_enough_apart() -> None:
    """Rows are at least 7.2 mm high, however long the head is."""
    kinds: tuple[SheetKind, ...] = ("sign_in", "weighing", "collection")
    for kind in kinds:
        part = only(paper_for(60, LONG_ISSUER), kind)
        texts = placed(lambda watch, part=part: meeting_sheets.render(part, watch=watch))  # type: ignore[misc]
        lines = sorted(
            one.baseline
            for one in texts
            if one.page == 1 and one.text.isdigit() and one.size == 12 and one.left < 30
        )
        assert len(lines) == (30 if kind == "sign_in" else 20)
        apart = [second - first for first, second in pairwise(lines)]
        assert min(apart) >= 7.19


def test_the_collection_says_what_each_is_asked_for_and_its_sums() -> None:
    paper = only(paper_for(8), "collection")
    said = words(meeting_sheets.render(paper, language="en"))
    for head in ("Fee", "Savings", "Interest", "Principal", "Due"):
        assert head in said
    assert "100.055.000" in said or "100.075.000" in said
    due = sum(each.due_vnd for each in paper.asked)
    assert f"{due:,}".replace(",", ".") in said


def test_a_club_that_does_not_lend_has_one_column_for_the_fee() -> None:
    people = tuple(Asked(somebody(number), 5_000) for number in range(3))
    paper = replace(only(paper_for(3), "collection"), asked=people)
    said = words(meeting_sheets.render(paper, language="en"))
    assert "Interest" not in said
    assert "15.000" in said


def test_borrowers_stand_on_the_collection_with_what_is_due(club: Club) -> None:
    lending.fund(club)
    plan_records.set_rule(club, RULE)
    dan, lan = add_people(club, "Hoàng Văn Dần", "Lê Thị Lan")
    second = lending.second_officer(club)
    lending.lend(club, dan, second, lending.terms(), date(2026, 6, 21))
    lending.lend(club, lan, second, lending.terms(), date(2026, 6, 21))
    members.leave(club, lan, Membership(None, "2026-07-01", "moved"))
    assert meeting_sheets.page_counts(60, 1)["collection"] == 4
    paper = meeting_sheets.gather(club, JULY, ["collection"])
    lines = {each.who.name: (each.interest_vnd, each.principal_vnd) for each in paper.asked}
    assert lines == {
        "Hoàng Văn Dần": (120_000, 1_000_000),
        "Lê Thị Lan": (120_000, 1_000_000),
    }
    assert [who.name for who in paper.people] == ["Hoàng Văn Dần"]
