import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import UserError
from app.base.text import N_
from app.club.file import Club, open_file
from app.club.roles import VIEWER, Actor
from tests.makers import fast_ports, make_club
from tests.ui.checks import HEIGHT, SIZES, WIDTHS, check_page, settle
from tests.ui.typing import type_text
from ui.kit.contents import ContentsPage
from ui.kit.curtain import Curtain
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.help_page import HelpPage
from ui.kit.idle import COVER_AFTER, WARN_BEFORE, IdleWatch
from ui.kit.page import Page
from ui.kit.rooms import Room
from ui.kit.session import Session
from ui.kit.step_column import Part, StepColumn
from ui.main_window import ROOMS, MainWindow

Keys, Mods = Qt.Key, Qt.KeyboardModifier


class Plain(Page):
    """A room with one field."""

    name = ""

    def __init__(self, session: Session, shell: Any) -> None:
        super().__init__(session, shell)
        self.head(self.name, "Trang này để thử.")
        self.field = TextField("Họ và tên")
        self.body.add(self.field)
        self.about: dict[str, Any] = {}
        self.left = 0

    def arrive(self, **about: Any) -> None:
        self.about = about

    def first_focus(self) -> QWidget:
        return self.field.first()

    def leaving(self) -> None:
        self.left += 1


class Home(Plain):
    name = "Trang đầu"


class Members(Plain):
    name, help_id = "Thành viên", "members"


class Health(Plain):
    name, quiet = "Sức khỏe", True


class Welcome(Plain):
    name = "Mở sổ"


class Work(Plain):
    """A page of long work that brings its own column."""

    name, help_id = "Việc dài", "home"

    def __init__(self, session: Session, shell: Any) -> None:
        super().__init__(session, shell)
        parts = [Part(str(n), f"Việc {n}", str(n % 10)) for n in range(1, 11)]
        self.steps = StepColumn(parts, "Kết thúc", "F9")
        self.steps.tell("Việc tháng 6", "Chủ nhật 21/6/2026")
        self.chosen: list[object] = []
        self.steps.chosen.connect(self.chosen.append)
        self.steps.hide()
        self.steps.setParent(self)

    def column(self) -> StepColumn:
        return self.steps


def room(name: str, page: type[Page], number: str = "", right: str = "") -> Room:
    return Room(name, page.__name__, "users", f"pages_of_tests:{page.__name__}", number, right)


TEST_ROOMS = {
    "club": (
        room("home", Home),
        room("members", Members, "1", "members.read"),
        room("health", Health, "4", "health.read"),
    ),
    "": (room("welcome", Welcome),),
}


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock: Clock) -> IdleWatch:
    return IdleWatch(elapsed=clock)


@pytest.fixture
def window(
    empty_session: Session,
    qtbot: QtBot,
    idle: IdleWatch,
    sized: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    pages = types.ModuleType("pages_of_tests")
    for page in (Home, Members, Health, Welcome):
        setattr(pages, page.__name__, page)
    monkeypatch.setitem(sys.modules, "pages_of_tests", pages)
    window = MainWindow(empty_session, TEST_ROOMS, idle)
    qtbot.addWidget(window)
    window.resize(1366, HEIGHT)
    window.start()
    window.show()
    window.activateWindow()
    settle()
    yield window
    window.close()


@pytest.fixture
def open_window(window: MainWindow, club: Club) -> MainWindow:
    window.open_club(club)
    settle()
    return window


@pytest.fixture
def guarded_window(window: MainWindow, tmp_path: Any) -> MainWindow:
    """A book that asks its officer for a passphrase."""
    make_club(tmp_path / "guarded", passphrase="bốn chữ dễ nhớ").close()
    window.open_club(open_file(tmp_path / "guarded", fast_ports(), "bốn chữ dễ nhớ"))
    settle()
    return window


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Mods.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)
    settle()


def drawn(window: MainWindow) -> Curtain:
    curtain = window.curtain()
    assert curtain is not None
    return curtain


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


# --- curtain --------------------------------------------------------------------------------


def test_f12_covers_at_once_and_loses_nothing(open_window: MainWindow) -> None:
    page = open_window.page()
    assert isinstance(page, Plain)
    type_text(page.field.edit, "Đào")
    press(Keys.Key_F12)
    assert open_window.curtain() is not None
    assert drawn(open_window).geometry() == open_window.rect()
    press(Keys.Key_1, Mods.AltModifier)
    assert open_window.room() == "home"
    press(Keys.Key_Return)
    assert open_window.curtain() is None
    assert QApplication.focusWidget() is page.field.edit
    assert page.field.text() == "Đào"


def test_coming_back_asks_for_the_passphrase(guarded_window: MainWindow) -> None:
    guarded_window.cover()
    curtain = drawn(guarded_window)
    field = curtain.passphrase
    assert QApplication.focusWidget() is field.edit
    type_text(field.edit, "sai rồi nhé bác")
    curtain.back.click()
    assert guarded_window.curtain() is not None
    assert field.current_problem()
    field.set_text("bốn chữ dễ nhớ")
    curtain.back.click()
    assert guarded_window.curtain() is None


def test_somebody_else_may_sign_in(guarded_window: MainWindow) -> None:
    folder = guarded_window.session.club.folder
    guarded_window.cover()
    drawn(guarded_window).other.click()
    page = guarded_window.page()
    assert isinstance(page, Welcome)
    assert page.about["folder"] == folder
    assert not guarded_window.session.has_club


def test_nobody_there_covers_after_a_warning(
    guarded_window: MainWindow, idle: IdleWatch, clock: Clock
) -> None:
    clock.now += COVER_AFTER - WARN_BEFORE
    idle.look()
    assert guarded_window.warning_bar.isVisible()
    press(Keys.Key_A)
    assert not guarded_window.warning_bar.isVisible()
    clock.now += COVER_AFTER
    idle.look()
    assert guarded_window.curtain() is not None


def test_a_book_without_a_passphrase_is_not_covered_by_itself(
    open_window: MainWindow, idle: IdleWatch, clock: Clock
) -> None:
    clock.now += COVER_AFTER - WARN_BEFORE
    idle.look()
    assert not open_window.warning_bar.isVisible()
    clock.now += WARN_BEFORE
    idle.look()
    assert open_window.curtain() is None


def test_the_curtain_works_while_the_book_is_written(
    guarded_window: MainWindow, qtbot: QtBot
) -> None:
    through = threading.Event()
    guarded_window.page().run(lambda job: through.wait(20), print, "Writing")
    press(Keys.Key_1, Mods.AltModifier)
    assert guarded_window.room() == "home"
    press(Keys.Key_F12)
    field = drawn(guarded_window).passphrase
    type_text(field.edit, "bốn chữ dễ nhớ")
    assert field.text() == "bốn chữ dễ nhớ"
    through.set()
    qtbot.waitUntil(lambda: not guarded_window.session.worker.busy())


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
