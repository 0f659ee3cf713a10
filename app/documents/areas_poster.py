"""The eight areas of a year for the wall: one page on its side, read from two metres, no names."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.areas.picture import Cell, Picture, months
from app.areas.picture_records import year_picture
from app.base.areas import AREAS
from app.base.ids import code_for
from app.base.text import _, ngettext, speaking
from app.documents.frame import A4_WIDE, Frame, club_line, foot
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch
from app.documents.letters import fitting, width
from app.documents.wall import Paper, Wall, one_page

if TYPE_CHECKING:
    from app.club.file import Club

_GROWN: Final[dict[Paper, float]] = {"A4": 1.0, "A3": 420 / 297}
_LEFT, _ROOM = 9.0, 279.0
_NAMES = 75.0
_CELL, _GAP = 17.0, 1.4
_HEAD, _PITCH = 43.0, 15.6
_CLUB, _TITLE, _SAID, _NAME, _COUNT, _LEGEND = 13.0, 30.0, 16.0, 17.0, 21.0, 14.0
_FLOOR = 10.0


@dataclass(frozen=True, slots=True)
class Poster:
    """What the page says: the picture of a year as it stood when it was printed."""

    picture: Picture
    printed: date
    issuer: Issuer


def gather(club: "Club", year: int) -> Poster:
    """The picture of a year. Needs areas.read."""
    return Poster(year_picture(club, year), club.today(), issuer_of(club))


def render(
    poster: Poster, *, paper: Paper = "A4", language: str = "vi", watch: Watch | None = None
) -> bytes:
    """The page as a PDF; A3 is the same page, larger."""
    grown = _GROWN[paper]
    size = A4_WIDE[0] * grown, A4_WIDE[1] * grown
    with speaking(language):
        return one_page(
            *(size, _name(poster), poster.issuer, language),
            lambda sheet: _Wall(sheet, poster, grown).draw(),
            watch,
        )


def _name(poster: Poster) -> str:
    return _("The eight areas in {year}").format(year=poster.picture.year)


class _Wall(Wall):
    """The page under the pen, designed for A4 on its side."""

    def __init__(self, sheet: Sheet, poster: Poster, grown: float) -> None:
        super().__init__(sheet, grown, _FLOOR)
        self.poster = poster
        self.picture = poster.picture
        self.come = set(poster.picture.come())

    def draw(self) -> None:
        """Title, months, areas, how many areas each month has, what the marks mean."""
        self._title()
        for number in range(12):
            middle = self._column(number) + _CELL / 2
            self.text(
                middle, _HEAD - 3, _("M{n}").format(n=number + 1), _NAME, _CELL, "center", bold=True
            )
        for row, (area, name) in enumerate(AREAS.items()):
            y = _HEAD + row * _PITCH
            self.text(_LEFT, y + 9.6, _(name), _NAME, _NAMES - 3, bold=True)
            for number, month in enumerate(months(self.picture.year)):
                self._cell(self._column(number), y, self.picture.cells[area][month])
        y = _HEAD + 8 * _PITCH
        self.sheet.rule(_LEFT * self.k, (y + 0.6) * self.k, (_LEFT + _ROOM) * self.k, 1.4)
        self.text(_LEFT, y + 8.6, _("All 8 areas"), _NAME, _NAMES - 3, bold=True)
        for number, month in enumerate(months(self.picture.year)):
            done = f"{self.picture.done(month)}/8" if month in self.come else "–"
            self.text(
                self._column(number) + _CELL / 2,
                y + 8.6,
                done,
                _NAME,
                _CELL - 1,
                "center",
                bold=True,
            )
        self._legend(y + 14)
        self._foot()

    def _title(self) -> None:
        self.text(_LEFT, 13, club_line(self.poster.issuer), _CLUB, _ROOM)
        come, complete = len(self.come), len(self.picture.complete_months())
        said = ngettext(
            "{n} of {of} month has all 8 areas.", "{n} of {of} months have all 8 areas.", come
        ).format(n=complete, of=come)
        taken = width(said, _SAID, bold=True) if come else 0.0
        self.text(_LEFT, 26.5, _name(self.poster), _TITLE, _ROOM - taken - 8, bold=True)
        if come:
            self.text(_LEFT + _ROOM, 26.5, said, _SAID, taken + 1, "right", bold=True)

    def _cell(self, x: float, y: float, cell: Cell) -> None:
        wide, high = _CELL - _GAP, _PITCH - _GAP
        match cell.state:
            case "done":
                self._done(x, y, wide, high, cell.count)
            case "missing":
                self._box(x, y, wide, high, 2.6)
                self._cross(x + wide / 2, y + high / 2, 3.4)
            case "planned":
                self._box(x, y, wide, high, 0.6)
                middle = (x + wide / 2) * self.k, (y + high / 2) * self.k
                self.sheet.ring(*middle, 6 * self.k, 1.6 * self.k)
            case _:
                self._box(x, y, wide, high, 0.4)

    def _done(self, x: float, y: float, wide: float, high: float, count: int) -> None:
        k = self.k
        self.sheet.tint(x * k, y * k, wide * k, high * k, 16, 1.2 * k)
        self._box(x, y, wide, high, 1.2)
        size = fitting(str(count), wide - 6.6, _COUNT, _FLOOR, bold=True)
        taken = width(str(count), size, bold=True)
        left = x + (wide - taken - 5.4) / 2
        self._tick(left, y + high / 2, 4.2)
        self.text(left + 5.4, y + high / 2 + size * 0.125, str(count), size, wide - 6, bold=True)

    def _tick(self, x: float, y: float, side: float) -> None:
        points = [(x, y + side * 0.05), (x + side * 0.36, y + side * 0.4), (x + side, y - side / 2)]
        self.sheet.polyline([(a * self.k, b * self.k) for a, b in points], 2.0 * self.k)

    def _cross(self, x: float, y: float, reach: float) -> None:
        k = self.k
        for turn in (1, -1):
            ends = (x - reach, y - turn * reach, x + reach, y + turn * reach)
            a, b, c, d = (end * k for end in ends)
            self.sheet.line(a, b, c, d, 2.6 * k)

    def _legend(self, y: float) -> None:
        x = _LEFT
        entries = (
            (Cell("done", 3), _("done, how many times")),
            (Cell("planned"), _("planned")),
            (Cell("missing"), _("missing")),
        )
        for cell, words in entries:
            self._cell(x, y, cell)
            taken = width(words, _LEGEND)
            self.text(x + _CELL + 1.5, y + 9.2, words, _LEGEND, taken + 1)
            x += _CELL + taken + 14

    def _foot(self) -> None:
        poster, k = self.poster, self.k
        counts = (str(count) for row in self.picture.counts().values() for count in row.values())
        code = code_for("areas", poster.issuer.mark, str(self.picture.year), *counts)
        page = Frame(_LEFT * k, _ROOM * k, A4_WIDE[1] * k)
        foot(self.sheet, page, poster.issuer, poster.printed, (1, 1), code)

    @staticmethod
    def _column(number: int) -> float:
        return _LEFT + _NAMES + number * _CELL

    def _box(self, x: float, y: float, wide: float, high: float, weight: float) -> None:
        k = self.k
        self.sheet.box(x * k, y * k, wide * k, high * k, weight=weight * k, round_=1.2 * k)
