"""What stands in a grid and could not be saved yet, kept in the book as a form's texts are."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.kit import form
from ui.kit.grid import Grid
from ui.kit.page import Page
from ui.kit.say import tell

BETWEEN = "\n"
"""Stands between row and column in the name of a kept cell; neither has one inside."""


class Unsaved(QObject):
    """Keeps the unsaved cells of a page's grid whenever a cell is left, and every few seconds.

    `grid` gives the grid of the moment, `key` names what it shows, such as the day.
    """

    def __init__(self, page: Page, grid: Callable[[], Grid], key: Callable[[], str]) -> None:
        super().__init__(page)
        self._page, self._grid, self._key = page, grid, key
        self._done: set[str] = set()
        self._watched: Grid | None = None
        # Soon, not at once: the row may just be about to be saved, and the key is answered first.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._now_and_then)
        clock = QTimer(self, interval=form.PAUSE)
        clock.timeout.connect(self._now_and_then)
        clock.start()

    def keep(self) -> None:
        """Keep what is typed and not saved, or let go what was kept before."""
        try:
            self._keep()
        except Exception as error:  # noqa: BLE001 - said on the page; leaving it goes on
            tell(self._page, error)

    def _keep(self) -> None:
        session = self._page.session
        cells = {
            f"{row}{BETWEEN}{column}": text
            for row, texts in self._grid().unsaved().items()
            for column, text in texts.items()
        }
        if cells:
            session.drafts.keep(self._key(), cells, self._page.title(), self._page.shell.room())
        else:
            session.drafts.drop(self._key())

    def put_back(self) -> None:
        """Write what was kept into the grid again, as if it had just been typed: once for each
        key, since later the grid knows better."""
        self.watch()
        if self._key() in self._done:
            return
        self._done.add(self._key())
        unsaved: dict[str, dict[str, str]] = {}
        for name, text in self._page.session.drafts.texts(self._key()).items():
            row, _between, column = name.partition(BETWEEN)
            unsaved.setdefault(row, {})[column] = text
        if unsaved:
            self._grid().put_back(unsaved)

    def watch(self) -> None:
        """Listen to the grid of the moment; asked for when another one has taken its place."""
        grid = self._grid()
        if grid is not self._watched:
            self._watched = grid
            grid.cell_left.connect(self._soon.start)

    def _now_and_then(self) -> None:
        self.watch()
        session = self._page.session
        if self._page.isVisible() and session.has_club and not session.worker.busy():
            self.keep()
