"""How the cells of a grid are drawn."""

import pytest
from pytestqt.qtbot import QtBot

from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult


@pytest.mark.parametrize(("title", "kept"), [("", "end"), ("Fund", "beginning")])
def test_of_a_person_the_given_name_stays_and_of_a_thing_the_first_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, title: str, kept: str
) -> None:
    drawn: dict[str, str] = {}

    def paint(_painter: object, _room: object, text: str, *_about: object, **how: bool) -> None:
        drawn[text] = "end" if how.get("keep_end") else "beginning"

    monkeypatch.setattr("ui.kit.grid_view.paint_words", paint)
    columns = [GridColumn("upper", "Upper")]
    grid = Grid(columns, lambda _key, texts: RowResult(texts, Result("")), name_title=title)
    qtbot.addWidget(grid)
    grid.set_rows([GridRow("1", "Vũ Thị An", "Vũ Thị An")])
    grid.resize(600, 300)
    grid.grab()
    assert drawn["Vũ Thị An"] == kept
