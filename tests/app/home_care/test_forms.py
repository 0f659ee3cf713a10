"""What is typed into the forms of home care."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.home_care import forms
from app.home_care.rules import (
    BREAKS,
    END_REASONS,
    KATZ,
    LAWTON,
    MISSED,
    SIGNS,
    TASKS,
    Cared,
    Report,
    Round,
    Visit,
    Volunteer,
)

TODAY = date(2026, 11, 21)
KNOWN = frozenset({"p1", "p2"})
PEOPLE = frozenset({"c1", "c2"})


def problems(read: Callable[..., Any], *arguments: object) -> set[str]:
    with pytest.raises(Invalid) as told:
        read(*arguments)
    return set(told.value.problems)


# --- volunteers ---------------------------------------------------------------------------------


def test_a_volunteer_with_everything() -> None:
    typed = {
        "person": "p1",
        "since": "1/2/2026",
        "weekdays": "0 3 6",
        "hamlet": " Xóm  Đình ",
        "substitute": "p2",
        "note": "Đã tập huấn",
    }
    found = forms.read_volunteer(typed, TODAY, KNOWN)
    assert found == Volunteer(
        "", "p1", date(2026, 2, 1), None, "Xóm Đình", (0, 3, 6), "p2", "Đã tập huấn"
    )


def test_every_fault_of_a_volunteer_is_told_at_once() -> None:
    assert problems(forms.read_volunteer, {}, TODAY, KNOWN) == {"person", "since"}
    typed = {"person": "p1", "since": "1/12/2026", "substitute": "p1"}
    assert problems(forms.read_volunteer, typed, TODAY, KNOWN) == {"since", "substitute"}
    typed = {"person": "p1", "since": "1/2/2026", "substitute": "Somebody unknown"}
    assert problems(forms.read_volunteer, typed, TODAY, KNOWN) == {"substitute"}


def test_who_a_volunteer_is_and_since_when_stays() -> None:
    before = Volunteer("v", "p1", date(2025, 1, 1), date(2026, 12, 31), weekdays=(1,))
    found = forms.read_volunteer({"person": "p2", "since": "1/1/2026"}, TODAY, KNOWN, before)
    assert found == replace(before, weekdays=())


# --- people cared for ---------------------------------------------------------------------------


def test_a_member_or_somebody_else_but_not_both() -> None:
    since = {"since": "1/2/2026"}
    assert forms.read_cared({**since, "person": "p1"}, TODAY, KNOWN).person_id == "p1"
    assert forms.read_cared({**since, "name": "Cụ Mùi"}, TODAY, KNOWN).own_name == "Cụ Mùi"
    assert problems(forms.read_cared, since, TODAY, KNOWN) == {"name"}
    both = {**since, "person": "p1", "name": "Cụ Mùi"}
    assert problems(forms.read_cared, both, TODAY, KNOWN) == {"name"}
    assert problems(forms.read_cared, {"name": "Cụ Mùi"}, TODAY, KNOWN) == {"since"}


TEXTS = ("hamlet", "phone", "way", "household", "contact_name", "contact_phone")
REST = ("situation", "risks")


@pytest.mark.parametrize("name", [*TEXTS, *REST])
def test_every_text_of_who_is_cared_for_is_read(name: str) -> None:
    typed = {"name": "Cụ Mùi", "since": "1/2/2026", name: "  Sau  đình "}
    assert getattr(forms.read_cared(typed, TODAY, KNOWN), name) == "Sau đình"


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1940", True), ("", True), ("40", False), ("12/5/1940", False), ("1840", False),
     ("2027", False), ("năm 40", False)],
)  # fmt: skip
def test_the_year_of_birth(typed: str, right: bool) -> None:
    fields = {"name": "Cụ Mùi", "since": "1/2/2026", "birth": typed, "sex": "F"}
    if right:
        found = forms.read_cared(fields, TODAY, KNOWN)
        assert (found.birth, found.sex) == (typed or None, "F")
    else:
        assert problems(forms.read_cared, fields, TODAY, KNOWN) == {"birth"}


OUTSIDER = Cared(
    "c1",
    date(2025, 1, 1),
    own_name="Cụ Mùi",
    sex="F",
    birth="1938",
    hamlet="Xóm Bến",
    phone="0912345678",
    way="Sau đình",
    household="Một mình",
    contact_name="cháu Tuấn",
    contact_phone="0976123987",
    situation="Yếu chân",
    risks="Dễ ngã",
)


@given(st.sets(st.sampled_from([*TEXTS, *REST, "name"])))
def test_what_a_form_does_not_ask_for_stays(asked: set[str]) -> None:
    found = forms.read_cared(dict.fromkeys(asked, "Khác"), TODAY, KNOWN, OUTSIDER)
    changed = {"own_name" if name == "name" else name: "Khác" for name in asked}
    assert found == replace(OUTSIDER, **changed)  # type: ignore[arg-type]


def test_what_is_emptied_is_gone_but_not_a_name() -> None:
    found = forms.read_cared({"risks": "", "way": ""}, TODAY, KNOWN, OUTSIDER)
    assert (found.risks, found.way) == (None, None)
    assert problems(forms.read_cared, {"name": " "}, TODAY, KNOWN, OUTSIDER) == {"name"}


def test_a_member_cared_for_has_the_birth_of_the_register() -> None:
    member = Cared("c", date(2025, 1, 1), "p1", name="Trần Văn Năm", birth="1938-05-12")
    assert forms.read_cared({"risks": "Dễ ngã"}, TODAY, KNOWN, member).risks == "Dễ ngã"


@pytest.mark.parametrize("reason", END_REASONS)
def test_the_end_of_care(reason: str) -> None:
    assert forms.read_end({"until": "20/11/2026", "reason": reason}, TODAY) == (
        date(2026, 11, 20),
        reason,
    )
    assert problems(forms.read_end, {"until": "", "reason": "x"}, TODAY) == {"until", "reason"}


def test_a_day_that_has_come() -> None:
    assert forms.read_day({"until": "hôm qua"}, TODAY, "until") == date(2026, 11, 20)
    assert problems(forms.read_day, {"until": "30/11/2026"}, TODAY, "until") == {"until"}


# --- visits -------------------------------------------------------------------------------------

PLANNED = Visit("", "c1", TODAY, "made", "p1", "p2", None, 60, ("talk",))


def visit(typed: dict[str, str], before: Visit = PLANNED) -> Visit:
    return forms.read_visit(typed, TODAY, KNOWN, before, PEOPLE)


def test_a_visit_with_everything() -> None:
    found = visit(
        {
            "volunteer": "p1",
            "minutes": "45",
            "tasks": "pressure talk",
            "pressure": "135/80",
            "note": "Vui",
        }
    )
    assert found == replace(
        PLANNED, minutes=45, tasks=("talk", "pressure"), systolic=135, diastolic=80, note="Vui"
    )


def test_who_stood_in_came_alone() -> None:
    found = visit({"volunteer": "p2"})
    assert (found.volunteer_id, found.second_id) == ("p2", None)
    assert visit({"volunteer": "p1"}).second_id == "p2"


def test_a_relative_may_come_but_somebody_must_have() -> None:
    assert visit({"visitor": "con gái"}).visitor == "con gái"
    assert problems(visit, {}) == {"volunteer"}
    assert problems(visit, {"volunteer": "Nobody known"}) == {"volunteer"}


def test_of_a_missed_visit_nothing_was_done() -> None:
    typed = {"state": "missed", "volunteer": "p1", "minutes": "45", "tasks": "talk"}
    found = visit({**typed, "pressure": "135/80", "missed_why": "ill"})
    assert found == replace(PLANNED, state="missed", minutes=None, tasks=(), missed_why="ill")
    assert visit({**typed, "missed_why": "slept"}).missed_why is None
    assert all(visit({**typed, "missed_why": why}).missed_why == why for why in MISSED)


def test_nothing_ahead_was_made_but_it_can_be_missed() -> None:
    ahead = replace(PLANNED, on=TODAY + timedelta(days=1))
    assert problems(visit, {"volunteer": "p1"}, ahead) == {"state"}
    assert visit({"volunteer": "p1", "state": "missed"}, ahead).state == "missed"


def test_whom_is_asked_only_where_nobody_knows() -> None:
    anybody = replace(PLANNED, cared_id="")
    assert problems(visit, {"volunteer": "p1"}, anybody) == {"cared"}
    assert visit({"volunteer": "p1", "cared": "c2"}, anybody).cared_id == "c2"
    assert visit({"volunteer": "p1", "cared": "c2"}).cared_id == "c1"


@given(st.integers(-10, 2000))
def test_minutes_fit_into_a_day(minutes: int) -> None:
    typed = {"volunteer": "p1", "minutes": str(minutes)}
    if 0 <= minutes <= 24 * 60:
        assert visit(typed).minutes == minutes
    else:
        assert problems(visit, typed) == {"minutes"}


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_pressure_is_two_numbers_the_larger_first(upper: int, lower: int) -> None:
    typed = {"volunteer": "p1", "pressure": f"{upper}/{lower}"}
    if 40 <= upper <= 300 and 20 <= lower <= 200 and lower < upper:
        found = visit(typed)
        assert (found.systolic, found.diastolic) == (upper, lower)
    else:
        assert problems(visit, typed) == {"pressure"}


@pytest.mark.parametrize("typed", ["135", "135/", "/80", "cao", "135/80/70", "13580"])
def test_half_a_pressure_is_asked_again(typed: str) -> None:
    assert problems(visit, {"volunteer": "p1", "pressure": typed}) == {"pressure"}


@given(st.lists(st.sampled_from([*TASKS, "dance"])))
def test_tasks_stand_in_their_order_and_no_unknown_one(chosen: list[str]) -> None:
    found = visit({"volunteer": "p1", "tasks": " ".join(chosen)}).tasks
    assert list(found) == [task for task in TASKS if task in chosen]


# --- reports ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", SIGNS)
def test_a_report_with_everything(sign: str) -> None:
    typed = {
        "cared": "c1",
        "on": "20/11/2026",
        "sign": sign,
        "what": "Ngã",
        "told_whom": "Trạm y tế",
        "told_on": "21/11/2026",
        "done": "Đã khám",
        "closed": "yes",
    }
    found = forms.read_report(typed, TODAY, Report("", "", TODAY, "other"), PEOPLE)
    assert (found.cared_id, found.on, found.sign) == ("c1", date(2026, 11, 20), sign)
    assert (found.what, found.told_whom, found.done) == ("Ngã", "Trạm y tế", "Đã khám")
    assert (found.told_on, found.closed_on) == (TODAY, TODAY)


def test_a_report_is_settled_only_with_what_was_done() -> None:
    before = Report("r", "c1", TODAY, "fall", closed_on=date(2026, 11, 1))
    typed = {"on": "20/11/2026", "sign": "fall", "closed": "yes"}
    assert problems(forms.read_report, typed, TODAY, before) == {"done"}
    kept = forms.read_report({**typed, "done": "Đã khám"}, TODAY, before)
    assert kept.closed_on == date(2026, 11, 1), "settled when it was"
    assert forms.read_report({**typed, "closed": ""}, TODAY, before).closed_on is None
    empty = Report("", "", TODAY, "other")
    assert problems(forms.read_report, {}, TODAY, empty, PEOPLE) == {"cared", "on", "sign"}


# --- days away, forms of needs, plans -----------------------------------------------------------


@pytest.mark.parametrize("kind", BREAKS)
def test_days_away(kind: str) -> None:
    found = forms.read_break({"kind": kind, "first": "20/11/2026", "note": "Mổ"}, TODAY, "c1")
    assert (found.kind, found.first, found.last, found.note) == (
        kind, date(2026, 11, 20), None, "Mổ",
    )  # fmt: skip
    typed = {"kind": kind, "first": "20/11/2026", "last": "19/11/2026"}
    assert problems(forms.read_break, typed, TODAY, "c1") == {"last"}
    assert problems(forms.read_break, {}, TODAY, "c1") == {"kind", "first"}


@given(st.sampled_from(["katz", "lawton"]), st.sets(st.sampled_from([*KATZ, *LAWTON])))
def test_a_form_of_needs_counts_its_own_things_only(kind: str, can: set[str]) -> None:
    things = KATZ if kind == "katz" else LAWTON
    typed = {"on": "20/11/2026", "by_whom": "Chị Hoa", "can": " ".join(sorted(can))}
    found = forms.read_need_form(typed, TODAY, "c1", kind)
    assert found.kind == kind
    assert found.can == can & things.keys()
    assert found.score == len(found.can) <= len(things)


def test_a_form_of_needs_has_a_day() -> None:
    assert problems(forms.read_need_form, {}, TODAY, "c1", "katz") == {"on"}


@given(st.sets(st.integers(0, 6), min_size=1))
def test_one_round_for_each_day_of_the_week(weekdays: set[int]) -> None:
    typed = {
        "weekdays": " ".join(map(str, weekdays)),
        "volunteer": "p1",
        "second": "p2",
        "tasks": "meal talk",
        "at_time": "08:00",
    }
    assert forms.read_round(typed, TODAY, KNOWN) == tuple(
        Round(day, "p1", "p2", ("talk", "meal"), "08:00") for day in sorted(weekdays)
    )


def test_every_fault_of_a_round_is_told_at_once() -> None:
    assert problems(forms.read_round, {}, TODAY, KNOWN) == {"weekdays", "volunteer"}
    typed = {"weekdays": "1", "volunteer": "p1", "second": "p1"}
    assert problems(forms.read_round, typed, TODAY, KNOWN) == {"second"}


def test_a_plan_is_looked_at_again_after_it_began() -> None:
    rounds = (Round(1, "p1"),)
    typed = {"since": "1/11/2026", "review_on": "1/5/2027", "needs": "Nấu cơm", "note": "Nhớ"}
    found = forms.read_plan(typed, TODAY, "c1", rounds)
    assert (found.since, found.review_on) == (date(2026, 11, 1), date(2027, 5, 1))
    assert (found.needs, found.note, found.rounds) == ("Nấu cơm", "Nhớ", rounds)
    early = {"since": "1/11/2026", "review_on": "1/10/2026"}
    assert problems(forms.read_plan, early, TODAY, "c1", rounds) == {"review_on"}
    assert problems(forms.read_plan, {}, TODAY, "c1", rounds) == {"since"}
