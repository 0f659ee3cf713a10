from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import Cancelled, UserError
from app.base.job import Job
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit import labels, say
from ui.kit.button import Button
from ui.kit.layout import SideBySide, card, padded
from ui.kit.notice import Notice
from ui.kit.page import Page
from ui.kit.question import Question
from ui.kit.rows import mark_line, stack, todo_row
from ui.kit.session import Session

Show = Callable[[Page], Page]


class Visitors(Page):
    reads = frozenset({"person"})

    def __init__(self, session: Session, shell: FakeShell) -> None:
        super().__init__(session, shell)
        self.head("Khách đến thăm", "Những người chưa là thành viên.")
        self.add = Button("Thêm khách", icon="user-plus", key="Ctrl+N", kind="primary")
        self.add.clicked.connect(self.fail)
        self.set_actions(Button("In danh sách", icon="printer", key="Ctrl+P"), self.add)
        self.first_button = Button("Viết giấy xin khám")
        rows = [
            todo_row(
                "heart-pulse", "Bà Đào huyết áp cao 3 buổi liền", "Viết giấy", self.first_button
            ),
            mark_line("check", "Đã giữ bản sao vào USB của bà Lan tuần trước"),
        ]
        inside = padded()
        inside.add(labels.section("Giấy tờ và liên hệ"))
        inside.add(labels.facts([("Sinh ngày", "12/5/1953"), ("Bảo hiểm y tế", "31/12/2026")]))
        self.body.add(SideBySide(stack(rows), card(inside)))
        self.body.stretch()
        self.refreshed = 0
        self.problem: BaseException | None = None

    def refresh(self) -> None:
        self.refreshed += 1

    def first_focus(self) -> QWidget:
        return self.first_button

    @say.guard
    def fail(self) -> None:
        if self.problem is not None:
            raise self.problem


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show) -> Visitors:
    page = Visitors(session, shell)
    shown(page)
    return page


def said(page: Page) -> list[tuple[str, str]]:
    return [(notice.what, notice.text) for notice in page.notices()]


# --- refreshing -----------------------------------------------------------------------------


def test_it_asks_the_core_when_first_seen(session: Session, shell: FakeShell, shown: Show) -> None:
    page = Visitors(session, shell)
    assert page.refreshed == 0
    shown(page)
    assert page.refreshed == 1


def test_it_refreshes_when_its_tables_are_touched(page: Visitors, session: Session) -> None:
    session.changed.emit(frozenset({"reading"}))
    assert page.refreshed == 1
    session.changed.emit(frozenset({"person", "reading"}))
    assert page.refreshed == 2


def test_a_page_that_is_not_seen_waits(page: Visitors, session: Session, shell: FakeShell) -> None:
    shell.show(Page(session, shell))
    for _time in range(3):
        session.changed.emit(frozenset({"person"}))
    assert page.refreshed == 1
    shell.stack.setCurrentWidget(page)
    assert page.refreshed == 2


# --- errors ---------------------------------------------------------------------------------


def test_an_error_says_what_happened_first(page: Visitors) -> None:
    page.problem = UserError("The stick was pulled out. Nothing was changed. Put it in again.")
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert said(page) == [("The stick was pulled out.", "Nothing was changed. Put it in again.")]
    page.problem = UserError("Another sentence")
    page.fail()
    assert said(page) == [("Another sentence", "")]
    page.clear_error()
    assert not page.notices()


def test_cancelling_is_silent(page: Visitors) -> None:
    page.problem = Cancelled()
    page.fail()
    assert not page.notices()


@pytest.mark.expects_warnings
def test_a_fault_of_ours_offers_a_report_without_names(
    page: Visitors, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    page.problem = RuntimeError("Nguyễn Thị Đào 012345678901")
    page.fail()
    (what, rest), *_others = said(page)
    assert "wrong inside the program" in what
    assert "Đào" not in what + rest
    path = tmp_path / "report.txt"
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: path)
    saving = next(b for b in page.findChildren(Button) if b.text() == "Save the report")
    QTest.mouseClick(saving, Qt.MouseButton.LeftButton)
    text = path.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "Đào" not in text
    assert not page.notices()


def test_try_again_does_it_again(page: Visitors) -> None:
    tried: list[int] = []

    def again() -> None:
        tried.append(1)

    page.error(UserError("The stick was pulled out."), retry=again)
    button = next(b for b in page.findChildren(Button) if b.text() == "Try again")
    assert QApplication.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert tried == [1]
    assert not page.notices()


def test_good_news_stays_until_closed(page: Visitors) -> None:
    page.good("Sent.", "Take the stick to the commune.")
    assert said(page) == [("Sent.", "Take the stick to the commune.")]
    close = next(b for b in page.findChildren(Button) if b.text() == "Close this message")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not page.notices()


@pytest.mark.expects_warnings
def test_what_no_slot_catches_is_still_shown(page: Visitors) -> None:
    page.first_button.setFocus()
    say.excepthook(ValueError, ValueError("x"), None)
    assert len(page.notices()) == 1


# --- long work ------------------------------------------------------------------------------


def test_work_hands_its_value_back(page: Visitors, qtbot: QtBot) -> None:
    got: list[object] = []
    assert page.run(lambda job: 42, got.append, "Counting")
    assert not page.run(lambda job: 43, got.append, "Counting again")
    qtbot.waitUntil(lambda: got == [42])
    assert page.run(lambda job: 44, got.append, "Counting")
    qtbot.waitUntil(lambda: got == [42, 44])


def test_a_failure_of_work_is_shown(page: Visitors, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        raise UserError("The disk is full. Nothing was changed.")

    page.run(work, print, "Writing")
    qtbot.waitUntil(lambda: len(page.notices()) == 1)
    assert said(page) == [("The disk is full.", "Nothing was changed.")]


def test_a_failure_of_what_comes_after_is_shown(page: Visitors, qtbot: QtBot) -> None:
    def then(value: object) -> None:
        raise UserError("Not this one.")

    page.run(lambda job: 1, then, "Reading")
    qtbot.waitUntil(lambda: len(page.notices()) == 1)


# --- questions ------------------------------------------------------------------------------


def ask(page: Page, shell: FakeShell, then: Callable[[str], object], reason: str = "") -> Question:
    page.ask(
        "Hủy phiếu thu số 45?",
        ["Phiếu ghi bà Trần Thị Bé nộp 55.000 đ ngày 21/6/2026."],
        act="Hủy phiếu 45",
        keep="Giữ phiếu này",
        then=then,
        reason=reason,
    )
    settle()
    question = shell.shown[-1]
    assert isinstance(question, Question)
    return question


def test_the_safe_answer_has_the_focus_and_is_esc(page: Visitors, shell: FakeShell) -> None:
    done: list[str] = []
    question = ask(page, shell, done.append)
    assert QApplication.focusWidget() is question.keep
    QTest.keyClick(question.keep, Qt.Key.Key_Escape)
    assert (shell.backs, done) == (1, [])


def test_the_act_needs_ctrl_enter(page: Visitors, shell: FakeShell) -> None:
    done: list[str] = []
    question = ask(page, shell, done.append)
    QTest.keyClick(question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (shell.backs, done) == (1, [""])


def test_a_reason_that_is_asked_must_be_given(page: Visitors, shell: FakeShell) -> None:
    done: list[str] = []
    question = ask(page, shell, done.append, reason="Vì sao hủy")
    assert question.reason is not None
    QTest.mouseClick(question.act, Qt.MouseButton.LeftButton)
    assert (done, bool(question.reason.current_problem())) == ([], True)
    type_text(question.reason.edit, "Ghi nhầm người")
    QTest.mouseClick(question.act, Qt.MouseButton.LeftButton)
    assert done == ["Ghi nhầm người"]


# --- sizes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_any_size(
    page: Visitors, shell: FakeShell, sized: Callable[[int], None], size: int, width: int
) -> None:
    question = ask(page, shell, print, reason="Vì sao hủy")
    notice = Notice(
        "warn", "Tháng 6 thiếu mảng Quyền và lợi ích.", "Vẫn gửi được, xã sẽ thấy là thiếu."
    )
    page.body.add(notice)
    page.error(
        UserError("Chưa giữ được bản sao vào USB. USB bị rút ra khi đang chép."), retry=print
    )
    sized(size)
    shell.stack.resize(width if size >= 130 else width - 280, shell.stack.height())
    check_page(question)
    shell.stack.setCurrentWidget(page)
    check_page(page)


def test_no_needless_scrolling(page: Visitors) -> None:
    assert page.verticalScrollBar().maximum() == 0


def test_a_button_before_the_title_leads_back(page: Visitors) -> None:
    back = Button("", icon="chevron-left", name="Bước trước")
    page.set_lead(back)
    settle()
    title = next(label for label in page.findChildren(QLabel) if label.text() == page.title())
    assert back.isVisible()
    assert back.mapTo(page, back.rect().topRight()).x() < title.mapTo(page, QPoint(0, 0)).x()
    check_page(page)


def test_keys_on_buttons_go_before_the_buttons_go_below(page: Visitors, shell: FakeShell) -> None:
    keys = page.findChildren(Button)[:2]

    def beside() -> bool:
        title = next(label for label in page.findChildren(QLabel) if label.text() == page.title())
        return page.add.mapTo(page, QPoint(0, 0)).y() < title.mapTo(page, QPoint(0, 0)).y() + 30

    width = next(width for width in range(1100, 300, -10) if not _fits(shell, width, beside))
    page.shed_keys()
    settle()
    assert beside()
    assert not keys[0].show_key or not page.add.show_key
    shell.stack.resize(width + 200, 600)
    settle()
    assert page.add.show_key


def _fits(shell: FakeShell, width: int, beside: Callable[[], bool]) -> bool:
    shell.stack.resize(width, 600)
    settle()
    return beside()


def test_tab_follows_the_eye(page: Visitors) -> None:
    page.first_button.setFocus()
    QTest.keyClick(page.first_button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.first_button


def test_a_page_that_has_come_to_rest_begins_at_its_title(
    session: Session, shell: FakeShell
) -> None:
    """While it was laid out, its focus may have been lower, and have drawn it along."""
    page = Visitors(session, shell)
    for number in range(60):
        page.body.add(QLabel(f"{number}"))
    shell.show(page)
    page.verticalScrollBar().setValue(40)
    assert page.verticalScrollBar().value() == 40
    settle()
    assert page.first_button.hasFocus()
    assert page.verticalScrollBar().value() == 0
