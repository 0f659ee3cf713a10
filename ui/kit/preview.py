"""A paper seen before it is printed: the page at reading size, and beside it the printer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from app.base.errors import Cancelled
from app.base.job import Job
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.form import Form
from ui.kit.labels import body, section
from ui.kit.layout import Apart, Column, Row, SideBySide, card, padded, plain
from ui.kit.notice import IconLabel
from ui.kit.page import Page, Shell
from ui.kit.pager import Pager
from ui.kit.paper import Paper, Printers, Sides
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import look, px

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of the paper's size; 1 fills the width."""


class PaperView(QScrollArea):
    """One page of a paper, as wide as there is room, or larger and smaller."""

    moved = Signal(object)

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper, self._page, self._zoom = paper, 0, ZOOMS.index(1.0)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def page(self) -> int:
        """The page seen, from 0."""
        return self._page

    def turn(self, page: int) -> None:
        """Show another page from its top; the nearest one that there is."""
        page = min(max(page, 0), len(self._paper) - 1)
        if page != self._page:
            self._page = page
            self._draw()
            self.verticalScrollBar().setValue(0)
            self.moved.emit(page)

    def larger(self) -> None:
        """Show the page larger."""
        self._zoom = min(self._zoom + 1, len(ZOOMS) - 1)
        self._draw()

    def smaller(self) -> None:
        """Show the page smaller."""
        self._zoom = max(self._zoom - 1, 0)
        self._draw()

    def zoom(self) -> float:
        """How large the page is shown; 1 fills the width."""
        return ZOOMS[self._zoom]

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(460))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(280), px(260))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, down, across = Qt.Key, self.verticalScrollBar(), self.horizontalScrollBar()
        lines = {keys.Key_Up: (down, -1), keys.Key_Down: (down, 1)}
        lines |= {keys.Key_Left: (across, -1), keys.Key_Right: (across, 1)}
        turns = {keys.Key_PageUp: self._page - 1, keys.Key_PageDown: self._page + 1}
        turns |= {keys.Key_Home: 0, keys.Key_End: len(self._paper) - 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in turns:
            self.turn(turns[Qt.Key(event.key())])
        elif event.key() in lines:
            bar, way = lines[Qt.Key(event.key())]
            bar.setValue(bar.value() + way * px(60))
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        words = _("Page {page} of {pages}").format(page=self._page + 1, pages=len(self._paper))
        self.setAccessibleName(words)
        if not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        wide = (self.viewport().width() - 2) * self.zoom()
        image = self._paper.image(self._page, wide * ratio / self._paper.sizes[self._page][0])
        image.setDevicePixelRatio(ratio)
        self._sheet.show_image(image)


class _Sheet(QWidget):
    """The page itself, with a thin line around."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.resize(image.deviceIndependentSize().toSize() + QSize(2, 2))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPointF(1, 1), self._image)
        painter.setPen(QPen(look().color("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(Page):
    """A PDF to look at, print and save. `save` gets its bytes when the user wants to keep it; None
    where a paper must not be kept. `sheets` says what paper it needs, `sides` prints on both.

    `printed` carries how many pages went to the printer.
    """

    printed = Signal(object)

    def __init__(
        self,
        session: Session,
        shell: Shell,
        pdf: bytes,
        title: str,
        purpose: str = "",
        save: Callable[[bytes], object] | None = None,
        *,
        save_verb: str = "",
        print_verb: str = "",
        sheets: str = "",
        sides: Sides = "",
        printers: Printers | None = None,
    ) -> None:
        super().__init__(session, shell)
        self._pdf, self._keep, self._sides = pdf, save, sides
        self.paper = Paper(pdf)
        self._printers = printers or Printers()
        self.printer = self._printers.usual()
        self.head(title, purpose)
        self.close_button = Button(_("Close"), icon="x", key="Esc")
        self.close_button.clicked.connect(self.escape)
        self.print_button = Button(
            print_verb or _("Print"), icon="printer", key="Ctrl+P", kind="primary"
        )
        self.print_button.clicked.connect(self.print_all)
        self.set_actions(self.close_button, self.print_button)
        self.view = PaperView(self.paper)
        self.view.moved.connect(self._turned)
        self._tell = _wrapped("")
        self._tell.hide()
        self._progress = Column(0)
        right = self._right(sheets, save_verb)
        self.body.add(SideBySide(plain(self._left()), right, share=67), stretch=1)
        self._turned(0)
        self._name_printer()

    def first_focus(self) -> QWidget:
        return self.print_button if self.print_button.isEnabled() else self.view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.view.keyPressEvent(event)  # from wherever the focus is
        else:
            super().keyPressEvent(event)

    # --- parts ------------------------------------------------------------------------------

    def _left(self) -> Column:
        self.pager = Pager()
        self.pager.turned.connect(self.view.turn)
        self.smaller_button = Button(_("Smaller"), key="Ctrl+-")
        self.smaller_button.clicked.connect(self._smaller)
        self.larger_button = Button(_("Larger"), key="Ctrl++")
        self.larger_button.clicked.connect(self._larger)
        sizes = Row(12)
        for button in (self.smaller_button, self.larger_button):
            sizes.add(button)
        left = Column(10)
        left.add(self.view, stretch=1)
        left.add(Apart(self.pager, plain(sizes), gap=12))
        return left

    def _right(self, sheets: str, save_verb: str) -> QWidget:
        self._printer_words = _wrapped("")
        named = Row(10)
        named.addWidget(IconLabel("printer", "ink", 24), 0, Qt.AlignmentFlag.AlignTop)
        named.add(self._printer_words, stretch=1)
        self.other_button = Button(_("Another printer"), icon="printer")
        self.other_button.clicked.connect(self._other)
        self.trial_button = Button(_("Print 1 page as a trial"), icon="file-text")
        self.trial_button.clicked.connect(self.print_trial)
        self.page_button = Button(_("Print only this page"), icon="file-text")
        self.page_button.clicked.connect(self.print_page)
        right = padded(10)
        right.add(section(_("Printer")))
        right.add(named)
        right.add(_wrapped(sheets or self._sheets()))
        for button in (self.other_button, self.trial_button, self.page_button):
            right.add(button)
        self.save_button = Button(save_verb or _("Save to USB"), icon="stick", key="Ctrl+S")
        self.save_button.clicked.connect(self.save)
        right.add(self.save_button)
        if self._keep is None:
            self.save_button.hide()
            self.save_button.setEnabled(False)  # or its key would still work
        right.stretch()
        right.add(self._tell)
        right.add(self._progress)
        return card(right)

    def _sheets(self) -> str:
        text = ngettext("{n} page, {paper}.", "{n} pages, {paper}.", len(self.paper))
        return text.format(n=len(self.paper), paper=self.paper.name(0))

    def _name_printer(self) -> None:
        there = bool(self.printer)
        missing = (
            _("No printer is connected. Connect one and look again.")
            if self._keep is None
            else _("No printer is connected. Connect one, or save the paper and print elsewhere.")
        )
        self._printer_words.setText(self.printer or missing)
        self.other_button.rename(_("Another printer") if there else _("Look for printers"))
        for button in (self.print_button, self.trial_button, self.page_button):
            button.setEnabled(there)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def print_all(self) -> None:
        """Print every page."""
        self._print(range(len(self.paper)))

    @guard
    def print_trial(self) -> None:
        """Print the first page only, to see whether everything is well."""
        self._print([0])

    @guard
    def print_page(self) -> None:
        """Print the page seen."""
        self._print([self.view.page()])

    @guard
    def save(self) -> None:
        """Let the caller keep the PDF."""
        if self._keep is not None:
            self._keep(self._pdf)

    def _print(self, pages: Sequence[int]) -> None:
        printer = self._printers.open(self.printer, self._sides)
        what = _("Sending to the printer")
        paper = self.paper

        def work(job: Job) -> int | None:
            try:
                return paper.print_on(printer, pages, what, job)
            except Cancelled:
                return None

        self._tell.hide()
        self.run(work, self._printed, what, alone=False, place=self._progress)

    def _printed(self, pages: int | None) -> None:
        if pages is None:
            words = _("Stopped. Pages already sent may still come out.")
        else:
            sent = ngettext(
                "{n} page was sent to the printer.", "{n} pages were sent to the printer.", pages
            )
            words = sent.format(n=pages)
            self.printed.emit(pages)
        self._tell.setText(words)
        self._tell.show()

    @guard
    def _other(self) -> None:
        names = self._printers.names()
        if len(names) < 2:
            self.printer = self._printers.usual()
            self._name_printer()
            return
        choice = Choice(_("Print on"), [(name, name) for name in names], columns=1)
        form = Form(
            self.session,
            self.shell,
            _("Another printer"),
            _("Only this paper is printed there."),
            {"printer": choice},
            self._chosen,
            verb=_("Use this printer"),
            values={"printer": self.printer},
        )
        self.shell.show(form)

    def _chosen(self, values: dict[str, str]) -> None:
        self.printer = values["printer"] or self.printer
        self._name_printer()

    # --- pages and sizes --------------------------------------------------------------------

    def _turned(self, page: int) -> None:
        self.pager.show_page(page, len(self.paper))

    def _larger(self) -> None:
        self.view.larger()
        self._sizes_changed()

    def _smaller(self) -> None:
        self.view.smaller()
        self._sizes_changed()

    def _sizes_changed(self) -> None:
        self.larger_button.setEnabled(self.view.zoom() < ZOOMS[-1])
        self.smaller_button.setEnabled(self.view.zoom() > ZOOMS[0])


def _wrapped(text: str) -> QLabel:
    """A sentence that wraps in the column as it is, and does not ask for a wider one."""
    words = body(text)
    policy = words.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    words.setSizePolicy(policy)
    return words
