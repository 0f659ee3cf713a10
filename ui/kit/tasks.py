"""Long work: an ordinary function with a `Job`, done by one worker while the screen stays alive.

There is one worker for everything, so work on the book is done one thing after the other; results
come back to the screen's thread by signals.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QWidget

from app.base.job import Job, WatchedJob
from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import bold
from ui.kit.layout import Column, Row
from ui.kit.style import px

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Work = Callable[[Job], Any]

_INPUT = {
    *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut),
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel),
    QEvent.Type.MouseButtonDblClick,
}


@dataclass(frozen=True, slots=True)
class Step:
    """How far a task is; a `total` of 0 means unknown."""

    done: int
    total: int
    what: str


class Worker(QObject):
    """The one thread for long work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None  # made when there is work to do
        self._running: list[Task] = []

    def start(self, work: Work) -> "Task":
        """Do `work(job)` after what was given before. Connect the task's signals at once: they
        are sent when the screen comes to it, never during this call."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        task = Task(work)
        self._running.append(task)
        task.done.connect(self._forget)
        task.failed.connect(self._forget)
        task.submit(self._pool)
        return task

    def busy(self) -> bool:
        """Whether something is being done or waits for it."""
        return any(not task.is_over() for task in self._running)

    def close(self) -> None:
        """Stop what can be stopped and wait for the rest; nothing is done after that."""
        for task in self._running:
            task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _forget(self) -> None:
        self._running = [task for task in self._running if not task.is_over()]


class Task(QObject):
    """One piece of long work: `stepped` carries a `Step`; at the end comes either `done` with the
    result, or `failed` with the error, which may be `Cancelled`."""

    stepped = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    _went_on = Signal(object)
    _returned = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._job = WatchedJob(self._tell)
        self._over = False
        # Through these two everything crosses into the screen's thread, where it waits until
        # whoever has started the task has connected.
        self._went_on.connect(self.stepped)
        self._returned.connect(self._finish)

    def submit(self, pool: "ThreadPoolExecutor") -> None:
        """Hand it to the worker's thread."""
        pool.submit(self._run)

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._job.cancel()

    def is_over(self) -> bool:
        """Whether its result or error has been told."""
        return self._over

    def _run(self) -> None:  # in the worker's thread
        result: tuple[Any, BaseException | None]
        try:
            result = (self._work(self._job), None)
        except BaseException as error:  # noqa: BLE001 - it is shown where the user is
            result = (None, error)
        self._returned.emit(result)

    def _tell(self, done: int, total: int, what: str) -> None:  # in the worker's thread
        self._went_on.emit(Step(done, total, what))

    def _finish(self, result: tuple[Any, BaseException | None]) -> None:
        value, error = result
        self._over = True
        if error is None:
            self.done.emit(value)
        else:
            self.failed.emit(error)


class ProgressFrame(QFrame):
    """Words with figures, a bar of 24 px, and Stop. It shows itself after `delay` ms and goes away
    at the end. With `alone` nothing else can be pressed or typed meanwhile: for work that writes.
    """

    def __init__(self, task: Task, words: str, delay: int = 500, *, alone: bool = False) -> None:
        super().__init__()
        self._task, self._first_words = task, words
        self._words = bold(words)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._stop = Button(_("Stop"), icon="x")
        self._stop.clicked.connect(self._stopped)
        row = Row()
        row.add(self._bar, stretch=1)
        row.add(self._stop)
        column = Column(6)
        column.add(self._words)
        column.add(row)
        self.setLayout(column)
        self.rescale()
        self.hide()
        self._gate = _Gate(self) if alone else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show_now)
        self._timer.start(delay)
        task.stepped.connect(self._stepped)
        task.done.connect(self._ended)
        task.failed.connect(self._ended)

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._bar.setFixedHeight(px(24))

    def show_now(self) -> None:
        """Show how far the work is, if it still goes on."""
        if not self._task.is_over():
            self.show()
            if self._gate is not None:
                self._stop.setFocus()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _stepped(self, step: Step) -> None:
        what = step.what or self._first_words
        if step.total:
            self._bar.setRange(0, step.total)
            self._bar.setValue(min(step.done, step.total))
            what = _("{what}: {done} of {total}").format(
                what=what, done=step.done, total=step.total
            )
        self._words.setText(what)

    def _stopped(self) -> None:
        self._stop.off(_("stopping"))
        self._task.cancel()

    def _ended(self) -> None:
        self._timer.stop()
        if self._gate is not None:
            self._gate.open()
        self.hide()
        self.deleteLater()


class _Gate(QObject):
    """Keeps keys and clicks from everything but one widget, until opened.

    What lies in a widget with the property "always" (the curtain) is kept from nothing, nor is F12,
    which draws it.
    """

    def __init__(self, allowed: QWidget) -> None:
        super().__init__(allowed)
        self._allowed = allowed
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def open(self) -> None:
        """Let everything through again."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _INPUT or not isinstance(watched, QWidget):
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12:
            return False
        widget: QWidget | None = watched
        while widget is not None:
            if widget is self._allowed or widget.property("always"):
                return False
            widget = widget.parentWidget()
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the key is taken, so that no shortcut looks at it
        return True
