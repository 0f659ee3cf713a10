from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.base.errors import UserError
from app.base.text import N_
from app.club.file import Club
from app.club.roles import VIEWER, Actor
from tests.ui.checks import HEIGHT, SIZES, WIDTHS, check_page, settle
from tests.ui.plain_rooms import Home, Members, Plain, Welcome, Work
from tests.ui.typing import press, type_text
from ui.kit.contents import ContentsPage
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.help_page import HelpPage
from ui.main_window import ROOMS, MainWindow

Keys, Mods = Qt.Key, Qt.KeyboardModifier


def rename(window: MainWindow) -> None:
    club = window.session.club
    with club.change(N_("Call the club {name}"), name="Đoài"):
        club.db.execute("update club set name = 'Đoài'")


# --- ways -----------------------------------------------------------------------------------


def test_without_a_book_it_welcomes(window: MainWindow) -> None:
    assert window.room() == "welcome"
    assert window.left_column.isHidden()
    assert not window.top_bar.home.isVisible()
    assert window.top_bar.larger.isVisible()


def test_the_folder_to_open_reaches_the_welcome(window: MainWindow, tmp_path: Any) -> None:
    window.start(tmp_path)
    page = window.page()
    assert isinstance(page, Welcome)
    assert page.about == {"folder": tmp_path}


def test_alt_and_a_number_open_a_room(open_window: MainWindow) -> None:
    assert open_window.room() == "home"
    press(Keys.Key_4, Mods.AltModifier)
    assert open_window.room() == "health"
    press(Keys.Key_2, Mods.AltModifier)
    assert open_window.room() == "health"
    assert [e.room.name for e in open_window.left_column.entries if e.isChecked()] == ["health"]
    press(Keys.Key_Home, Mods.AltModifier)
    assert open_window.room() == "home"


def test_esc_goes_back_the_way_one_came(open_window: MainWindow) -> None:
    open_window.open("members")
    open_window.open("health")
    press(Keys.Key_Escape)
    assert open_window.room() == "members"
    press(Keys.Key_Escape)
    assert open_window.room() == "home"
    press(Keys.Key_Escape)
    assert open_window.room() == "home"


def test_work_goes_on_where_it_was_left(open_window: MainWindow) -> None:
    page = open_window.page()
    assert isinstance(page, Plain)
    type_text(page.field.edit, "Đào")
    open_window.help()
    assert isinstance(open_window.page(), HelpPage)
    press(Keys.Key_Escape)
    assert QApplication.focusWidget() is page.field.edit
    assert page.field.text() == "Đào"


def test_what_is_asked_of_a_room_reaches_its_page(open_window: MainWindow) -> None:
    open_window.open("members", person="x")
    page = open_window.page()
    assert isinstance(page, Members)
    assert page.about == {"person": "x"}


def test_a_room_that_the_role_may_not_see_is_not_there(open_window: MainWindow, club: Club) -> None:
    club.actor = Actor(club.actor.id, "Vũ Văn Thìn", frozenset({VIEWER}))
    open_window.restart()
    assert [entry.room.number for entry in open_window.left_column.entries] == ["1"]
    press(Keys.Key_4, Mods.AltModifier)
    assert open_window.room() == "home"


def test_a_page_is_told_before_it_is_left(open_window: MainWindow) -> None:
    page = open_window.page()
    assert isinstance(page, Home)
    for act in (lambda: open_window.open("members"), open_window.home, open_window.help):
        before = page.left
        act()
        assert page.left in (before, before + 1)
    assert page.left == 2


def test_a_form_goes_when_another_room_is_opened(open_window: MainWindow) -> None:
    form = Form(
        *(open_window.session, open_window, "Thêm", "", {"name": TextField("Tên")}, print),
        verb="Thêm",
        draft="x",
    )
    open_window.show(form)
    type_text(form.fields["name"].first(), "Hương")
    press(Keys.Key_1, Mods.AltModifier)
    assert open_window.room() == "members"
    assert isinstance(open_window.page(), Members)
    assert open_window.session.drafts.texts("x") == {"name": "Hương"}


def test_errors_of_the_window_are_shown_in_its_page(open_window: MainWindow) -> None:
    open_window.error(UserError("Not now."))
    assert [notice.what for notice in open_window.page().notices()] == ["Not now."]


def test_tab_goes_through_the_page_then_the_column_and_the_bar_last(
    open_window: MainWindow,
) -> None:
    page = open_window.page()
    assert isinstance(page, Plain)
    seen = []
    for _key in range(12):
        seen.append(QApplication.focusWidget())
        press(Keys.Key_Tab)
        if QApplication.focusWidget() is page.field.edit:
            break
    bar = open_window.top_bar
    order = [page.field.edit, *open_window.left_column.entries, bar.home]
    places = [seen.index(widget) for widget in order]
    assert places == sorted(places)
    assert seen[-1] is bar.user


# --- a page with a column of its own ----------------------------------------------------------


@pytest.fixture
def work(open_window: MainWindow) -> Work:
    open_window.open("members")
    work = Work(open_window.session, open_window)
    open_window.show(work)
    settle()
    return work


def test_a_page_may_bring_its_own_column(open_window: MainWindow, work: Work) -> None:
    assert work.steps.isVisible()
    assert not open_window.left_column.isVisible()
    open_window.back()
    settle()
    assert open_window.left_column.isVisible()
    assert not work.steps.isVisible()


def test_alt_and_a_number_go_to_its_parts(open_window: MainWindow, work: Work) -> None:
    press(Keys.Key_4, Mods.AltModifier)
    press(Keys.Key_0, Mods.AltModifier)
    assert work.chosen == ["4", "10"]
    assert open_window.room() == "members"
    press(Keys.Key_Home, Mods.AltModifier)
    assert open_window.room() == "home"
    press(Keys.Key_4, Mods.AltModifier)
    assert open_window.room() == "health"


def test_the_column_stays_under_pages_above(open_window: MainWindow, work: Work) -> None:
    form = Form(
        *(open_window.session, open_window, "Thêm", "", {"name": TextField("Tên")}, print),
        verb="Thêm",
        draft="x",
    )
    open_window.show(form)
    settle()
    assert work.steps.isVisible()
    type_text(form.fields["name"].first(), "Hương")
    open_window.back_to(work)
    settle()
    assert open_window.page() is work
    assert open_window.session.drafts.texts("x") == {"name": "Hương"}


def test_folded_its_parts_are_tiles_and_numbers_still_go_there(
    open_window: MainWindow, work: Work
) -> None:
    folded: list[object] = []
    work.steps.folded.connect(folded.append)
    work.steps.show_state("2", "begun", "54/60")
    open_window.session.configure(size=150)
    settle()
    assert (work.steps.isVisible(), folded) == (False, [True])
    press(Keys.Key_2, Mods.AltModifier)
    press(Keys.Key_F10)
    page = open_window.page()
    assert isinstance(page, ContentsPage)
    assert page.title() == "Việc tháng 6"
    assert page.tiles["2"].second == "begun, 54/60"
    QTest.keyClicks(QApplication.focusWidget(), "3")
    assert work.chosen == ["2", "3"]


@pytest.mark.parametrize("size", [100, 115])
def test_its_column_fits_beside_the_bar_of_undo(
    open_window: MainWindow, work: Work, size: int
) -> None:
    open_window.session.configure(size=size)
    rename(open_window)
    settle()
    assert open_window.undo_bar.isVisible()
    assert open_window.height() == HEIGHT
    if size == 100:
        check_page(open_window)


# --- undo -----------------------------------------------------------------------------------


def test_what_was_done_is_told_and_undone(open_window: MainWindow) -> None:
    rename(open_window)
    assert open_window.undo_bar.isVisible()
    assert open_window.undo_bar.words() == "Saved: Call the club Đoài"
    assert open_window.top_bar.saved_words() == "Saved 15:00"
    press(Keys.Key_Z, Mods.ControlModifier)
    assert open_window.undo_bar.words() == "Undone: Call the club Đoài"
    press(Keys.Key_Y, Mods.ControlModifier)
    assert open_window.undo_bar.words() == "Done again: Call the club Đoài"
    QTest.mouseClick(open_window.undo_bar.close_button, Qt.MouseButton.LeftButton)
    assert not open_window.undo_bar.isVisible()


def test_a_grid_is_not_pushed_about_by_the_bar(open_window: MainWindow) -> None:
    open_window.open("health")
    rename(open_window)
    assert not open_window.undo_bar.isVisible()
    press(Keys.Key_Z, Mods.ControlModifier)
    assert open_window.undo_bar.isVisible()


def test_a_refused_undo_is_a_sentence(open_window: MainWindow) -> None:
    open_window.undo()
    assert open_window.undo_bar.isVisible() or open_window.page().notices()


# --- sizes and languages --------------------------------------------------------------------


def test_larger_and_smaller_at_once(open_window: MainWindow) -> None:
    before = open_window.top_bar.help.height()
    for _press in range(3):
        open_window.top_bar.larger.click()
    settle()
    assert open_window.session.settings.size == 150
    assert open_window.top_bar.help.height() == pytest.approx(before * 1.5, abs=1)
    assert open_window.top_bar.contents.isVisible()
    assert not open_window.left_column.isVisible()
    for _press in range(3):
        open_window.top_bar.smaller.click()
    settle()
    assert open_window.left_column.isVisible()


def test_contents_stand_for_the_column(open_window: MainWindow) -> None:
    open_window.session.configure(size=150)
    settle()
    press(Keys.Key_F10)
    page = open_window.page()
    assert isinstance(page, ContentsPage)
    assert list(page.tiles) == ["1", "4"]
    QTest.keyClicks(QApplication.focusWidget(), "4")
    assert open_window.room() == "health"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_any_size(open_window: MainWindow, size: int, width: int) -> None:
    rename(open_window)
    open_window.resize(width, HEIGHT)
    open_window.session.configure(size=size)
    settle()
    assert open_window.width() == width
    assert open_window.height() == HEIGHT
    for show in (lambda: None, open_window.contents, open_window.help, open_window.cover):
        show()
        check_page(open_window)


def test_the_other_language_is_there_at_once(open_window: MainWindow) -> None:
    open_window.open("members")
    open_window.session.configure(language="vi")
    settle()
    assert open_window.top_bar.home.text() == "Trang đầu"
    assert open_window.room() == "members"


# --- the real rooms -------------------------------------------------------------------------


def test_numbers_never_shift() -> None:
    numbers = {room.name: room.number for room in ROOMS["club"] if room.number}
    assert numbers == {
        "members": "1",
        "meetings": "2",
        "areas": "3",
        "health": "4",
        "home_care": "5",
        "loans": "6",
        "funds": "6",  # for who may not read the loans
        "send": "9",
        "safekeeping": "0",
    }
    for rooms in ROOMS.values():
        used = [room.number for room in rooms if room.number and not room.unless]
        assert len(used) == len(set(used))


def test_a_page_comes_back_with_a_focus_though_what_had_it_is_gone(open_window: MainWindow) -> None:
    press(Keys.Key_1, Mods.AltModifier)
    page = open_window.page()
    had = QApplication.focusWidget()
    assert had is page.first_focus()
    other = QPushButton("weg", page)
    page.body.add(other)
    settle()
    other.setFocus()
    press(Keys.Key_Home, Mods.AltModifier)
    other.hide()
    press(Keys.Key_1, Mods.AltModifier)
    assert QApplication.focusWidget() is had
