"""One of a few things by one key: the area, then what is usual in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.areas.deeds import Deed, deeds
from app.base.areas import AREAS, Area
from app.base.dated import Words
from app.base.text import _
from ui.areas import words
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its code, name and icon."""

    code: str
    title: str
    icon: str


class ChoosePage(Page):
    """Tiles with the numbers 1 to 9. What is chosen goes to `then`, and the page away."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        options: Sequence[Option],
        then: Callable[[str], object],
    ) -> None:
        super().__init__(session, shell)
        self.head(title, _("Press a tile, or type its number."))
        self._then = then
        self.tiles: dict[str, Tile] = {}
        for number, option in enumerate(options, start=1):
            tile = Tile(option.title, icon=option.icon, number=str(number))
            tile.setProperty("code", option.code)
            tile.clicked.connect(self._pressed)
            self.tiles[str(number)] = tile
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

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
        code = str(self.sender().property("code"))
        self.shell.back()
        self._then(code)


def area_page(session: Session, shell: Shell, then: Callable[[Area], object]) -> ChoosePage:
    """Asks for one of the eight areas."""
    options = [Option(code, words.area(code), words.ICONS[code]) for code in AREAS]

    def chosen(code: str) -> None:
        then(next(area for area in AREAS if area == code))

    return ChoosePage(session, shell, _("Which area was it?"), options, chosen)


def deed_page(
    session: Session, shell: Shell, area: Area, then: Callable[[Deed], object]
) -> ChoosePage:
    """Asks what was done in an area: what is usual in it, or something else."""
    usual = {deed.id: deed for deed in deeds()[area]}
    options = [Option(deed.id, deed.words(), words.ICONS[area]) for deed in usual.values()]
    other = Option("", _("Something else, in your own words"), "pencil")

    def chosen(code: str) -> None:
        then(usual.get(code, Deed("", area, "other", Words("", ""))))

    return ChoosePage(session, shell, words.area(area), [*options, other], chosen)
