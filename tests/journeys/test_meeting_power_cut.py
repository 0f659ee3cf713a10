"""The power goes while a meeting is typed, at each of its steps: what was left is there again, and
the meeting opens at the step one was at."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.areas.rules import HELP_FORMS
from app.base.text import _
from app.club.file import Club
from app.meetings import attendance_records, records
from app.meetings.rules import STEPS, Step
from tests.journeys.test_a_whole_meeting import MONTH, make_book
from tests.ui.real import Keyboard, running
from ui.kit import form
from ui.kit.choice import Choice
from ui.kit.grid import Grid
from ui.meetings.areas import AreasStep
from ui.meetings.case import CaseStep
from ui.meetings.cash import CashStep
from ui.meetings.collection import CollectionStep
from ui.meetings.community import CommunityStep
from ui.meetings.decisions import DecisionsStep
from ui.meetings.meeting import MeetingPage
from ui.meetings.minutes import MinutesStep
from ui.meetings.plan import PlanStep
from ui.meetings.step import StepPage
from ui.meetings.weighing import WeighingStep

Typing = Callable[[Keyboard], None]
Shown = Callable[[StepPage, Club], object]


@dataclass(frozen=True)
class Cut:
    """What is typed at a step before the power goes, and what must be seen after it."""

    step: Step
    typing: Typing
    shown: Shown
    expected: object


def attend(keys: Keyboard) -> None:
    keys.type("le buoi")
    keys.press("Enter", "2")


def absent(_step: StepPage, club: Club) -> object:
    found = records.meeting_of(club, MONTH)
    assert found is not None
    rows = attendance_records.attendance(club, found.id)
    return {row.name: row.reason for row in rows if not row.present}


def type_and_go_on(*texts: str) -> Typing:
    def typing(keys: Keyboard) -> None:
        for text in texts:
            keys.type(text)
            keys.press("Enter")

    return typing


def cells(grid: Grid) -> set[str]:
    """The texts of the first row of a grid, saved or not, without those that are only proposed."""
    key = grid.rows.rows[0].key
    typed = (column for column in grid.rows.typed if grid.rows.state(key, column) != "prefilled")
    return {grid.rows.text(key, column) for column in typed} - {""}


def in_grid(step: StepPage, _club: Club) -> object:
    assert isinstance(step, WeighingStep | CollectionStep | PlanStep)
    return cells(step.grid)


def case(keys: Keyboard) -> None:
    keys.press("Enter")
    keys.type("tran buoi")
    keys.press("Enter")
    keys.type("Ốm nặng")
    keys.press("Enter", "1", "Enter")
    keys.type("10 kg gạo")
    keys.press("Enter")


def the_case(step: StepPage, _club: Club) -> object:
    assert isinstance(step, CaseStep)
    goods = step.form.text() == _(HELP_FORMS["goods"])
    return step.situation.text(), goods, step.what.text()


def unfinished_case(keys: Keyboard) -> None:
    """Whom it is about is not said yet: nothing of it can be saved."""
    keys.press("Down", "Down", "Space", "Enter")
    keys.type("Ông Sình")
    keys.press("Enter", "Enter")


def the_unfinished_case(step: StepPage, _club: Club) -> object:
    assert isinstance(step, CaseStep)
    assert isinstance(step.whose, Choice)
    return step.whose.text(), step.name.text()


def area(step: StepPage, _club: Club) -> object:
    assert isinstance(step, AreasStep)
    shown = step.table.shown()[0]
    return shown.activity.what if shown.activity is not None else ""


def action(step: StepPage, _club: Club) -> object:
    assert isinstance(step, CommunityStep)
    return step.panel.what.text(), step.panel.fields["outsiders"].text()


def decide(keys: Keyboard) -> None:
    keys.type("Mua máy đo")
    keys.press("Enter")
    keys.type("không ai tên này")
    keys.press("Enter")


def decision(step: StepPage, _club: Club) -> object:
    assert isinstance(step, DecisionsStep)
    first = step.lines[0]
    return first.text.text(), first.owner.text()


def count(step: StepPage, _club: Club) -> object:
    assert isinstance(step, CashStep)
    return {name: text for name, text in step.kept.values().items() if text}


def remember(keys: Keyboard) -> None:
    keys.type("Vui vẻ")
    keys.press("Tab")


def remark(step: StepPage, _club: Club) -> object:
    assert isinstance(step, MinutesStep)
    return step.remarks.text()


CUTS = (
    Cut("attendance", attend, absent, {"Lê Thị Bưởi": "busy"}),
    Cut("weighing", type_and_go_on("138", "85"), in_grid, {"138", "85"}),
    Cut("weighing", type_and_go_on("1380"), in_grid, {"1380"}),
    Cut("collection", type_and_go_on("12k"), in_grid, {"12.000"}),
    Cut("collection", type_and_go_on("nhiều"), in_grid, {"nhiều"}),
    Cut("areas", type_and_go_on("Dạy nuôi gà"), area, "Dạy nuôi gà"),
    Cut("case", case, the_case, ("Ốm nặng", True, "10 kg gạo")),
    Cut("case", unfinished_case, the_unfinished_case, ("outsider", "Ông Sình")),
    Cut("community", type_and_go_on("Quét đường", "", "20", "5"), action, ("Quét đường", "5")),
    Cut("decisions", decide, decision, ("Mua máy đo", "không ai tên này")),
    Cut("plan", type_and_go_on("Nuôi gà"), in_grid, {"Nuôi gà"}),
    Cut("cash", type_and_go_on("3", "x"), count, {"500000": "3", "200000": "x"}),
    Cut("minutes", remember, remark, "Vui vẻ"),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty members who meet today. Copy it, never change it."""
    folder = tmp_path_factory.mktemp("book") / "club"
    make_book(folder)
    return folder


def test_every_step_is_cut() -> None:
    assert {cut.step for cut in CUTS} == set(STEPS)


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.step)
def test_what_was_left_is_there_again(cut: Cut, book: Path, tmp_path: Path, qtbot: QtBot) -> None:
    shutil.copytree(book, tmp_path / "club")
    with running(qtbot, tmp_path / "club") as keys:
        keys.press("Ctrl+M")
        page = keys.page
        assert isinstance(page, MeetingPage)
        page.choose(cut.step)
        cut.typing(keys)
        shutil.copytree(tmp_path / "club", tmp_path / "cut")  # the disk as the cut leaves it
    with running(qtbot, tmp_path / "cut") as keys:
        keys.press("Ctrl+M")
        again = keys.page
        assert isinstance(again, MeetingPage)
        assert again.step() == cut.step
        assert cut.shown(again.inner_step(), keys.window.session.club) == cut.expected


def test_a_sentence_that_is_still_being_typed_is_kept_after_a_while(
    book: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "PAUSE", 20)
    shutil.copytree(book, tmp_path / "club")
    with running(qtbot, tmp_path / "club") as keys:
        keys.press("Ctrl+M", "Alt+0")
        keys.type("Mọi người vui")
        page = keys.page
        assert isinstance(page, MeetingPage)
        key = f"remarks {page.meeting().id}"
        drafts = keys.window.session.drafts
        qtbot.waitUntil(lambda: "Mọi người vui" in drafts.texts(key).values())
        shutil.copytree(tmp_path / "club", tmp_path / "cut")
    with running(qtbot, tmp_path / "cut") as keys:
        keys.press("Ctrl+M")
        again = keys.page
        assert isinstance(again, MeetingPage)
        assert remark(again.inner_step(), keys.window.session.club) == "Mọi người vui"
