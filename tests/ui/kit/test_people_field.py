from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.base.names import fold
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_like_unikey, type_text
from ui.kit.button import Button
from ui.kit.form import Form, Values
from ui.kit.people_field import PeopleField, PersonField, Somebody
from ui.kit.session import Session

Keys = Qt.Key


class People:
    """Seven people, two of them of one name."""

    def __init__(self) -> None:
        names = ("Lê Thị Lan", "Nguyễn Thị Lan", "Lê Thị Lan", "Vũ Văn Đạo", "Trần Ẩn")
        found = [Somebody(f"id{n}", name, f"number {n}") for n, name in enumerate(names)]
        found += [Somebody(f"id{n}", f"Phạm Thị Hà {n}") for n in range(5, 11)]
        self.by_id = {each.id: each for each in found}

    def find(self, text: str) -> Sequence[Somebody]:
        return [each for each in self.by_id.values() if fold(text) in fold(each.name)]

    def get(self, person_id: str) -> Somebody | None:
        return self.by_id.get(person_id)


@pytest.fixture
def saved() -> list[Values]:
    return []


@pytest.fixture
def form(
    session: Session, shell: FakeShell, saved: list[Values], sized: Callable[[int], None]
) -> Form:
    people = People()
    fields = {"one": PersonField("Ai", people), "all": PeopleField("Những ai", people)}
    form = Form(session, shell, "Thử", "", fields, saved.append, verb="Ghi", columns=1)
    shell.show(form)
    settle()
    return form


def one(form: Form) -> PersonField:
    field = form.fields["one"]
    assert isinstance(field, PersonField)
    return field


def several(form: Form) -> PeopleField:
    field = form.fields["all"]
    assert isinstance(field, PeopleField)
    return field


def offered(field: PersonField | PeopleField) -> list[str]:
    """The ids of the little list below the line."""
    offer = field.edit.offer
    return [] if offer is None else [each.id for each in field.edit.found[: len(offer.rows)]]


def key(field: PersonField | PeopleField, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(field.edit, each)
        settle()


def test_typing_a_part_offers_people_and_enter_takes_the_first(form: Form) -> None:
    field = one(form)
    field.edit.setFocus()
    type_like_unikey(field.edit, "nguyễn")
    assert offered(field) == ["id1"]
    key(field, Keys.Key_Return)
    assert (field.text(), field.edit.text(), field.said()) == ("id1", "Nguyễn Thị Lan", "number 1")
    assert offered(field) == []
    # Enter went on to the next field.
    assert QApplication.focusWidget() is several(form).edit


def test_arrows_choose_among_people_of_one_name(form: Form) -> None:
    field = one(form)
    field.edit.setFocus()
    type_text(field.edit, "lan")
    assert offered(field) == ["id0", "id1", "id2"]
    assert "Lê Thị Lan, number 0" in field.edit.accessibleDescription()
    key(field, Keys.Key_Down, Keys.Key_Down)
    assert "number 2" in field.edit.accessibleDescription()
    key(field, Keys.Key_Up, Keys.Key_Up, Keys.Key_Up, Keys.Key_Return)
    assert field.text() == "id2"


def test_down_offers_everybody_and_says_how_many_more(form: Form) -> None:
    field = one(form)
    field.edit.setFocus()
    key(field, Keys.Key_Down)
    assert offered(field) == ["id0", "id1", "id2", "id3", "id4"]
    assert field.edit.offer is not None
    assert field.edit.offer.note() == "6 more: type more letters."
    assert field.edit.offer.grab().width() > 0  # it can be painted


def test_esc_closes_the_list_before_it_leaves_the_form(form: Form, shell: FakeShell) -> None:
    field = one(form)
    field.edit.setFocus()
    type_text(field.edit, "lan")
    key(field, Keys.Key_Escape)
    assert (offered(field), shell.backs) == ([], 0)
    key(field, Keys.Key_Escape)
    assert shell.backs == 1


def test_who_is_clicked_is_taken(form: Form) -> None:
    field = one(form)
    field.edit.setFocus()
    type_text(field.edit, "lan")
    offer = field.edit.offer
    assert offer is not None
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton, pos=QPoint(40, offer.height() // 2))
    assert field.text() == "id1"


def test_leaving_takes_the_only_one_and_else_keeps_what_was_typed(form: Form) -> None:
    field = one(form)
    field.edit.setFocus()
    type_text(field.edit, "trần")
    key(field, Keys.Key_Tab)
    assert (field.text(), field.edit.text()) == ("id4", "Trần Ẩn")
    field.edit.setFocus()
    field.edit.selectAll()
    type_text(field.edit, "lan")
    assert field.text() == "lan"  # three people: nobody yet
    key(field, Keys.Key_Tab)
    assert (field.text(), field.edit.text()) == ("lan", "lan")
    field.edit.setFocus()
    field.edit.selectAll()
    type_text(field.edit, "xuân")
    assert field.edit.offer is not None
    assert field.edit.offer.note() == "Nobody in the register is called so."
    key(field, Keys.Key_Return)
    assert field.text() == "xuân"
    field.edit.setFocus()
    field.edit.selectAll()
    key(field, Keys.Key_Delete, Keys.Key_Tab)
    assert field.text() == ""


def test_a_changed_name_is_no_longer_the_person(form: Form) -> None:
    field = one(form)
    field.set_text("id3")
    assert (field.text(), field.edit.text()) == ("id3", "Vũ Văn Đạo")
    field.edit.setFocus()
    field.edit.end(False)
    type_text(field.edit, " B")
    assert field.text() == "Vũ Văn Đạo B"


def test_several_people_one_after_the_other(form: Form, saved: list[Values]) -> None:
    field = several(form)
    field.edit.setFocus()
    for text in ("đạo", "trần", "đạo"):
        type_text(field.edit, text)
        key(field, Keys.Key_Return)
    assert field.text() == "id3 id4"
    assert (field.edit.text(), field.said()) == ("", "2 people chosen")
    check_page(form)
    names = [button for button in field.findChildren(Button) if button.isVisible()]
    assert [button.text() for button in names] == ["Vũ Văn Đạo", "Trần Ẩn"]
    assert names[0].accessibleName() == "Take out Vũ Văn Đạo"
    names[0].setFocus()
    QTest.keyClick(names[0], Keys.Key_Return)
    settle()
    assert field.text() == "id4"
    assert QApplication.focusWidget() is field.edit
    # What is only typed counts too when it can mean one person alone.
    type_text(field.edit, "nguyễn")
    form.save_now()
    assert saved == [{"one": "", "all": "id4 id1"}]


def test_a_draft_comes_back_with_its_people(form: Form) -> None:
    field = several(form)
    field.set_text("id4 id0 ai đó")
    assert field.text() == "id4 id0 ai đó"
    assert field.edit.text() == "ai đó"
    field.set_text("")
    assert field.text() == ""


def test_the_list_stays_in_the_window(form: Form, shell: FakeShell, qtbot: QtBot) -> None:
    window = form.window()
    for height in (700, 320):
        window.resize(900, height)
        settle()
        field = several(form)
        field.edit.setFocus()
        form.reveal(field.edit)
        key(field, Keys.Key_Down)
        offer = field.edit.offer
        assert offer is not None
        assert window.rect().contains(offer.geometry()), height
        line = field.edit.mapTo(window, QPoint(0, 0)).y()
        assert offer.y() >= line + field.edit.height() or offer.geometry().bottom() <= line
        key(field, Keys.Key_Escape)
    assert isinstance(field.first(), QLineEdit)
