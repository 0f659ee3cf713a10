"""Two pages side by side on A4, in the order that gives a book when sheets are folded.

Print on both sides, flip on the short edge, fold all sheets of a book together, staple twice.
"""

from collections.abc import Callable, Iterator
from typing import Final

from app.documents.kit import Sheet
from app.documents.letters import MM

PAPER: Final = (297.0, 210.0)
TICK: Final = 5.0


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """Which pages lie left and right on each side of paper: 16|1, 2|15, 14|3, 4|13, …

    `pages` is a multiple of four.
    """
    for sheet in range(pages // 4):
        yield pages - 2 * sheet, 1 + 2 * sheet
        yield 2 + 2 * sheet, pages - 1 - 2 * sheet


def fold(sheet: Sheet, pages: int, size: tuple[float, float], draw: Callable[[int], None]) -> None:
    """Draw all pages of one book, two on each side; every page keeps its own coordinates.

    Pages meet in the middle; what is left of the paper stays at the outer edges.
    """
    middle = PAPER[0] / 2
    for left, right in sides(pages):
        for page, x in ((left, middle - size[0]), (right, middle)):
            sheet.canvas.saveState()
            sheet.canvas.translate(x * MM, 0)
            draw(page)
            sheet.stamp(size[0])
            sheet.canvas.restoreState()
        for y in (0.0, PAPER[1] - TICK):
            sheet.line(middle, y, middle, y + TICK, 0.5)
        sheet.next_page()
