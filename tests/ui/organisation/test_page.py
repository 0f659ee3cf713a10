from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.club.file import Club
from app.club.roles import DEPUTY, VIEWER, Actor
from app.organisation import records
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.organisation.board import BoardPage
from ui.organisation.equipment import CheckPage, EquipmentPage
from ui.organisation.feedback import FeedbackPage
from ui.organisation.page import OrganisationPage
from ui.organisation.pairs import PairsPage
from ui.organisation.teams import TeamPage, TeamsPage
from ui.organisation.trainings import TrainingsPage
from ui.organisation.visits import VisitsPage

LISTS: dict[str, type[Page]] = {
    "board": BoardPage,
    "teams": TeamsPage,
    "pairs": PairsPage,
    "equipment": EquipmentPage,
    "trainings": TrainingsPage,
    "visits": VisitsPage,
    "feedback": FeedbackPage,
}


def words_of(page: Page) -> str:
    """All that a page says, for asking whether it says something."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join([page.title(), page.purpose(), *labels])


def press(page: Page, key: str) -> None:
    """Press the button with this key."""
    button = next(
        each for each in page.findChildren(Button) if each.key == key and each.isVisibleTo(page)
    )
    button.click()
    settle()


def as_roles(session: Session, *roles: str) -> None:
    actor = session.club.actor
    session.club.actor = Actor(actor.id, actor.name, frozenset(roles))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["page", *LISTS, "team", "check", "empty"])
def test_nothing_is_cut(
    what: str,
    size: int,
    width: int,
    session: Session,
    shell: FakeShell,
    at_size: Callable[[int, int], None],
    request: pytest.FixtureRequest,
) -> None:
    """The page, the form to add and the form to change, as they are seen."""
    if what != "empty":
        request.getfixturevalue("filled")
    at_size(size, width)
    page: Page
    if what in ("page", "empty"):
        page = OrganisationPage(session, shell)
        keys: tuple[str, ...] = ("F2", "F3")
    elif what == "team":
        from app.organisation import team_records

        team = team_records.teams(session.club, session.today())[0]
        page, keys = TeamPage(session, shell, team.id), ("Ctrl+N", "F2", "F3")
    elif what == "check":
        page, keys = CheckPage(session, shell), ()
    else:
        more = {"board": ("Ctrl+E", "F3"), "feedback": ("F3",), "equipment": ("F3",)}
        page, keys = LISTS[what](session, shell), ("Ctrl+N", "F2", *more.get(what, ()))
    page.make_ready()
    shell.show(page)
    check_page(page)
    for key in keys:
        press(page, key)
        form = shell.shown[-1]
        assert isinstance(form, Form), key
        check_page(form)
        shell.stack.setCurrentWidget(page)


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_belongs_into_it(
    name: str, session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = shown(LISTS[name](session, shell))
    check_page(page)
    # Its first act is focused and opens the form.
    assert page.focusWidget() is not None
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert isinstance(shell.shown[-1], Form)


def test_the_club_at_a_glance(
    session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    facts = records.facts(filled)
    records.edit_facts(filled, facts.__class__("CLB thôn Đông", "xã Mới", "Bắc Ninh", code="HB1"))
    page = OrganisationPage(session, shell)
    page.make_ready()
    shown(page)
    said = words_of(page)
    for words in (
        *("CLB thôn Đông, code HB1", "xã Mới, Bắc Ninh", "Nguyễn Thị Đào"),
        *("1 of 8 areas have somebody in charge.", "Treasurer: nobody holds it now."),
        *("1 team, short of volunteers", "1 pair", "2 entries, 2 to check"),
        *("Exchanges: 0 of at least 2", "1 waits for an answer", "Refresher: 2 of 2 people"),
    ):
        assert words in said, words
    assert page.first_focus() is page.doors["board"]
    for name, kind in LISTS.items():
        page.doors[name].click()
        assert type(shell.shown[-1]) is kind
    page.arrive(what="feedback")
    assert isinstance(shell.shown[-1], FeedbackPage)


def test_the_profile_is_changed_in_two_forms(
    session: Session, shell: FakeShell, shown: Callable[[Page], Page]
) -> None:
    page = shown(OrganisationPage(session, shell))
    press(page, "F2")
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["commune"].set_text("")
    form.save_now()
    assert set(form.problems()) == {"commune"}
    form.fields["commune"].set_text("phường Đông Kinh")
    form.fields["old_commune"].set_text("xã Hòa Bình")
    form.fields["meeting_day"].set_text("ngày 10 hằng tháng")
    form.save_now()
    press(page, "F3")
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["decision"].set_text("201/QĐ-UBND")
    form.fields["decided_on"].set_text("20/6/2022")
    form.save_now()
    facts = records.facts(session.club)
    assert (facts.commune, facts.old_commune) == ("phường Đông Kinh", "xã Hòa Bình")
    assert (facts.meeting_day, facts.decision) == ("ngày 10 hằng tháng", "201/QĐ-UBND")
    assert facts.decided_on == "2022-06-20"


def test_the_deputy_changes_the_lists_but_not_the_profile(
    session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    as_roles(session, DEPUTY)
    page = shown(OrganisationPage(session, shell))
    assert not [b for b in page.findChildren(Button) if b.key in ("F2", "F3")]
    board = shown(BoardPage(session, shell))
    assert [b for b in board.findChildren(Button) if b.key == "Ctrl+N"]


@pytest.mark.parametrize("name", [*LISTS, "team"])
def test_who_only_looks_sees_everything_and_changes_nothing(
    name: str, session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]
) -> None:
    as_roles(session, VIEWER)
    if name == "team":
        shown(TeamsPage(session, shell))
        QTest.keyClick(shell.stack.focusWidget(), Qt.Key.Key_Return)
        page = shell.shown[-1]
        assert isinstance(page, TeamPage)
        page.make_ready()
    else:
        page = LISTS[name](session, shell)
        page.make_ready()
        shown(page)
    settle()
    keys = {b.key for b in page.findChildren(Button) if b.isVisibleTo(page)}
    assert not keys & {"Ctrl+N", "F2", "Ctrl+E"}
    if name != "teams":
        target = page.first_focus()
        assert target is not None
        target.setFocus()
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        settle()
        whole = shell.shown[-1]
        assert whole is not page
        check_page(whole)
