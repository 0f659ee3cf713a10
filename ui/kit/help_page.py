"""F1: one page about the room one is in, from `resources/help/<language>/<room>.md`."""

import html
import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.places import resource
from app.base.text import _, language
from ui.kit.button import Button
from ui.kit.labels import line, rich, section
from ui.kit.layout import Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.screen_page import ScreenPage
from ui.kit.session import Session

_STEP = re.compile(r"(\d+)\.\s+(.+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Help:
    """The title of a help page and its paragraphs; a step begins with its number."""

    title: str
    paragraphs: tuple[str, ...]


def read(room: str) -> Help | None:
    """The help page of a room in the user's language; None when there is none."""
    path = resource("help", language(), f"{room}.md")
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    first, _gap, rest = text.partition("\n")
    blocks = re.split(r"\n\s*\n|\n(?=\d+\.\s)", rest.strip())
    joined = (" ".join(part.split()) for part in blocks)
    return Help(first.lstrip("# ").strip(), tuple(part for part in joined if part))


class HelpPage(Page):
    """What one can do here, step by step, in large text."""

    def __init__(self, session: Session, shell: Shell, room: str) -> None:
        super().__init__(session, shell)
        found = read(room)
        self.head(found.title if found else _("Help"), _("How this page works. Esc goes back."))
        self.back = Button(_("Back to work"), icon="arrow-left", key="Esc", kind="primary")
        self.back.clicked.connect(self.escape)
        screen = Button(_("Size, colours, language"), icon="eye")
        screen.clicked.connect(self._screen)
        self.set_actions(screen, self.back)
        inside = padded(10)
        for paragraph in found.paragraphs if found else (_("There is no help for this page."),):
            inside.add(_paragraph(paragraph))
        self.body.add(card(inside))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.back

    def _screen(self) -> None:
        self.shell.show(ScreenPage(self.session, self.shell))


def _paragraph(text: str) -> QWidget:
    if text.startswith("#"):
        return section(text.lstrip("# "))
    step = _STEP.fullmatch(text)
    words = _BOLD.sub(r"<b>\1</b>", html.escape(step[2] if step else text))
    if step is None:
        return rich(words)
    row = Row(12)
    row.addWidget(line(f"{step[1]}.", "bold"), 0, Qt.AlignmentFlag.AlignTop)
    row.add(rich(words), stretch=1)
    return plain(row)
