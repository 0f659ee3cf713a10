"""How the screen looks and which language it speaks: three questions, answered at once."""

from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.layout import card, padded
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.style import SIZES

THEMES = {
    "light": N_("White paper"),
    "cream": N_("Cream paper"),
    "contrast": N_("White and yellow on black"),
}
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own language, for whoever cannot read the other one."""


class ScreenPage(Page):
    """Size of text, colours, language. Each choice is seen at once and kept for this PC."""

    help_id = "welcome"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("Size, colours, language"), _("What you choose is seen at once."))
        back = Button(_("Back to work"), icon="arrow-left", key="Esc", kind="primary")
        back.clicked.connect(self.escape)
        self.set_actions(back)
        now = session.settings
        self.size_of_text = Choice(_("Size of text"), [(str(size), f"{size} %") for size in SIZES])
        self.colours = Choice(_("Colours"), [(name, _(text)) for name, text in THEMES.items()])
        self.language = Choice(_("Language"), list(LANGUAGES.items()))
        inside = padded(10)
        for choice, value, slot in (
            (self.size_of_text, str(now.size), self._size),
            (self.colours, now.theme, self._theme),
            (self.language, now.language, self._language),
        ):
            choice.set_text(value)
            choice.edited.connect(slot)
            inside.add(choice)
        self.body.add(card(inside))
        self.body.stretch()
        session.restyled.connect(self._follow)

    def first_focus(self) -> QWidget:
        return self.size_of_text.first()

    def _size(self, chosen: str) -> None:
        self.session.configure(size=int(chosen))

    def _theme(self, chosen: str) -> None:
        self.session.configure(theme=chosen)

    def _language(self, chosen: str) -> None:
        self.session.configure(language=chosen)

    def _follow(self) -> None:
        """A+ was pressed meanwhile."""
        self.size_of_text.set_text(str(self.session.settings.size))
