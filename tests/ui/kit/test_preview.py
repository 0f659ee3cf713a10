from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfgen.canvas import Canvas

from app.base.errors import Cancelled, UserError
from app.base.job import NO_JOB, WatchedJob
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.paper import DOTS, Paper, Printers, Sides
from ui.kit.preview import Preview
from ui.kit.session import Session

MM = 72 / 25.4


def pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF with a black square of 50 mm at the top left corner of every page."""
    into = BytesIO()
    canvas = Canvas(into)
    for wide, high in sizes:
        canvas.setPageSize((wide, high))
        canvas.rect(0, high - 50 * MM, 50 * MM, 50 * MM, fill=1)
        canvas.showPage()
    canvas.save()
    return into.getvalue()


class PaperPrinters(Printers):
    """Printers that write a PDF instead."""

    def __init__(self, folder: Path, *names: str) -> None:
        self._folder, self._names = folder, list(names)
        self.opened: list[tuple[str, Sides]] = []

    def names(self) -> list[str]:
        return self._names

    def usual(self) -> str:
        return self._names[0] if self._names else ""

    def open(self, name: str, sides: Sides = "") -> QPrinter:
        self.opened.append((name, sides))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / f"{len(self.opened)}.pdf"))
        printer.setFullPage(True)
        printer.setResolution(DOTS)
        return printer

    def printed(self) -> pypdf.PdfReader:
        """What came out last."""
        return pypdf.PdfReader(self._folder / f"{len(self.opened)}.pdf")


@pytest.fixture
def printers(tmp_path: Path) -> PaperPrinters:
    return PaperPrinters(tmp_path, "Canon LBP 2900", "HP 1020")


Shown = Callable[[Page], Page]


@pytest.fixture
def kept() -> list[bytes]:
    """What the caller was given to keep."""
    return []


@pytest.fixture
def preview(
    session: Session,
    shell: FakeShell,
    shown: Shown,
    printers: PaperPrinters,
    kept: list[bytes],
    qtbot: QtBot,
) -> Preview:
    """Three pages of A5, then one of A4 across."""
    page = Preview(
        session,
        shell,
        pdf(A5, A5, A5, landscape(A4)),
        "Look before printing",
        "Health books of 60 people.",
        kept.append,
        printers=printers,
    )
    shown(page)
    shell.stack.activateWindow()
    qtbot.waitUntil(page.print_button.hasFocus)
    return page


def test_a_page_is_drawn_at_the_scale_asked_for(qapp: object) -> None:
    paper = Paper(pdf(A5, landscape(A4)))
    assert (len(paper), paper.name(0), paper.name(1)) == (2, "A5", "A4")
    image = paper.image(1, 2.0)
    assert (image.width(), image.height()) == (round(A4[1] * 2 + 0.5), round(A4[0] * 2 + 0.5))
    assert image.pixelColor(40, 40).lightness() == 0
    assert image.pixelColor(image.width() - 5, image.height() - 5).lightness() == 255


def test_an_odd_size_is_named_in_millimetres(qapp: object) -> None:
    assert Paper(pdf((100 * MM, 150 * MM))).name(0) == "100 × 150 mm"


def test_what_is_no_pdf_is_said(qapp: object) -> None:
    with pytest.raises(UserError):
        Paper(b"nothing")


def test_paper_comes_out_at_its_true_size(
    qapp: object, printers: PaperPrinters, tmp_path: Path
) -> None:
    paper = Paper(pdf(A5, landscape(A4)))
    assert paper.print_on(printers.open("any"), [0, 1], "", NO_JOB) == 2
    boxes = [page.mediabox for page in printers.printed().pages]
    sizes = [(float(box.width), float(box.height)) for box in boxes]
    assert sizes[0] == pytest.approx(A5, abs=1)
    assert sizes[1] == pytest.approx(landscape(A4), abs=1)
    out = pypdfium2.PdfDocument(tmp_path / "1.pdf")[0].render(scale=1, grayscale=True).to_pil()
    edge = round(50 * MM)
    assert out.getpixel((edge - 3, edge - 3)) < 50
    assert out.getpixel((edge + 3, edge + 3)) > 200


def test_stopping_stops_at_the_next_page(qapp: object, printers: PaperPrinters) -> None:
    steps: list[int] = []

    def tell(done: int, _total: int, _what: str) -> None:
        steps.append(done)
        job.cancel()

    job = WatchedJob(tell)
    with pytest.raises(Cancelled):
        Paper(pdf(A5, A5, A5)).print_on(printers.open("any"), [0, 1, 2], "", job)
    assert steps == [1]


def test_everything_is_printed(preview: Preview, printers: PaperPrinters, qtbot: QtBot) -> None:
    QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "4 pages were sent" in preview._tell.text())
    assert len(printers.printed().pages) == 4
    assert printers.opened == [("Canon LBP 2900", "")]


def test_one_page_is_printed(preview: Preview, printers: PaperPrinters, qtbot: QtBot) -> None:
    preview.view.turn(3)
    preview.page_button.click()
    qtbot.waitUntil(lambda: "1 page was sent" in preview._tell.text())
    (page,) = printers.printed().pages
    assert float(page.mediabox.width) == pytest.approx(A4[1], abs=1)
    preview._tell.clear()
    preview.trial_button.click()
    qtbot.waitUntil(lambda: "1 page was sent" in preview._tell.text())
    (page,) = printers.printed().pages
    assert float(page.mediabox.width) == pytest.approx(A5[0], abs=1)


def test_pages_are_turned_from_wherever_the_focus_is(preview: Preview) -> None:
    assert preview.print_button.hasFocus()
    QTest.keyClick(preview.print_button, Qt.Key.Key_PageDown)
    assert preview.view.page() == 1
    assert preview.pager.words() == "Page 2 of 4"
    preview.view.setFocus()
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.view.page() == 3
    preview.pager.turned.emit(0)
    assert preview.view.accessibleName() == "Page 1 of 4"


def test_the_paper_can_be_larger_and_smaller(preview: Preview) -> None:
    wide = preview.view._sheet.width()
    QTest.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.view._sheet.width() > wide
    for _time in range(9):
        preview.smaller_button.click()
    assert preview.view._sheet.width() < wide
    assert not preview.smaller_button.isEnabled()
    assert preview.larger_button.isEnabled()


def test_saving_is_up_to_the_caller(preview: Preview, kept: list[bytes]) -> None:
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert kept == [preview._pdf]


def test_a_paper_that_must_not_be_kept(
    session: Session, shell: FakeShell, shown: Shown, printers: PaperPrinters
) -> None:
    page = Preview(session, shell, pdf(A4), "Recovery paper", printers=printers)
    shown(page)
    assert not page.save_button.isVisible()
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_without_a_printer(
    session: Session, shell: FakeShell, shown: Shown, tmp_path: Path
) -> None:
    printers = PaperPrinters(tmp_path)
    page = Preview(session, shell, pdf(A4), "Look", save=print, printers=printers)
    shown(page)
    assert page._printer_words.text().startswith("No printer is connected.")
    assert not page.print_button.isEnabled()
    assert page.first_focus() is page.view
    printers._names = ["Canon LBP 2900"]
    page.other_button.click()
    assert page.printer == "Canon LBP 2900"
    assert page.print_button.isEnabled()


def test_another_printer(preview: Preview, shell: FakeShell) -> None:
    preview.other_button.click()
    form = shell.shown[-1]
    assert isinstance(form, Form)
    form.fields["printer"].set_text("HP 1020")
    form.save_now()
    assert preview.printer == "HP 1020"


def test_esc_closes(preview: Preview, shell: FakeShell) -> None:
    QTest.keyClick(preview.view, Qt.Key.Key_Escape)
    assert shell.backs == 1


@pytest.mark.parametrize("size", [100, 150, 200])
def test_it_fits(preview: Preview, sized: Callable[[int], None], size: int) -> None:
    sized(size)
    settle()
    check_page(preview)
