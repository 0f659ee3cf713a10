"""The parts around a page: bars, column, focus ring, help, layouts."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.base.text import set_language
from tests.ui.checks import settle
from tests.ui.conftest import FakeShell
from ui.kit import help_page, labels
from ui.kit.button import Button
from ui.kit.focus import GAP, RING, FocusRing
from ui.kit.help_page import HelpPage
from ui.kit.layout import Apart, Column, Flow, Row, SideBySide, plain
from ui.kit.left_column import LeftColumn
from ui.kit.rooms import Room
from ui.kit.screen_page import ScreenPage
from ui.kit.session import Session
from ui.kit.top_bar import TopBar
from ui.kit.undo_bar import UndoBar


@pytest.fixture
def show(qtbot: QtBot, sized: Callable[[int], None]) -> Callable[[QWidget, int], None]:
    def show(widget: QWidget, width: int) -> None:
        qtbot.addWidget(widget)
        widget.resize(width, max(widget.sizeHint().height(), 60))
        widget.show()
        widget.activateWindow()
        settle()

    return show


Show = Callable[[QWidget, int], None]


# --- the top bar ----------------------------------------------------------------------------


@pytest.fixture
def bar(qapp: object) -> TopBar:
    set_language("vi")
    bar = TopBar()
    bar.set_book_open(True)
    bar.set_saved("Đã lưu 9:41")
    bar.set_user("Bà Lan, thư ký")
    return bar


def shown(bar: TopBar) -> dict[str, bool]:
    return {
        "keys": bar.help.show_key,
        "saved": bar._saved.isVisible(),
        "user": bar.user.isVisible(),
        "icons": bar.help.show_icon,
    }


def test_the_bar_sheds_in_order_and_never_words(bar: TopBar, show: Show) -> None:
    show(bar, 1366)
    states = []
    for width in range(1366, 600, -10):
        bar.resize(width, bar.height())
        state = tuple(shown(bar).values())
        if not states or states[-1] != state:
            states.append(state)
        words = (bar.home, bar.back, bar.smaller, bar.larger, bar.help, bar.curtain)
        assert all(button.isVisible() and button.text() for button in words)
    assert states == [
        (True, True, True, True),
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
        (False, False, False, False),
    ]


def test_the_bar_takes_two_lines_when_words_need_them(bar: TopBar, show: Show) -> None:
    show(bar, 500)
    assert bar.help.y() > bar.home.y() + bar.home.height()


@pytest.mark.parametrize(("size", "width"), [(150, 1024), (175, 1366), (200, 1366)])
def test_the_bar_fits_one_line_where_the_pictures_have_one(
    bar: TopBar, show: Show, sized: Callable[[int], None], size: int, width: int
) -> None:
    bar.set_folded(True)
    show(bar, width)
    sized(size)
    bar.resize(width, bar.height())
    assert bar.help.y() == bar.home.y()
    parts = [part for part in bar.findChildren(Button) if part.isVisible()]
    places = sorted((part.x(), part.x() + part.width()) for part in parts)
    assert all(one[1] < other[0] for one, other in pairwise(places))
    assert places[-1][1] <= width


def test_without_a_book_only_size_and_help(qapp: object, show: Show) -> None:
    bar = TopBar()
    show(bar, 1366)
    visible = {part.text() for part in bar.findChildren(Button) if part.isVisible()}
    assert visible == {"A−", "A+", "Show me"}


# --- column, undo bar, ring -----------------------------------------------------------------


def test_the_column_tells_which_room_was_pressed(show: Show) -> None:
    column = LeftColumn(
        [
            Room("members", "Members", "users", "", "1"),
            Room("send", "Send to the commune", "stick", "", "9", apart=True),
        ]
    )
    show(column, 280)
    chosen: list[object] = []
    column.chosen.connect(chosen.append)
    QTest.mouseClick(column.entries[1], Qt.MouseButton.LeftButton)
    QTest.keyClick(column.entries[0], Qt.Key.Key_Return)
    assert chosen == ["send", "members"]
    assert not column.entries[1].isChecked()
    column.mark("send")
    assert column.entries[1].isChecked()
    assert column.entries[1].accessibleName() == "Send to the commune, Alt 9"


def test_the_undo_bar_stays_until_closed(show: Show) -> None:
    bar = UndoBar()
    show(bar, 1366)
    bar.say("Saved: Record blood pressure", undo=True, redo=False)
    assert bar.undo_button.isVisible()
    assert not bar.redo_button.isVisible()
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_the_ring_follows_the_focus(show: Show) -> None:
    window = QWidget()
    row = Row(40, (20, 20, 20, 20))
    one, two, field = Button("One"), Button("Two"), QLineEdit()
    for widget in (one, two, field):
        row.add(widget)
    window.setLayout(row)
    ring = FocusRing(window)
    show(window, 800)
    reach = RING + GAP
    for button in (one, two):
        button.setFocus()
        assert ring.geometry() == button.geometry().adjusted(-reach, -reach, reach, reach)
        assert ring.isVisible()
    two.hide()
    assert not ring.isVisible()
    one.setFocus()
    field.setFocus()  # fields draw their own
    assert not ring.isVisible()


def test_the_ring_outlives_what_it_lies_in(show: Show) -> None:
    window, host = QWidget(), QWidget()
    host.setProperty("ringHost", True)
    button = Button("One")
    inside = Row()
    inside.add(button)
    host.setLayout(inside)
    column = Column()
    column.add(host)
    other = Button("Other")
    column.add(other)
    window.setLayout(column)
    ring = FocusRing(window)
    show(window, 400)
    button.setFocus()
    assert ring.parentWidget() is host
    host.deleteLater()
    settle()
    other.setFocus()
    settle()
    assert ring.isVisible()


# --- layouts --------------------------------------------------------------------------------


def test_a_flow_goes_on_in_the_next_line(show: Show) -> None:
    flow = Flow(10)
    buttons = [Button(text) for text in ("First", "Second", "Third")]
    for button in buttons:
        flow.add(button)
    area = plain(flow)
    show(area, 1000)
    assert len({button.y() for button in buttons}) == 1
    area.resize(150, 400)
    settle()
    assert len({button.y() for button in buttons}) == 3
    assert flow.heightForWidth(150) > flow.heightForWidth(1000)
    flow.clear()
    assert flow.count() == 0


def test_gaps_and_margins_grow_with_the_text(show: Show, sized: Callable[[int], None]) -> None:
    column = Column(10, (20, 20, 20, 20))
    column.add(labels.line("a"))
    column.gap(30)
    column.add(labels.line("b"))
    area = plain(column)
    show(area, 300)
    sized(200)
    assert (column.spacing(), column.contentsMargins().left()) == (20, 40)


@pytest.mark.parametrize("kind", [SideBySide, Apart])
def test_two_parts_stand_below_each_other_when_narrow(kind: type[QWidget], show: Show) -> None:
    one, two = Button("A rather long verb"), Button("Another rather long verb")
    both = kind(one, two)  # type: ignore[call-arg]
    window = QWidget()
    both.setParent(window)
    both.resize(1000, 60)
    show(window, 1000)
    assert one.y() == two.y()
    both.resize(both.minimumSizeHint().width(), 300)
    settle()
    assert one.y() < two.y()
    assert both.width() == max(one.sizeHint().width(), two.sizeHint().width())


def test_with_a_least_width_the_words_do_not_decide(show: Show) -> None:
    for words in ("a", "a rather long sentence that would not fit beside the other"):
        one, two = labels.body(words), labels.body("b")
        both = SideBySide(one, two, least=300)
        show(both, 300)
        assert one.y() == two.y()
        both.resize(299, 300)
        settle()
        assert one.y() < two.y()


# --- help -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_is_shown_step_by_step(
    language: str, session: Session, shell: FakeShell, shown: Callable[[QWidget], QWidget]
) -> None:
    set_language(language)
    found = help_page.read("members")
    assert found is not None
    assert any(paragraph.startswith("1. ") for paragraph in found.paragraphs)
    page = HelpPage(session, shell, "members")
    shown(page)
    assert page.title() == found.title
    QTest.keyClick(page.back, Qt.Key.Key_Escape)
    assert shell.backs == 1


def test_a_room_without_help_says_so(session: Session, shell: FakeShell) -> None:
    assert help_page.read("nowhere") is None
    assert HelpPage(session, shell, "nowhere").title() == "Help"


# --- the look of the screen -----------------------------------------------------------------


def test_size_colours_and_language_are_chosen_in_words(
    session: Session, shell: FakeShell, shown: Callable[[QWidget], QWidget]
) -> None:
    help_shown = HelpPage(session, shell, "members")
    shown(help_shown)
    button = next(b for b in help_shown.findChildren(Button) if "colours" in b.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page = shell.shown[-1]
    assert isinstance(page, ScreenPage)
    for choice, place in ((page.size_of_text, 3), (page.colours, 1), (page.language, 0)):
        QTest.mouseClick(choice.options[place], Qt.MouseButton.LeftButton)
    settings = session.settings
    assert (settings.size, settings.theme, settings.language) == (150, "cream", "vi")
    session.configure(size=115)  # with A−
    assert page.size_of_text.text() == "115"
