"""The power goes while a form is half filled: what was typed stands there again."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.text import _
from tests.ui.real import running
from ui.home.page import HomePage
from ui.kit import form as form_kit
from ui.kit.form import Form


def test_what_was_typed_is_offered_again(
    club_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_kit, "PAUSE", 20)
    left = tmp_path / "left"
    with running(qtbot, club_folder) as keyboard:
        keyboard.press("Alt+1", "Ctrl+N")
        keyboard.type("Nguyễn Thị Đượm")
        keyboard.press("Tab")
        keyboard.type("1948")
        drafts = keyboard.window.session.drafts
        qtbot.waitUntil(lambda: "1948" in drafts.texts("add-member").values())
        shutil.copytree(club_folder, left)  # the disk as it is at this moment

    with running(qtbot, left) as keyboard:
        home = keyboard.page
        assert isinstance(home, HomePage)
        titles = [line.title for line in home.lines()]
        assert _("Not saved yet: {form}").format(form=_("Add a member")) in titles
        keyboard.press("Alt+1", "Ctrl+N")
        form = keyboard.page
        assert isinstance(form, Form)
        assert form.values()["name"] == "Nguyễn Thị Đượm"
        assert form.values()["birth"] == "1948"
        keyboard.press("Ctrl+Enter", "Alt+Home")
        assert not [line for line in home.lines() if line.key == "draft"]
