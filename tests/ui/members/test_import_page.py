from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.text import _
from app.club.file import Club
from app.members import records
from app.members.rules import Person
from tests.app.members.lists import Rows, write_xls, write_xlsx
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit import pick
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.import_page import ImportPage, choose_list
from ui.members.page import MembersPage

Show = Callable[[Page], Page]
Bring = Callable[[Path | None], MembersPage]
SAMPLES = Path(__file__).parents[2] / "app" / "members" / "samples"
HEAD = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Hộ nghèo", "Số điện thoại")


@pytest.fixture
def bring(
    session: Session,
    shell: FakeShell,
    shown: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Bring:
    """Chooses a file on the page of members and waits until it is read or refused."""

    def choose(path: Path | None) -> MembersPage:
        page = MembersPage(session, shell)
        shown(page)
        monkeypatch.setattr(pick, "open_file", lambda *_args: path)
        before = len(shell.shown)
        choose_list(page, session, shell)
        if path is not None:
            qtbot.waitUntil(lambda: len(shell.shown) > before or page.notices() != [])
            settle()
        return page

    return choose


def preview(shell: FakeShell) -> ImportPage:
    return next(page for page in reversed(shell.shown) if isinstance(page, ImportPage))


def roster(path: Path, *rows: tuple[object, ...], head: tuple[object, ...] = HEAD) -> Path:
    return write_xlsx(path, {"Danh sách": [head, *rows]})  # type: ignore[list-item]


def answer(shell: FakeShell, **values: str) -> Form:
    form = shell.shown[-1]
    assert isinstance(form, Form)
    for name, value in values.items():
        form.fields[name].set_text(value)
    form.save_now()
    return form


def do(page: ImportPage, shell: FakeShell, qtbot: QtBot) -> None:
    page.do.click()
    qtbot.waitUntil(lambda: shell.backs > 0)
    settle()


@pytest.mark.parametrize("sample", ["roster-1", "roster-2-tcvn3"])
def test_the_samples_come_in(
    sample: str, bring: Bring, shell: FakeShell, club: Club, qtbot: QtBot
) -> None:
    bring(SAMPLES / f"{sample}.xlsx")
    page = preview(shell)
    check_page(page)
    count = len(page.plan.adding)
    assert page.do.text() == f"Put {count} people into the book"
    assert page.purpose().endswith("Nothing is written until you press the green button.")
    assert records.members(club, TODAY) == ()
    for view in ("doubts", "columns", "people"):
        page.view.set_text(view)
        page._switch(view)
        check_page(page)
    do(page, shell, qtbot)
    assert len(records.members(club, TODAY)) == count > 30
    club.undo()
    assert records.members(club, TODAY) == ()


def test_the_enter_that_chose_the_file_writes_nothing(
    bring: Bring, shell: FakeShell, tmp_path: Path
) -> None:
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Nữ", "x", "0987214365")))
    focus = QApplication.focusWidget()
    page = preview(shell)
    assert focus is not page.do
    assert page.people.isAncestorOf(focus)


def test_no_file_chosen_is_no_message(bring: Bring, shell: FakeShell) -> None:
    page = bring(None)
    assert page.notices() == []
    assert shell.shown == [page]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("thu.xlsx", b"this is no workbook"),
        ("empty.csv", b""),
        ("letter.csv", "Kính gửi: Hội NCT xã\nBáo cáo quý\n".encode()),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    bring: Bring, shell: FakeShell, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    page = bring(tmp_path / name)
    (notice,) = page.notices()
    assert notice.tone == "bad"
    assert "Nothing was changed" in f"{notice.what} {notice.text}"
    assert shell.shown == [page]


def test_everybody_there_already(
    bring: Bring, shell: FakeShell, club: Club, tmp_path: Path, qtbot: QtBot
) -> None:
    path = roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Nữ", "", "0987214365"))
    bring(path)
    do(preview(shell), shell, qtbot)
    bring(path)
    page = preview(shell)
    assert not page.do.isEnabled()
    assert page.do.reason == "all are in the book already"
    check_page(page)
    assert len(records.members(club, TODAY)) == 1


def test_a_newer_list_renews_statuses(
    bring: Bring, shell: FakeShell, club: Club, tmp_path: Path, qtbot: QtBot
) -> None:
    row = (1, "Nguyễn Thị Đào", 1953, "Nữ", "", "0987214365")
    bring(roster(tmp_path / "a.xlsx", row))
    do(preview(shell), shell, qtbot)
    bring(roster(tmp_path / "b.xlsx", (*row[:4], "x", row[5])))
    page = preview(shell)
    assert not page.do.isEnabled()  # the list does not say its year
    page._ask_year()
    answer(shell, year="2026")
    assert page.do.text() == "Renew 1 household status"
    shell.backs = 0
    do(page, shell, qtbot)
    (member,) = records.members(club, TODAY)
    assert member.status is not None
    assert member.status.status == "poor"


def test_another_year(bring: Bring, shell: FakeShell, tmp_path: Path) -> None:
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Nữ", "x", "")))
    page = preview(shell)
    page._ask_year()
    form = answer(shell, year="hai nghìn")
    assert form.problems() == {"year": "Write the year with four digits, such as 2026."}
    answer(shell, year="2025")
    assert page.plan.year == 2025
    assert page._year.text() == "For the year 2025"
    status = page.plan.adding[0].joining.status
    assert status is not None
    assert status.year == 2025


def test_a_column_is_taken_as_something_else(
    bring: Bring, shell: FakeShell, tmp_path: Path
) -> None:
    head = ("STT", "Họ và tên", "Năm sinh", "Quê", "Ghi chú")
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Xóm Mới", ""), head=head))
    page = preview(shell)
    column = next(each for each in page.plan.columns if each.letter == "D")
    page._ask_column(column)
    check_page(shell.shown[-1])
    answer(shell, field="hamlet")
    assert page.plan.adding[0].joining.person.hamlet == "Xóm Mới"
    page._ask_column(next(each for each in page.plan.columns if each.letter == "D"))
    answer(shell, field="none")
    assert page.plan.adding[0].joining.person.hamlet is None


def test_without_a_column_of_names_the_choice_before_stays(
    bring: Bring, shell: FakeShell, tmp_path: Path
) -> None:
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Nữ", "", "")))
    page = preview(shell)
    page._ask_column(next(each for each in page.plan.columns if each.field == "name"))
    form = answer(shell, field="none")
    (notice,) = form.notices()
    assert notice.what == "Say which column holds the names."
    page.refresh()
    assert page.plan.adding[0].joining.person.name == "Nguyễn Thị Đào"


def test_another_sheet(bring: Bring, shell: FakeShell, tmp_path: Path) -> None:
    sheets: Mapping[str, Rows] = {
        "2025": [HEAD, *((n, f"Nguyễn Thị {n}", 1950, "Nữ", "", "") for n in "ABC")],
        "2026": [HEAD, *((n, f"Trần Văn {n}", 1950, "Nam", "", "") for n in "ABCD")],
    }
    bring(write_xls(tmp_path / "a.xls", sheets))
    page = preview(shell)
    other = next(iter(page.plan.other_sheets))
    first = len(page.plan.adding)
    page._sheet.click()
    answer(shell, sheet=other)
    assert {first, len(page.plan.adding)} == {3, 4}
    page._sheet.click()
    assert len(shell.shown[-1].fields["sheet"].options) == 3  # type: ignore[attr-defined]
    answer(shell, sheet="*")
    assert len(page.plan.adding) == 7
    check_page(page)


def differing(club: Club, tmp_path: Path) -> Path:
    """A list with another phone, another year of birth, and a new person."""
    person = Person("Nguyễn Thị Đào", "F", "1953", phone="0987214365")
    records.add_person(club, person)
    return roster(
        tmp_path / "a.xlsx",
        ("001", "Nguyễn Thị Đào", 1954, "Nữ", "", "0911111111"),
        ("", "Trần Văn Ước", 1950, "Nam", "", ""),
        head=("Mã hội viên", *HEAD[1:]),
    )


def test_what_differs_is_ticked_with_the_space_bar(
    bring: Bring, shell: FakeShell, club: Club, tmp_path: Path, qtbot: QtBot
) -> None:
    bring(differing(club, tmp_path))
    page = preview(shell)
    page.view.set_text("changes")
    page._switch("changes")
    check_page(page)
    view = page.changes.table.view
    assert [change.field for change in page.changes.chosen()] == ["phone"]  # birth contradicts
    view.setFocus()
    page.changes.table.select_place(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [change.field for change in page.changes.chosen()] == ["birth", "phone"]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(page.changes.chosen()) == 2
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert page.changes.chosen() == ()
    assert page.do.text() == _("Put {n} person into the book").format(n=1)
    qtbot.keyClick(view, Qt.Key.Key_F7)
    do(page, shell, qtbot)
    member = records.member_by_code(club, "001", TODAY)
    assert member is not None
    assert (member.person.birth, member.person.phone) == ("1954", "0911111111")
    assert len(records.members(club, TODAY)) == 2
    club.undo()
    member = records.member_by_code(club, "001", TODAY)
    assert member is not None
    assert (member.person.birth, member.person.phone) == ("1953", "0987214365")


def test_nothing_ticked_writes_nothing(
    bring: Bring, shell: FakeShell, club: Club, tmp_path: Path
) -> None:
    records.add_person(club, Person("Nguyễn Thị Đào", "F", "1953", phone="0987214365"))
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1953, "Nữ", "", "0911111111")))
    page = preview(shell)
    assert page.do.isEnabled()
    page.changes._leave_all()
    assert not page.do.isEnabled()
    assert page.do.reason == _("nothing is ticked")
    check_page(page)


def test_a_doubt_is_read_whole(bring: Bring, shell: FakeShell, tmp_path: Path) -> None:
    bring(roster(tmp_path / "a.xlsx", (1, "Nguyễn Thị Đào", 1853, "Nữ", "", "123")))
    page = preview(shell)
    assert page.plan.doubts
    page.doubts.opened.emit(page.plan.doubts[0])
    (notice,) = page.notices()
    assert notice.text == page.plan.doubts[0].message
