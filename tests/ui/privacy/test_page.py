from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.club.file import Club
from app.club.roles import SECRETARY, VIEWER, Actor
from app.members import records as members
from app.privacy import erasure, records, request_records
from app.privacy.requests import DataRequest
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session
from ui.privacy.erase import ErasePage
from ui.privacy.page import PrivacyPage
from ui.privacy.paper import BatchForm
from ui.privacy.person import ConsentsPage, withdraw_form
from ui.privacy.request import RequestPage, new_form
from ui.privacy.requests import RequestsPage

Show = Callable[[Page], Page]


def keys_of(page: Page) -> set[str]:
    return {b.key for b in page.findChildren(Button) if b.key and b.isVisibleTo(page)}


def names(page: PrivacyPage) -> list[str]:
    return [row.member.person.name for row in page.table.shown()]


def test_the_register_shows_marks_with_words(
    session: Session, shell: FakeShell, shown: Show, signed: str
) -> None:
    page = PrivacyPage(session, shell)
    shown(page)
    assert page.purpose() == "1 of 3 members were asked."
    row = next(row for row in page.table.shown() if row.member.id == signed)
    said = [column.text(row) for column in page.table.model.columns[1:6]]
    assert said == ["Yes", "Yes", "Blank", "Blank", "No"]
    other = next(row for row in page.table.shown() if row.member.id != signed)
    assert {column.text(other) for column in page.table.model.columns[1:6]} == {"Not asked"}


def test_only_who_was_not_asked_can_be_shown(
    session: Session, shell: FakeShell, shown: Show, signed: str
) -> None:
    page = PrivacyPage(session, shell)
    shown(page)
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["Lê Thị Hồng Lan", "Trần Văn Tý"]
    page.search.setText("ty")
    assert names(page) == ["Trần Văn Tý"]


def test_ways_from_the_register(
    session: Session, shell: FakeShell, shown: Show, signed: str
) -> None:
    page = PrivacyPage(session, shell)
    shown(page)
    page.table.opened.emit(page.table.shown()[0])
    assert isinstance(shell.shown[-1], ConsentsPage)
    page._type_in()
    assert isinstance(shell.shown[-1], BatchForm)
    page.arrive(what="requests")
    assert isinstance(shell.shown[-1], RequestsPage)
    page.arrive(what=signed)
    assert shell.shown[-1].title() == "Nguyễn Thị Đào"


def test_a_viewer_only_looks(session: Session, shell: FakeShell, shown: Show, signed: str) -> None:
    session.club.actor = Actor("x", "Mai", frozenset({VIEWER}))
    page = PrivacyPage(session, shell)
    shown(page)
    assert "Ctrl+N" not in keys_of(page)
    person = ConsentsPage(session, shell, signed)
    shown(person)
    assert keys_of(person) & {"F2", "F4", "F6", "Ctrl+Del"} == set()


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off(
    session: Session, shell: FakeShell, sized: Callable[[int], None], asked: str, size: int
) -> None:
    sized(size)
    member = members.members(session.club, TODAY)[0]
    for page in (
        PrivacyPage(session, shell),
        ConsentsPage(session, shell, member.id),
        RequestsPage(session, shell),
        RequestPage(session, shell, asked),
        new_form(session, shell),
        BatchForm(session, shell),
        ErasePage(session, shell, member),
    ):
        shell.show(page)
        check_page(page)


# --- one person -----------------------------------------------------------------------------------


def test_only_the_chair_is_offered_to_erase(
    session: Session, shell: FakeShell, shown: Show, signed: str
) -> None:
    page = ConsentsPage(session, shell, signed)
    shown(page)
    assert "Ctrl+Del" in keys_of(page)
    session.club.actor = Actor("x", "Mai", frozenset({SECRETARY}))
    page = ConsentsPage(session, shell, signed)
    shown(page)
    assert "Ctrl+Del" not in keys_of(page)


def test_a_request_opens_from_the_person(
    session: Session, shell: FakeShell, shown: Show, people: dict[str, str], asked: str
) -> None:
    page = ConsentsPage(session, shell, people["Tý"])
    shown(page)
    next(b for b in page.findChildren(Button) if b.key == "F7").click()
    assert isinstance(shell.shown[-1], RequestPage)


def test_taking_back(session: Session, shell: FakeShell, shown: Show, signed: str) -> None:
    member = members.member(session.club, signed, TODAY)
    form = withdraw_form(session, shell, member)
    shown(form)
    form.save_now()
    assert set(form.problems()) == {"purposes"}
    form.fields["purposes"].set_text("C2")
    form.save_now()
    assert records.marks(session.club, signed, TODAY)["C2"].standing == "withdrawn"


def test_a_person_who_is_gone_is_said_to_be(
    session: Session, shell: FakeShell, shown: Show, club: Club, signed: str
) -> None:
    page = ConsentsPage(session, shell, signed)
    shown(page)
    erasure.erase(club, signed, "Tự xin")
    assert page.title() == "No longer in the book"


# --- requests -------------------------------------------------------------------------------------


def test_requests_with_their_days(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    for name, kind, day in (("Tý", "view", "2026-11-20"), ("Lan", "erase", "2026-10-01")):
        asked = DataRequest("", people[name], kind, day)  # type: ignore[arg-type]
        request_records.receive(club, asked)
    page = RequestsPage(session, shell)
    shown(page)
    assert page.purpose() == "2 requests wait. Too late: Lê Thị Hồng Lan."
    rows = page.table.shown()
    assert [column.text(rows[0]) for column in page.table.model.columns] == [
        "Lê Thị Hồng Lan", "Be erased", "1/10/2026", "Too late", "5/10/2026",
    ]  # fmt: skip
    assert page.table.model.columns[3].text(rows[1]) == "To answer"
    page.table.opened.emit(rows[0])
    assert isinstance(shell.shown[-1], RequestPage)


def test_a_request_is_written_down(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    form = new_form(session, shell)
    shown(form)
    form.save_now()
    assert set(form.problems()) == {"person", "kind"}
    form.fields["person"].set_text(people["Tý"])
    form.fields["kind"].set_text("correct")
    form.save_now()
    (found,) = request_records.requests(club)
    assert (found.person_id, found.kind, found.received_on) == (
        people["Tý"], "correct", TODAY.isoformat(),
    )  # fmt: skip


@pytest.fixture
def asked(club: Club, people: dict[str, str]) -> str:
    """The id of a request of Tý to be erased."""
    return request_records.receive(club, DataRequest("", people["Tý"], "erase", "2026-11-20"))


def test_a_request_is_answered_extended_and_ended(
    session: Session, shell: FakeShell, shown: Show, club: Club, asked: str
) -> None:
    page = RequestPage(session, shell, asked)
    shown(page)
    assert keys_of(page) >= {"F3", "F4", "F2", "Ctrl+D"}
    page._open_answer()
    shell.shown[-1].save_now()  # type: ignore[attr-defined]
    page._open_extension()
    form = shell.shown[-1]
    form.save_now()  # type: ignore[attr-defined]
    assert set(form.problems()) == {"extended_why"}  # type: ignore[attr-defined]
    form.fields["extended_why"].set_text("chờ xã")  # type: ignore[attr-defined]
    form.save_now()  # type: ignore[attr-defined]
    shell.stack.setCurrentWidget(page)
    assert keys_of(page) & {"F3", "F4"} == set()
    page._open_end()
    form = shell.shown[-1]
    form.fields["outcome"].set_text("taken_back")  # type: ignore[attr-defined]
    form.save_now()  # type: ignore[attr-defined]
    assert request_records.request(club, asked).outcome == "taken_back"


def test_erasing_from_a_request_leads_to_the_page(
    session: Session, shell: FakeShell, shown: Show, asked: str
) -> None:
    page = RequestPage(session, shell, asked)
    shown(page)
    page._do()
    assert isinstance(shell.shown[-1], ErasePage)


def test_a_request_that_was_undone_is_gone(
    session: Session, shell: FakeShell, shown: Show, club: Club, asked: str
) -> None:
    page = RequestPage(session, shell, asked)
    shown(page)
    club.undo()
    assert page.title() == "No longer in the book"


# --- erasing --------------------------------------------------------------------------------------


def test_erasing_needs_the_number_typed_and_a_reason(
    session: Session, shell: FakeShell, shown: Show, club: Club, signed: str, qtbot: QtBot
) -> None:
    page = ErasePage(session, shell, members.member(club, signed, TODAY))
    shown(page)
    page.fields["code"].set_text("002")
    page.save_now()
    assert set(page.problems()) == {"code", "reason"}
    assert not members.member(club, signed, TODAY).erased
    page.fields["code"].set_text("1")
    page.fields["reason"].set_text("Tự xin")
    page.save_now()
    qtbot.waitUntil(lambda: bool(shell.opened))
    assert members.member(club, signed, TODAY).erased
    room, about = shell.opened[-1]
    assert room == "privacy" and "001" in about["said"][0]


def test_who_serves_cannot_be_erased_and_reads_why(
    session: Session, shell: FakeShell, shown: Show, club: Club, signed: str
) -> None:
    with club.change("An officer"):
        club.db.table("officer").update(club.actor.id, {"person_id": signed})
    page = ErasePage(session, shell, members.member(club, signed, TODAY))
    shown(page)
    assert not page.do.isEnabled()
