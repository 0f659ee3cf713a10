from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import Invalid, UserError
from app.club import drafts
from tests.ui.checks import SIZES, WIDTHS, check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit import form as form_kit
from ui.kit.choice import Choice
from ui.kit.entries import BirthField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.page import Page
from ui.kit.session import Session

Show = Callable[[Page], Page]
Make = Callable[..., Form]


class Core:
    """Stands for the core: raises what it is told to, and remembers what it got."""

    def __init__(self) -> None:
        self.got: list[Values] = []
        self.error: UserError | None = None

    def save(self, values: Values) -> None:
        self.got.append(values)
        if self.error is not None:
            raise self.error


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
def make(session: Session, shell: FakeShell, shown: Show, core: Core) -> Make:
    def make(draft: str = "", values: Values | None = None) -> Form:
        fields = {
            "name": TextField("Họ và tên", "Viết đủ họ, đệm và tên"),
            "birth": BirthField("Ngày sinh hoặc năm sinh", date(2026, 6, 19)),
            "sex": Choice("Nam hay nữ", [("F", "Nữ"), ("M", "Nam")]),
            "cccd": TextField("Số căn cước"),
        }
        form = Form(
            *(session, shell, "Thêm thành viên", "Chỉ cần họ tên.", fields, core.save),
            verb="Thêm người này",
            leave="Bỏ, không thêm",
            values=values,
            draft=draft,
        )
        shown(form)
        return form

    return make


def test_it_begins_in_the_first_field_and_ctrl_enter_saves(
    make: Make, core: Core, shell: FakeShell
) -> None:
    form = make()
    focus = QApplication.focusWidget()
    assert focus is form.fields["name"].first()
    type_text(focus, "Lương Thị Thanh Hương")
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert core.got == [{"name": "Lương Thị Thanh Hương", "birth": "", "sex": "", "cccd": ""}]
    assert shell.backs == 1


def test_every_problem_stands_beside_its_field(make: Make, core: Core, shell: FakeShell) -> None:
    form = make(values={"name": "Hương", "birth": "31/2/1955", "cccd": "02415500981"})
    core.error = Invalid({"birth": "Month 2 has no day 31.", "cccd": "It has 11 digits."})
    form.save_now()
    assert form.problems() == core.error.problems
    assert shell.backs == 0
    assert form.values()["birth"] == "31/2/1955"
    assert QApplication.focusWidget() is form.fields["birth"].first()


def test_f8_leads_to_the_first_problem(make: Make, core: Core) -> None:
    form = make()
    core.error = Invalid({"cccd": "It has 11 digits."})
    form.save_now()
    form.fields["name"].first().setFocus()
    QTest.keyClick(form, Qt.Key.Key_F8)
    assert QApplication.focusWidget() is form.fields["cccd"].first()


def test_problems_go_when_it_is_saved_again(make: Make, core: Core, shell: FakeShell) -> None:
    form = make()
    core.error = Invalid({"cccd": "It has 11 digits."})
    form.save_now()
    core.error = None
    form.save_now()
    assert (form.problems(), shell.backs) == ({}, 1)


def test_a_problem_of_no_field_is_said_at_the_top(make: Make, core: Core) -> None:
    form = make()
    core.error = Invalid({"phone": "Somebody else has this telephone."})
    form.save_now()
    assert [notice.what for notice in form.notices()] == ["Somebody else has this telephone."]


def test_any_other_error_is_said_at_the_top(make: Make, core: Core, shell: FakeShell) -> None:
    form = make()
    core.error = UserError("The disk is full. Nothing was changed.")
    form.save_now()
    assert [notice.what for notice in form.notices()] == ["The disk is full."]
    assert shell.backs == 0


def test_leaving_keeps_what_was_typed(make: Make, core: Core, shell: FakeShell) -> None:
    form = make("members.new")
    type_text(form.fields["name"].first(), "Hương")
    form.fields["sex"].set_text("F")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert shell.backs == 1
    form.leaving()  # as the window says when it goes back
    again = make("members.new")
    assert again.values() == {"name": "Hương", "birth": "", "sex": "F", "cccd": ""}
    again.save_now()
    assert make("members.new").values()["name"] == ""


def test_a_form_without_changes_leaves_no_draft(make: Make, session: Session) -> None:
    make("members.new", {"name": "Hương"}).leaving()
    assert drafts.drafts(session.club) == ()


def test_what_is_typed_is_in_the_book_after_a_pause(
    make: Make, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_kit, "PAUSE", 1)
    form = make("members.new")
    type_text(form.fields["name"].first(), "Hương")
    qtbot.waitUntil(lambda: bool(drafts.drafts(session.club)))
    (kept,) = drafts.drafts(session.club)
    assert (kept.key, kept.title, kept.texts["name"]) == ("members.new", form.title(), "Hương")
    form.fields["name"].set_text("")
    form.keep_draft()
    assert drafts.drafts(session.club) == ()


def test_another_officer_does_not_find_a_draft(make: Make, session: Session) -> None:
    form = make("members.new")
    form.fields["name"].set_text("Hương")
    form.leaving()
    chair = session.club.actor
    session.club.actor = replace(chair, id="somebody-else")
    assert make("members.new").values()["name"] == ""
    session.club.actor = chair
    assert make("members.new").values()["name"] == "Hương"


def test_columns_go_below_each_other_when_narrow(
    make: Make, shell: FakeShell, sized: Callable[[int], None]
) -> None:
    form = make()
    name, birth = form.fields["name"], form.fields["birth"]
    assert name.y() == birth.y()
    sized(200)
    shell.stack.resize(1024, 697)
    settle()
    assert birth.y() > name.y()
    assert birth.x() == name.x()


def test_a_wide_choice_takes_a_row_of_its_own(
    session: Session, shell: FakeShell, shown: Show, core: Core
) -> None:
    kinds = [("a", "Tỉnh, thành phố"), ("b", "Hội Người cao tuổi"), ("c", "Tiền của câu lạc bộ")]
    fields = {
        "name": TextField("Tên"),
        "kind": Choice("Của ai", kinds, wide=True),
        "paper": TextField("Giấy tờ"),
        "note": TextField("Ghi chú"),
    }
    form = Form(session, shell, "Nguồn vốn", "", fields, core.save, verb="Ghi")
    shown(form)
    settle()
    name, kind, paper, note = (field.geometry() for field in fields.values())
    assert name.bottom() < kind.top() <= kind.bottom() < paper.top() == note.top()
    assert (kind.left(), kind.right()) == (paper.left(), note.right())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_at_any_size(
    make: Make, core: Core, shell: FakeShell, sized: Callable[[int], None], size: int, width: int
) -> None:
    form = make()
    core.error = Invalid(
        {"birth": "Tháng 2 không có ngày 31. Có thể chỉ gõ năm.", "phone": "Số này đã có người."}
    )
    form.save_now()
    sized(size)
    shell.stack.resize(width if size >= 130 else width - 280, shell.stack.height())
    check_page(form)
