"""The program with its window: one instance, fonts and style, language, and care for crashes.

Whatever can wait until the window is there is imported and done after that.
"""

import builtins
import faulthandler
import gc
import os
import sys
import zlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QLockFile, QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

# PySide6 reads the source of every module that is imported after it, in search of its snake_case
# feature. We do not use that; without the hook, the window is there a tenth sooner.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

from app.base.places import data_dir, resource  # noqa: E402
from app.base.text import _, set_language  # noqa: E402
from ui.kit import say, style  # noqa: E402
from ui.kit.qt_words import QtWords  # noqa: E402
from ui.kit.session import Session  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402

if TYPE_CHECKING:
    import logging

    from PySide6.QtNetwork import QLocalServer

    from app.base.job import Job

CRASH_FILE, LOCK_FILE = "crash.txt", "window.lock"
_ANSWER_MS = 500
_PAINTED_MS = 30  # by then the window has been painted for the first time


class Application(QApplication):
    """Our QApplication: Noto Sans, Qt's words in the user's language, the kit's style.

    It holds no logic of the program, because a process can have only one.
    """

    def __init__(self, argv: Sequence[str]) -> None:
        QApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        super().__init__(list(argv))
        self.setApplicationName("so-clb")
        self.setStyle("fusion")
        self._words = QtWords(self)
        self.installTranslator(self._words)
        style.load_fonts()


def run(argv: Sequence[str]) -> int:
    """Open the window; `--club DIR` names a book. Returns the exit code."""
    if not _has_display():
        sys.stderr.write(
            "There is no display to open a window on. Nothing was changed."
            " Use the commands instead: so-clb --help\n"
        )
        return 1
    folder = _folder(argv)
    app = Application(argv[:1])
    lock = only_one()
    if lock is None and hand_over(str(folder or "")):
        return 0
    crashes, crashed = watch_crashes()
    sys.excepthook = say.excepthook
    session = Session()
    set_language(session.settings.language)
    style.apply(session.settings.theme, session.settings.size)
    window = MainWindow(session)
    window.start(folder or _last_folder(session))
    window.resize(app.primaryScreen().availableSize())  # what it is where nothing maximizes it
    window.showMaximized()
    if crashed:
        window.page().good(
            _("The program stopped without warning last time."),
            _("What was saved is safe. Check the last row you typed."),
        )
    afterwards = _Afterwards(window)
    QTimer.singleShot(_PAINTED_MS, afterwards.do)
    try:
        return app.exec()
    finally:
        afterwards.undo()
        if crashes is not None:
            faulthandler.disable()
            crashes.close()
        if lock is not None:
            lock.unlock()


def only_one() -> QLockFile | None:
    """The lock of the only window of this user; None when there is a window already."""
    folder = data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return QLockFile("")  # a disk that is full must not keep anybody from the book
    lock = QLockFile(str(folder / LOCK_FILE))
    lock.setStaleLockTime(0)  # stale is what belongs to no living program, never what is old
    taken = lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError
    return lock if taken else None


def hand_over(folder: str) -> bool:
    """Ask the window that is already there to come forward, and to open `folder` if it may."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(_ANSWER_MS):
        return False  # it hangs or is just starting: rather two windows than none
    socket.write(folder.encode() + b"\n")
    socket.waitForBytesWritten(_ANSWER_MS)
    socket.disconnectFromServer()
    return True


def server_name() -> str:
    """One per user and data folder; tests and pictures have their own."""
    return f"so-clb-{zlib.crc32(str(data_dir().resolve()).encode()):08x}"


def watch_crashes() -> tuple[TextIO | None, bool]:
    """Let a crash of the interpreter leave its trace; tells whether the last run left one."""
    path = data_dir() / CRASH_FILE
    try:
        crashed = path.exists() and path.stat().st_size > 0
        if crashed:
            path.replace(path.with_suffix(".old.txt"))
        trace = path.open("w", encoding="utf-8")
    except OSError:
        return None, False
    faulthandler.enable(trace)
    return trace, crashed


class _Afterwards(QObject):
    """What is done once the window is there: looking for rubbish, the icon, the log, listening to
    a second start, reading ahead."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._server: QLocalServer | None = None

    def do(self) -> None:
        """Do it all."""
        from PySide6.QtNetwork import QLocalServer

        from app.base.log import open_log

        if not gc.isenabled():  # see ui/__main__.py
            gc.freeze()  # what is there by now stays: it need not be looked through again
            gc.enable()
        self._window.setWindowIcon(QIcon(str(resource("icons", "book-open.svg"))))
        try:
            self._log: logging.Handler | None = open_log(data_dir())
        except OSError:
            self._log = None
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._second_start)
        if not self._server.listen(server_name()):
            QLocalServer.removeServer(server_name())  # left behind by a crash
            self._server.listen(server_name())
        if self._window.isVisible() and not self._window.session.has_club:
            self._window.session.worker.start(_read_ahead)

    def undo(self) -> None:
        """Stop listening, close the log."""
        from app.base.log import close_log

        if self._server is not None:
            self._server.close()
            if self._log is not None:
                close_log(self._log)

    def _second_start(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        if not socket.waitForReadyRead(_ANSWER_MS):
            return
        folder = bytes(socket.readLine().data()).decode().strip()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if folder and not window.session.has_club:  # else something might be lost
            window.start(Path(folder))


def _read_ahead(_job: "Job") -> None:
    """Load what opening a book and its first page take, while somebody types the passphrase.

    In the worker's thread, so only what knows no Qt; opening waits for it there.
    """
    for module in ("app.club.file", "app.reports.suggestions"):
        import_module(module)


def _folder(argv: Sequence[str]) -> Path | None:
    rest = list(argv[1:])
    return Path(rest[1]).resolve() if rest[:1] == ["--club"] and len(rest) > 1 else None


def _last_folder(session: Session) -> Path | None:
    kept = session.settings.last_folder
    return Path(kept) if kept and Path(kept).is_dir() else None


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
