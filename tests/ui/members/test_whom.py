"""Whom to show: lists by one key, conditions on two pages, saving, renaming, taking away."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.club.file import Club
from app.club.roles import Actor
from app.members import lists_records, parts_records
from app.members.filters import EVERYBODY, Filter
from app.members.parts import Circumstance
from app.organisation import records as organisation
from app.organisation import team_records
from app.organisation.rules import Office
from app.organisation.teams import Team
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.conditions import ConditionsForm
from ui.members.whom import ListsPage, WhomPage

Show = Callable[[Page], Page]
WOMEN = Filter(sex="F", age_from=60)


@pytest.fixture
def chosen() -> list[Filter]:
    return []


def whom(session: Session, shell: FakeShell, now: Filter, chosen: list[Filter]) -> WhomPage:
    page = WhomPage(session, shell, now, chosen.append)
    shell.show(page)
    settle()
    return page


def conditions(session: Session, shell: FakeShell, chosen: list[Filter]) -> ConditionsForm:
    form = ConditionsForm(session, shell, EVERYBODY, chosen.append)
    shell.show(form)
    settle()
    return form


def press(key: Qt.Key, *, control: bool = False) -> None:
    way = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget(), key, way)


def test_a_saved_list_has_one_key(
    session: Session, shell: FakeShell, club: Club, people: dict[str, str], chosen: list[Filter]
) -> None:
    lists_records.save_list(club, "Quà Tết", WOMEN)
    lists_records.save_list(club, "Ấm lòng", Filter(sex="M"))
    page = whom(session, shell, EVERYBODY, chosen)
    check_page(page)
    press(Qt.Key.Key_2)
    assert chosen == [WOMEN]
    assert shell.backs == 1
    press(Qt.Key.Key_0)
    assert chosen[-1] == EVERYBODY


def test_what_the_list_shows_is_saved_under_a_name(
    session: Session, shell: FakeShell, club: Club, people: dict[str, str], chosen: list[Filter]
) -> None:
    page = whom(session, shell, WOMEN, chosen)
    press(Qt.Key.Key_S, control=True)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    check_page(form)
    type_text(QApplication.focusWidget(), "Quà Tết")
    press(Qt.Key.Key_Return, control=True)
    assert [(each.name, each.filter) for each in lists_records.saved_lists(club)] == [
        ("Quà Tết", WOMEN)
    ]
    shell.stack.setCurrentWidget(page)
    settle()
    assert not page.save.isVisible()  # it has a name now
    assert page.manage.isVisible()


def test_lists_are_renamed_and_taken_away(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    lists_records.save_list(club, "Quà Tết", WOMEN)
    page = ListsPage(session, shell)
    shown(page)
    check_page(page)
    press(Qt.Key.Key_F2)
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["name"].set_text("Chúc thọ")
    form.save_now()
    page.make_ready()
    assert [each.name for each in lists_records.saved_lists(club)] == ["Chúc thọ"]
    page.remove.click()
    assert lists_records.saved_lists(club) == ()
    club.undo()
    assert len(lists_records.saved_lists(club)) == 1


def test_who_may_only_look_chooses_but_saves_nothing(
    session: Session, shell: FakeShell, club: Club, people: dict[str, str], chosen: list[Filter]
) -> None:
    lists_records.save_list(club, "Quà Tết", Filter(sex="M"))
    session.club.actor = Actor("x", "Người xem", frozenset({"viewer"}))
    page = whom(session, shell, WOMEN, chosen)
    keys = {button.key for button in page.findChildren(Button) if button.isVisible()}
    assert keys >= {"0", "1", "Ctrl+K"}
    assert not keys & {"Ctrl+S", "F2"}


@pytest.mark.parametrize("size", [100, 150, 200])
def test_conditions_fit_at_every_size(
    session: Session,
    shell: FakeShell,
    sized: Callable[[int], None],
    people: dict[str, str],
    chosen: list[Filter],
    size: int,
) -> None:
    sized(size)
    form = conditions(session, shell, chosen)
    check_page(form)
    form.more.click()
    check_page(shell.shown[-1])


def test_conditions_combine_and_count_at_once(
    session: Session, shell: FakeShell, people: dict[str, str], chosen: list[Filter]
) -> None:
    form = conditions(session, shell, chosen)
    assert form.count.text() == "4 people: all members."
    form.fields["sex"].set_text("F")
    type_text(form.fields["age_from"].first(), "70")
    form.fields["age_from"].edited.emit("70")
    assert form.count.text() == "1 person: women, 70 and older."
    form.fields["hamlet_places"].set_text("0")
    form.save_now()
    assert chosen == [Filter(sex="F", age_from=70, hamlets=frozenset({"Xóm Đình"}))]
    assert shell.backs == 1


def test_more_conditions_come_from_a_second_page(
    session: Session, shell: FakeShell, club: Club, people: dict[str, str], chosen: list[Filter]
) -> None:
    alone = Circumstance("", "lives_alone", "2025-01-01")
    parts_records.begin_circumstance(club, people["Đào"], alone)
    organisation.begin_office(club, Office("", people["Đào"], "chair", "2025-01-01"))
    team = team_records.add_team(club, Team("", "Tổ 1", "home_care", "2025-01-01"))
    team_records.add_to_team(club, team, [people["Đào"]], "member", "2025-01-01")
    form = conditions(session, shell, chosen)
    form.fields["sex"].set_text("F")
    press(Qt.Key.Key_K, control=True)
    more = shell.shown[-1]
    assert isinstance(more, Form)
    more.fields["circumstances"].set_text("lives_alone")
    more.fields["offices"].set_text("chair")
    more.fields["teams"].set_text(team)
    more.fields["also"].set_text("card_ends")
    more.fields["also"].set_text("")
    more.save_now()
    assert form.count.text().startswith("1 person: women, lives alone, Tổ 1, Chair")
    form.save_now()
    assert chosen == [
        Filter(
            sex="F",
            circumstances=frozenset({"lives_alone"}),
            offices=frozenset({"chair"}),
            teams=frozenset({team}),
        )
    ]


def test_a_problem_is_said_before_the_second_page(
    session: Session, shell: FakeShell, people: dict[str, str], chosen: list[Filter]
) -> None:
    form = conditions(session, shell, chosen)
    form.fields["age_from"].set_text("old")
    form.more.click()
    assert shell.shown[-1] is form
    assert set(form.problems()) == {"age_from"}
    assert form.count.text() == "4 people: all members."
