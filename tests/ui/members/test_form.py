from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.club.file import Club
from app.members import parts_records, records
from tests.makers import TODAY
from tests.ui.checks import check_page
from tests.ui.conftest import FakeShell
from tests.ui.typing import type_text
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members import form as forms
from ui.members.alike import AlikeLine
from ui.members.person import PersonPage

Show = Callable[[Page], Page]


@pytest.fixture
def added() -> list[str]:
    return []


@pytest.fixture
def add(session: Session, shell: FakeShell, shown: Show, added: list[str]) -> Form:
    form = forms.add_form(session, shell, added.append)
    shown(form)
    return form


def fill(form: Form, **texts: str) -> None:
    for name, text in texts.items():
        form.fields[name].set_text(text)
        form.fields[name].edited.emit(text)


def said(form: Form, field: str) -> str:
    return form.fields[field].said()


def test_only_the_name_is_needed(add: Form, shell: FakeShell, club: Club, added: list[str]) -> None:
    check_page(add)
    assert QApplication.focusWidget() is add.fields["name"].first()
    fill(add, name="nguyễn thị đào")
    add.save_now()
    (member,) = records.members(club, TODAY)
    assert added == [member.id]
    assert member.person.name == "nguyễn thị đào"
    assert member.membership is not None
    assert member.membership.joined_on == TODAY.isoformat()
    assert shell.backs == 1


def test_a_whole_person(add: Form, club: Club) -> None:
    fill(
        add,
        name="Nguyễn Thị Đào",
        birth="12/5/1953",
        sex="F",
        joined_on="10/3/2021",
        phone="0987 214 365",
        status="near_poor",
    )
    add.save_now()
    (member,) = records.members(club, TODAY)
    assert member.person.birth == "1953-05-12"
    assert member.person.phone == "0987214365"
    assert member.status is not None
    assert (member.status.year, member.status.status) == (2026, "near_poor")


def test_somebody_who_is_no_member_is_added_in_one_step(
    session: Session, shell: FakeShell, shown: Show, club: Club, added: list[str]
) -> None:
    other = forms.add_other_form(session, shell, added.append)
    shown(other)
    check_page(other)
    fill(other, name="Lê Thị Hoa", parts="volunteer donor", joined_on="1/3/2026")
    other.save_now()
    assert records.members(club, TODAY) == ()
    (person,) = records.people(club, TODAY)
    assert added == [person.id]
    kinds = {each.kind: each.since for each in parts_records.involvements(club, person.id)}
    assert kinds == {"volunteer": "2026-03-01", "donor": "2026-03-01"}
    assert club.history(1)[0].words == "Add Lê Thị Hoa"
    session.undo()
    assert records.people(club, TODAY) == ()


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(add: Form, club: Club) -> None:
    fill(add, birth="31/2/1955", joined_on="1/1/2099")
    add.save_now()
    assert set(add.problems()) == {"name", "birth", "joined_on"}
    assert "31" in add.problems()["birth"]
    assert add.problems()["birth"].endswith("You may type just the year.")
    assert add.values()["birth"] == "31/2/1955"
    assert records.members(club, TODAY) == ()
    check_page(add)


def alike_line(form: Form) -> AlikeLine:
    (line,) = form.findChildren(AlikeLine)
    return line


def test_who_it_may_be_is_named_at_every_key_and_stops_nobody(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    form = forms.add_form(session, shell, print)
    shown(form)
    line = alike_line(form)
    height = line.height()
    name = form.fields["name"].first()
    type_text(name, "nguyen thi da")
    assert line.said() == ""
    type_text(name, "o")
    assert "Nguyễn Thị Đào, born 1953, number 001" in line.said()
    assert line.height() == height
    check_page(form)
    QTest.keyClick(name, Qt.Key.Key_F4)
    assert isinstance(shell.shown[-1], PersonPage)
    assert shell.shown[-1].person_id == people["Đào"]
    fill(form, birth="1971")
    assert line.said() == ""
    form.save_now()
    assert len(records.members(club, TODAY)) == 5


def test_while_changing_an_entry_the_same_name_is_named_too(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    form = forms.edit_form(session, shell, records.member(club, people["Tý"], TODAY), papers=False)
    shown(form)
    fill(form, name="nguyen thi dao", birth="1953", sex="F")
    assert said(form, "name") == "Already in the book: Nguyễn Thị Đào, born 1953, number 001."


def test_what_looks_odd_is_asked_below_its_field(add: Form) -> None:
    fill(add, name="Đào", birth="2020")
    assert "only one word" in said(add, "name")
    assert said(add, "birth") == "Born 2020 would be 6 years old: check the year."
    assert add.problems() == {}


def test_a_form_that_is_left_keeps_what_was_typed(
    session: Session, shell: FakeShell, shown: Show, add: Form
) -> None:
    fill(add, name="Nguyễn Thị")
    add.leaving()
    again = forms.add_form(session, shell, print)
    shown(again)
    assert again.values()["name"] == "Nguyễn Thị"


@pytest.mark.parametrize("papers", [False, True])
def test_changing_one_part_leaves_the_other(
    session: Session,
    shell: FakeShell,
    shown: Show,
    club: Club,
    people: dict[str, str],
    papers: bool,
) -> None:
    before = records.member(club, people["Đào"], TODAY)
    form = forms.edit_form(session, shell, before, papers=papers)
    shown(form)
    check_page(form)
    fill(form, **({"hamlet": "Xóm Mới"} if papers else {"phone": "0912345678"}))
    form.save_now()
    after = records.member(club, people["Đào"], TODAY)
    changed = {"hamlet": "Xóm Mới"} if papers else {"phone": "0912345678"}
    assert after.person == replace(before.person, **changed)
    assert after.status == before.status
    assert shell.backs == 1


def test_saving_without_a_change_writes_nothing(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    seq = club.history(1)[0].seq
    member = records.member(club, people["Đào"], TODAY)
    form = forms.edit_form(session, shell, member, papers=False)
    shown(form)
    form.save_now()
    assert shell.backs == 1
    assert club.history(1)[0].seq == seq


def test_name_and_status_change_in_one_undo_step(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    member = records.member(club, people["Tý"], TODAY)
    form = forms.edit_form(session, shell, member, papers=False)
    shown(form)
    fill(form, name="Trần Văn Tí", status="poor")
    form.save_now()
    session.undo()
    assert records.member(club, people["Tý"], TODAY) == member
