"""Measures 60 health books against the same marks drawn straight on a reportlab canvas."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from unittest.mock import patch

from bench_kit import UNTIL, Result, Scene, against, clocked, side_by_side
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.club.file import Club, open_file
from app.club.ports import Ports
from app.documents import health_book, kit

Step = tuple[str, tuple[Any, ...], dict[str, Any]]
# What the books ask of a canvas without leaving a mark.
_QUESTIONS = frozenset({"hasForm"})


class _Outline(PDFPathObject):  # type: ignore[misc]
    """A path that remembers how it was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[str, tuple[float, ...]]] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name in ("moveTo", "lineTo", "curveTo", "close"):
            return _noting(name, found, self.steps)
        return found


def _noting(name: str, real: Callable[..., Any], steps: list[Any]) -> Callable[..., Any]:
    def noted(*args: Any) -> Any:
        steps.append((name, args))
        return real(*args)

    return noted


class Recorder:
    """Stands in for a canvas, notes every call and passes it on."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self.made_with = (args[1:], more)
        self.steps: list[Step] = []
        self._canvas = Canvas(*args, **more)

    def beginPath(self) -> _Outline:  # noqa: N802 - reportlab's name
        return _Outline()

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._canvas, name)
        if not callable(real):
            return real

        def noted(*args: Any, **more: Any) -> Any:
            if name not in _QUESTIONS:
                self.steps.append((name, args, more))
            return real(*args, **more)

        return noted


def replay(recorder: Recorder) -> bytes:
    """The same marks on a plain canvas, one call after the other."""
    into = BytesIO()
    args, more = recorder.made_with
    canvas = Canvas(into, *args, **more)
    for name, values, options in recorder.steps:
        if name == "drawPath":
            path = canvas.beginPath()
            for step, places in values[0].steps:
                getattr(path, step)(*places)
            canvas.drawPath(path, *values[1:], **options)
        else:
            getattr(canvas, name)(*values, **options)
    return into.getvalue()


def _print(club: Club) -> bytes:
    holders, issuer = health_book.gather(club, UNTIL)
    return health_book.render(holders, issuer, UNTIL)


def record(club: Club) -> tuple[Recorder, bytes]:
    """The calls that our books make, and the file they give."""
    made: list[Recorder] = []

    def canvas(*args: Any, **more: Any) -> Recorder:
        made.append(Recorder(*args, **more))
        return made[-1]

    with patch.object(kit, "Canvas", canvas):
        pdf = _print(club)
    (recorder,) = made
    return recorder, pdf


def books(scene: Scene) -> list[Result]:
    """From the open club to the bytes of the file, against the bare calls."""
    club = open_file(scene.practice(), Ports())
    try:
        recorder, pdf = record(club)
        if replay(recorder) != pdf:
            raise AssertionError("the yardstick does not draw what our books draw")
        pair = side_by_side(
            lambda: clocked(lambda: _print(club)), lambda: clocked(lambda: replay(recorder)), 5
        )
    finally:
        club.close(keep_copy=False)
    return [
        against("books", "60 health books of 16 pages", pair, 2.0, "the same marks on a canvas")
    ]
