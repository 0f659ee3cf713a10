from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.club.file import Club
from app.members import parts_records
from app.members import records as members
from app.members.parts import Circumstance
from app.privacy import records
from tests.makers import TODAY
from tests.ui.conftest import FakeShell
from ui.kit.page import Page
from ui.kit.session import Session
from ui.privacy.answers import AnswersField
from ui.privacy.paper import Batch, BatchForm, PaperForm, paper_form

Show = Callable[[Page], Page]
BATCH = Batch(
    {"signed_on": "1/11/2026", "collected_by": "Bình", "kept_at": "tủ xanh", "version": "2026-1"}
)


@pytest.fixture
def form(session: Session, shell: FakeShell, shown: Show, people: dict[str, str]) -> PaperForm:
    """Typing papers, one after the other."""
    made = PaperForm(session, shell, BATCH)
    shown(made)
    return made


def test_what_all_papers_share_is_asked_once(
    session: Session, shell: FakeShell, shown: Show, signed: str
) -> None:
    form = paper_form(session, shell)
    assert isinstance(form, BatchForm)
    shown(form)
    assert form.values()["kept_at"] == "tủ xanh"
    assert form.values()["collected_by"] == session.club.actor.name
    form.fields["signed_on"].set_text("1/12/2027")
    form.save_now()
    assert set(form.problems()) == {"signed_on"}
    form.fields["signed_on"].set_text("1/11/2026")
    form.save_now()
    assert isinstance(shell.shown[-1], PaperForm)
    assert shell.backs == 1


def test_boxes_go_by_their_keys(form: PaperForm) -> None:
    field = form.fields["answers"]
    assert isinstance(field, AnswersField)
    field.first().setFocus()
    for key, said in (
        (Qt.Key.Key_1, "C1=yes"),
        (Qt.Key.Key_1, "C1=no"),
        (Qt.Key.Key_5, "C1=no C5=yes"),
        (Qt.Key.Key_1, "C5=yes"),
    ):
        QTest.keyClick(field, key)
        assert field.text() == said
    field.set_text("C2=no C3=yes")
    assert field.text() == "C2=no C3=yes"


def test_one_paper_after_the_other(
    form: PaperForm, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    form.fields["person"].set_text(people["Tý"])
    form.fields["answers"].set_text("C1=yes C2=no")
    form.save_now()
    following = shell.shown[-1]
    assert isinstance(following, PaperForm) and following is not form
    assert following.values()["person"] == "" and following.values()["answers"] == ""
    assert "Kept so far: 1, the last of Trần Văn Tý." in following.purpose()
    (paper,) = records.papers(club, people["Tý"])
    assert (paper.signed_on, paper.collected_by, paper.kept_at) == (
        "2026-11-01", "Bình", "tủ xanh",
    )  # fmt: skip
    found = records.marks(club, people["Tý"], TODAY)
    assert (found["C1"].standing, found["C2"].standing, found["C3"].standing) == (
        "given", "refused", "never",
    )  # fmt: skip


def test_the_focus_goes_from_the_name_to_the_boxes(form: PaperForm, people: dict[str, str]) -> None:
    person, answers = form.fields["person"], form.fields["answers"]
    person.first().setFocus()
    person.set_text(people["Tý"])
    QTest.keyClick(person.first(), Qt.Key.Key_Tab)
    focus = form.focusWidget()
    assert focus is not None and answers.isAncestorOf(focus)


def test_everything_wrong_is_said_at_once(form: PaperForm, club: Club) -> None:
    form.fields["signed_by"].set_text("fingerprint")
    form.save_now()
    assert set(form.problems()) == {"person", "answers", "witness"}
    assert club.db.execute("select count(*) from consent_paper").fetchone()[0] == 0


def test_somebody_signs_for_a_member(
    form: PaperForm, shell: FakeShell, club: Club, people: dict[str, str]
) -> None:
    form.fields["person"].set_text(people["Lan"])
    form.fields["answers"].set_text("C1=yes")
    form._switch()
    other = shell.shown[-1]
    assert isinstance(other, PaperForm)
    assert other.values()["answers"] == "C1=yes" and other.values()["person"] == people["Lan"]
    other.fields["representative"].set_text("Lê Văn Ba")
    other.save_now()
    assert set(other.problems()) == {"representative_is"}
    other.fields["representative_is"].set_text("con trai")
    other.save_now()
    (paper,) = records.papers(club, people["Lan"])
    assert (paper.representative, paper.representative_is) == ("Lê Văn Ba", "con trai")


def test_who_is_represented_is_asked_about(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    parts_records.begin_circumstance(
        club, people["Lan"], Circumstance("", "represented", "2026-01-01")
    )
    form = PaperForm(session, shell, BATCH, members.member(club, people["Lan"], TODAY))
    shown(form)
    form._look_again("")
    assert "F4" in form.fields["signed_by"].said()
    form.fields["answers"].set_text("C1=yes")
    form.save_now()
    assert records.papers(club, people["Lan"])
