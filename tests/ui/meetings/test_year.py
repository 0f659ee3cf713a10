"""The plan of the year, by keys: its rule, its months, and what became of what was planned."""

from app.areas import records as activities
from app.areas.deeds import activity_of, deeds
from app.base.periods import Month
from app.base.text import _
from app.club.roles import VIEWER
from app.meetings import plan_records, records
from app.meetings.plan import Rule
from app.meetings.rules import Theme
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.meetings.conftest import MONTH, Run, club_of
from tests.ui.real import Keyboard
from ui.kit.form import Form
from ui.kit.question import Question
from ui.meetings.year import YearPage
from ui.meetings.year_month import YearMonthPage
from ui.meetings.year_rule import RuleForm

NEXT = MONTH.next()


def year(keys: Keyboard) -> YearPage:
    """The plan of this year, on screen."""
    keys.window.open("meetings")
    settle()
    keys.press("Ctrl+L")
    page = keys.page
    assert isinstance(page, YearPage)
    return page


def ruled(keys: Keyboard) -> None:
    """Meetings on day 21 since the beginning of the year."""
    rule = Rule(Month(TODAY.year, 1), "day", 21, at_time="08:00", place="Nhà văn hóa")
    plan_records.set_rule(club_of(keys), rule)


def month(keys: Keyboard, which: Month = NEXT) -> YearMonthPage:
    """The plan of a month, opened from that of the year."""
    page = year(keys)
    page.table.select(which)
    keys.press("Enter")
    found = keys.page
    assert isinstance(found, YearMonthPage)
    return found


def topics(keys: Keyboard, which: Month = NEXT) -> dict[str, str]:
    return {theme.area: theme.topic for theme in plan_records.themes(club_of(keys), which)}


def test_without_a_rule_the_page_asks_for_it_and_then_shows_twelve_meetings(
    keys: Keyboard,
) -> None:
    page = year(keys)
    assert page.table.shown() == ()
    keys.press("Enter")  # the button of the empty page
    form = keys.page
    assert isinstance(form, RuleForm)
    keys.press("Enter")
    keys.type("21")
    assert len(form.shown_days()) == 12
    keys.press("Ctrl+Enter")
    assert keys.page is page
    assert len([each for each in page.table.shown() if each.meeting is not None]) == (
        13 - MONTH.month
    )
    rule = plan_records.rule_on(club_of(keys), MONTH)
    assert rule is not None
    assert (rule.kind, rule.number, rule.from_month) == ("day", 21, MONTH)


def test_the_days_follow_what_is_typed_and_say_what_tet_moves(keys: Keyboard) -> None:
    year(keys)
    keys.press("Ctrl+R")
    form = keys.page
    assert isinstance(form, RuleForm)
    form.fields["from_month"].set_text("1/2027")
    form.fields["kind"].set_text("lunar")
    form.fields["number"].first().setFocus()
    keys.type("1")
    settle()
    assert len(form.shown_days()) == 12
    assert (
        _("{weekday} {day} ({lunar})").format(weekday=_("Thursday"), day="11/2", lunar="6/1")
        in form.shown_days()
    )
    keys.type("99")
    assert form.shown_days() == ()


def test_a_weekday_needs_its_day_and_the_rule_stands_in_the_form_again(keys: Keyboard) -> None:
    ruled(keys)
    year(keys)
    keys.press("Ctrl+R")
    form = keys.page
    assert isinstance(form, RuleForm)
    assert not form.fields["weekday"].isVisible()
    keys.press("Down", "Space")
    assert form.fields["weekday"].isVisible()
    form.fields["number"].set_text("5")
    keys.press("Ctrl+Enter")
    assert set(form.problems()) == {"weekday"}
    form.fields["weekday"].set_text("6")
    keys.press("Ctrl+Enter")
    rule = plan_records.rule_on(club_of(keys), MONTH.plus(2))
    assert rule is not None
    assert (rule.kind, rule.number, rule.weekday) == ("weekday", 5, 6)
    keys.press("Ctrl+R")
    form = keys.page
    assert isinstance(form, RuleForm)
    assert (form.values()["weekday"], form.values()["place"]) == ("6", "Nhà văn hóa")


def test_a_meeting_is_moved_with_a_reason_and_planned_as_usual_again(keys: Keyboard) -> None:
    ruled(keys)
    month(keys)
    keys.press("F2")
    form = keys.page
    assert isinstance(form, Form)
    keys.press("Ctrl+A")
    keys.type(f"24/{NEXT.month}/{NEXT.year}")
    keys.press("Ctrl+Enter")
    assert set(form.problems()) == {"why"}
    keys.type("Mưa bão")
    keys.press("Ctrl+Enter")
    moved = records.meeting_of(club_of(keys), NEXT)
    assert moved is not None
    assert (moved.planned_on, moved.why) == (f"{NEXT}-24", "Mưa bão")
    page = keys.page
    assert isinstance(page, YearMonthPage)
    assert "Mưa bão" in page.purpose()
    keys.press("F3")
    usual = records.meeting_of(club_of(keys), NEXT)
    assert usual is not None
    assert (usual.planned_on, usual.why) == (f"{NEXT}-21", None)


def test_a_meeting_is_called_off_for_a_reason(keys: Keyboard) -> None:
    ruled(keys)
    page = month(keys)
    keys.press("F4")
    question = keys.page
    assert isinstance(question, Question)
    keys.press("Ctrl+Enter")
    assert question.isVisible()
    keys.type("Lụt")
    keys.press("Ctrl+Enter")
    assert page.isVisible()
    found = records.meeting_of(club_of(keys), NEXT)
    assert found is not None
    assert (found.state, found.why) == ("called_off", "Lụt")
    keys.press("F3")
    again = records.meeting_of(club_of(keys), NEXT)
    assert again is not None
    assert again.state == "planned"


def test_place_time_and_leader_of_one_month_need_no_reason(keys: Keyboard) -> None:
    ruled(keys)
    month(keys)
    keys.press("F2")
    form = keys.page
    assert isinstance(form, Form)
    form.fields["place"].set_text("Sân đình")
    form.fields["leader"].first().setFocus()
    keys.type("le buoi")
    keys.press("Enter", "Ctrl+Enter")
    found = records.meeting_of(club_of(keys), NEXT)
    assert found is not None
    assert (found.place, found.leader, found.at_time) == ("Sân đình", "Lê Thị Bưởi", "08:00")
    assert found.planned_on == f"{NEXT}-21"


def test_a_theme_is_typed_or_chosen_by_number_and_saved_when_the_row_is_left(
    keys: Keyboard,
) -> None:
    ruled(keys)
    month(keys)
    keys.type("Nuôi gà")
    keys.press("Enter")
    keys.type("le buoi")
    keys.press("Enter")
    assert topics(keys) == {"income": "Nuôi gà"}
    keys.type("2")
    keys.press("Down")
    usual = deeds()["health"][1].words()
    assert topics(keys) == {"income": "Nuôi gà", "health": usual}
    leaders = {theme.area: theme.leader for theme in plan_records.themes(club_of(keys), NEXT)}
    assert leaders["income"] == "Lê Thị Bưởi"


def test_nobody_of_that_name_is_said_and_what_was_typed_waits_for_the_next_time(
    keys: Keyboard, run: Run
) -> None:
    ruled(keys)
    page = month(keys)
    keys.type("Nuôi gà")
    keys.press("Enter")
    keys.type("xyz")
    keys.press("Down")
    assert page.grid.said()
    assert topics(keys) == {}
    keys.press("Esc", "Enter")
    page = month(keys)
    assert page.grid.rows.text("income.0", "topic") == "Nuôi gà"


def test_last_years_themes_are_taken_for_the_areas_that_have_none(keys: Keyboard) -> None:
    club = club_of(keys)
    plan_records.set_rule(club, Rule(Month(TODAY.year - 1, 1), "day", 21))
    before = [Theme("", "income", "Nuôi gà"), Theme("", "health", "Ăn nhạt")]
    plan_records.set_themes(club, NEXT.plus(-12), before)
    plan_records.set_themes(club, NEXT, [Theme("", "income", "Trồng rau")])
    month(keys)
    keys.press("Ctrl+D")
    assert topics(keys) == {"income": "Trồng rau", "health": "Ăn nhạt"}


def test_the_plan_stands_against_what_was_done(keys: Keyboard) -> None:
    club = club_of(keys)
    ruled(keys)
    past = MONTH.previous()
    planned = [Theme("", "income", "Nuôi gà"), Theme("", "rights", "Luật")]
    plan_records.set_themes(club, past, planned)
    done = activity_of(deeds()["income"][0], past.first.isoformat())
    activities.add_activity(club, done)
    page = year(keys)
    row = next(each for each in page.table.shown() if each.month == past)
    assert (row.kept, row.missed) == (("income",), ("rights",))
    rows = month(keys, past).grid.rows
    assert rows.row("income.0").result.word == _("Done")
    assert rows.row("rights.0").result.word == _("Not done")


def test_other_years_are_a_button_away(keys: Keyboard) -> None:
    ruled(keys)
    page = year(keys)
    page._year_after.click()
    settle()
    assert page.table.shown()[0].month == Month(TODAY.year + 1, 1)
    page._year_before.click()
    settle()
    assert page.table.shown()[0].month == Month(TODAY.year, 1)


def test_who_may_only_read_sees_the_plan_and_changes_nothing(run: Run) -> None:
    with run() as keys:
        ruled(keys)
    with run(roles={VIEWER}) as keys:
        page = month(keys)
        assert not page.may_write
        assert not any(one.isVisible() for one in (page.details, page.copy, page.usual, page.off))
        keys.press("Esc")
        assert isinstance(keys.page, YearPage)


def test_every_page_fits_at_every_size(run: Run) -> None:
    for size in (100, 200):
        with run(language="vi", size=size) as keys:
            ruled(keys)
            check_page(year(keys))
            keys.press("Ctrl+R")
            check_page(keys.page)
            keys.press("Esc")
            check_page(month(keys))
            keys.press("F2")
            check_page(keys.page)
