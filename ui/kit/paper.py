"""A PDF as pictures: for the screen, and for a printer at its true size.

PDFium works in one thread at a time, so every use of a document goes through its lock; the screen
may turn pages while the worker prints.
"""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from app.base.errors import UserError
from app.base.job import Job
from app.base.text import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Sides = Literal["", "long", "short"]
"""Printing on both sides, turned on the long or the short edge; "" is one side."""

DOTS = 300
"""Dots per inch on paper."""

_POINTS = 72.0
_SAME = 2.0  # points: papers that differ by less have the same name


class Paper:
    """The pages of a PDF, counted from 0. Raises UserError when it cannot be read."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._lock = Lock()
        try:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes = [self._document.get_page_size(n) for n in range(len(self._document))]
        except pypdfium2.PdfiumError as error:
            raise UserError(_("This paper cannot be shown. Nothing was printed.")) from error

    def __len__(self) -> int:
        return len(self.sizes)

    def name(self, page: int) -> str:
        """The paper of a page: "A4", "A5", or its size in millimetres."""
        short, long = sorted(self.sizes[page])
        for size in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A3):
            known = QPageSize.size(size, QPageSize.Unit.Point)
            if abs(known.width() - short) < _SAME and abs(known.height() - long) < _SAME:
                return str(QPageSize.key(size))
        return f"{short / _POINTS * 25.4:.0f} × {long / _POINTS * 25.4:.0f} mm"

    def image(self, page: int, scale: float) -> QImage:
        """A page with `scale` pixels for each point."""
        with self._lock:
            sheet = self._document[page]
            bitmap = sheet.render(scale=scale, prefer_bgrx=True)
            drawn = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()  # the bytes end with this function
            bitmap.close()
            sheet.close()
        return drawn

    def print_on(self, printer: "QPrinter", pages: Sequence[int], what: str, job: Job) -> int:
        """Print pages at their true size, and say how many. `what` goes with each step of `job`.

        Raises UserError when the printer does not take them, Cancelled when stopped; what is
        printed by then is printed.
        """
        painter = QPainter()
        scale = printer.resolution() / _POINTS
        try:
            for number, page in enumerate(pages):
                self._lay_out(printer, page)
                began = printer.newPage() if number else painter.begin(printer)
                if not began:
                    raise UserError(
                        _("The printer took nothing. Look whether it is on and has paper.")
                    )
                place = QRectF(0, 0, *(side * scale for side in self.sizes[page]))
                painter.drawImage(place, self.image(page, DOTS / _POINTS))
                job.step(number + 1, len(pages), what)
        except BaseException:
            printer.abort()
            raise
        finally:
            if painter.isActive():
                painter.end()
        return len(pages)

    def _lay_out(self, printer: "QPrinter", page: int) -> None:
        wide, high = self.sizes[page]
        upright = QSizeF(min(wide, high), max(wide, high))
        size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        turned = (
            QPageLayout.Orientation.Landscape if wide > high else (QPageLayout.Orientation.Portrait)
        )
        layout = QPageLayout(size, turned, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        printer.setPageLayout(layout)


class Printers:
    """The printers of this computer."""

    def names(self) -> list[str]:
        """All of them, by name."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return QPrinterInfo.availablePrinterNames()

    def usual(self) -> str:
        """The one used when nobody chooses; "" when there is none."""
        from PySide6.QtPrintSupport import QPrinterInfo

        names = self.names()
        default = QPrinterInfo.defaultPrinterName()
        return default if default in names else (names[0] if names else "")

    def open(self, name: str, sides: Sides = "") -> "QPrinter":
        """A printer ready to print on, the whole page at 300 dots per inch."""
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        printer.setFullPage(True)
        printer.setResolution(DOTS)
        modes = QPrinter.DuplexMode
        printer.setDuplex(
            {"": modes.DuplexNone, "long": modes.DuplexLongSide, "short": modes.DuplexShortSide}[
                sides
            ]
        )
        return printer
