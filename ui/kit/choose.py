"""One of a few things by one key: a page of tiles with the numbers 1 to 9."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles

KEYS = "123456789"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its code, name and icon, and a line below the name."""

    code: str
    title: str
    icon: str
    second: str = ""


class TilesPage(Page):
    """A page of tiles, each pressed by its number; what stands beyond the ninth place is reached by
    the arrow keys. Subclasses `offer` them and say what `chosen` does."""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.tiles: dict[str, Tile] = {}

    def offer(self, options: Sequence[Option]) -> None:
        """Put the tiles on the page, under what stands there."""
        tiles = []
        for place, option in enumerate(options):
            number = KEYS[place] if place < len(KEYS) else ""
            tile = Tile(option.title, option.second, icon=option.icon, number=number)
            tile.setProperty("code", option.code)
            tile.clicked.connect(self._pressed)
            tiles.append(tile)
            if number:
                self.tiles[number] = tile
        self.body.add(Tiles(tiles))

    def chosen(self, code: str) -> None:
        """What pressing a tile does."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        return self.tiles["1"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.tiles.get(event.text())
        if tile is not None:
            tile.click()
        else:
            super().keyPressEvent(event)

    @guard
    def _pressed(self) -> None:
        self.chosen(str(self.sender().property("code")))


class ChoosePage(TilesPage):
    """What is chosen goes to `then`, and the page away."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        options: Sequence[Option],
        then: Callable[[str], object],
    ) -> None:
        super().__init__(session, shell)
        # As many as there are numbers fill the page.
        how = _("Press a tile, or type its number.") if len(options) < len(KEYS) else ""
        self.head(title, how)
        self._then = then
        self.offer(options)
        self.body.stretch()

    def chosen(self, code: str) -> None:
        self.shell.back()
        self._then(code)
