"""What posters share: A3, or the same page smaller on A4, and a pen that knows how large it is.

Lengths are millimetres of the page as it was designed, sizes points there.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Final, Literal

from app.documents.issuer import Issuer
from app.documents.kit import Align, Sheet, Watch, new_canvas
from app.documents.letters import cut, fitting

Paper = Literal["A3", "A4"]

A3: Final = (297.0, 420.0)
GROWN: Final[dict[Paper, float]] = {"A3": 1.0, "A4": 210 / 297}
"""How large a page designed for A3 becomes on each paper."""
FLOOR: Final = 14.2
"""The smallest text: 14 points on A3, 10 on A4."""
LEFT, RIGHT = 24.0, 273.0
ROOM = RIGHT - LEFT


class Wall:
    """A poster under the pen; `grown` is how large it is beside the page it was designed for,
    `floor` its smallest text there."""

    def __init__(self, sheet: Sheet, grown: float, floor: float = FLOOR) -> None:
        self.sheet, self.k, self._floor = sheet, grown, floor

    def rule(self, y: float, weight: float) -> None:
        """A line from edge to edge of the text; none without weight."""
        if weight:
            self.sheet.rule(LEFT * self.k, y * self.k, RIGHT * self.k, weight * self.k)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        align: Align = "left",
        *,
        bold: bool = False,
    ) -> None:
        """One line; what does not fit becomes smaller, and is cut when that is not enough."""
        k = self.k
        fits = fitting(text, room, size, self._floor, bold=bold)
        words = cut(text, room, fits, bold=bold)
        self.sheet.text(x * k, y * k, words, fits * k, room=room * k, bold=bold, align=align)


def one_page(
    size: tuple[float, float],
    title: str,
    issuer: Issuer,
    language: str,
    draw: Callable[[Sheet], None],
    watch: Watch | None,
) -> bytes:
    """A PDF of a single page, in the `language` that is being spoken."""
    into = BytesIO()
    canvas = new_canvas(into, size, title=title, author=issuer.name, language=language)
    sheet = Sheet(canvas, size, watch, practice=issuer.practice)
    draw(sheet)
    sheet.next_page()
    canvas.save()
    return into.getvalue()
