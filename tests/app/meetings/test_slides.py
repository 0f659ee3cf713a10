"""What the hall sees: large figures, and nothing that is nobody's business."""

from dataclasses import replace

from app.areas.picture import Told, picture
from app.base.periods import Month
from app.meetings.rules import Attendance, Decision, Meeting, Theme
from app.meetings.slides import AGENDA, Slide, slides
from app.meetings.summary import AreaDone, Measured, Summary

JUNE = Month(2026, 6)
MEETING = Meeting(
    "m", JUNE, held_on="2026-06-21", at_time="07:30", place="Nhà văn hóa", state="open"
)
NEXT = Meeting("", JUNE.next(), planned_on="2026-07-21")
TOLD = Summary(
    meeting=MEETING,
    steps={},
    gaps=(),
    present=54,
    absent=tuple(Attendance(f"p{n}", f"{n:03}", "Lê Thị Bưởi", present=False) for n in range(6)),
    guests=(),
    measured=Measured(53, {"high": 12}),
    fee_payers=54,
    fees_vnd=270_000,
    areas={"health": AreaDone(53), "rights": AreaDone(0)},
    cases=(),
    community=(),
    decisions=(Decision("d", 1, "Sửa loa"),),
    tasks=(),
    carried=(),
    cash=None,
    following=NEXT,
    next_themes=(Theme("t", "rights", "Thẻ bảo hiểm y tế"),),
)
YEAR = picture(2026, JUNE, Told(begins=Month(2026, 1)))


def shown(told: Summary = TOLD, **more: object) -> dict[str, Slide]:
    made = slides("CLB thôn Đông", told, YEAR, (Theme("t", "awareness", "Điện thoại"),), **more)  # type: ignore[arg-type]
    return {slide.title: slide for slide in made}


def test_the_figures_are_large_and_whole() -> None:
    found = [(f.number, f.words) for f in shown()["Our month in figures"].figures]
    assert found == [
        ("54 of 60", "people came"),
        ("53", "people weighed and measured"),
        ("1 of 8", "areas this month"),
        ("0 of 6", "months with all 8 areas"),
    ]


def test_who_was_absent_and_who_is_high_is_on_no_slide() -> None:
    said = repr(shown())
    assert "Bưởi" not in said
    assert "12" not in [figure.number for figure in shown()["Our month in figures"].figures]
    assert "270" not in said


def test_the_order_of_the_evening() -> None:
    assert list(shown()) == [
        "CLB thôn Đông",
        "Today",
        "What we learn today",
        "Our month in figures",
        "The eight areas in 2026",
        "What we decided",
        "The next meeting",
    ]
    assert len(shown()["Today"].lines) == len(AGENDA)
    assert shown()["What we learn today"].lines == ("Điện thoại",)
    assert "Thẻ bảo hiểm y tế" in shown()["The next meeting"].lines


def test_birthdays_stand_only_when_somebody_may_be_named() -> None:
    assert "Happy birthday" not in shown()
    assert shown(birthdays=["Lê Thị Dung"])["Happy birthday"].lines == ("Lê Thị Dung",)


def test_a_meeting_without_a_next_one_says_so() -> None:
    assert list(shown(replace(TOLD, following=None)))[-1] == "Thank you"
    bare = replace(TOLD, present=None, decisions=())
    assert shown(bare)["Our month in figures"].figures[0].words.endswith("measured")
