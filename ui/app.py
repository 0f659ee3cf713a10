"""The program with its window: one instance, fonts and style, language, and care for crashes."""

import faulthandler
import getpass
import hashlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from app.base.files import data_dir
from app.base.log import close_log, logger, open_log
from app.base.places import resource
from app.base.text import _, set_language
from ui.kit import say, style
from ui.kit.qt_words import QtWords
from ui.kit.session import Session
from ui.main_window import MainWindow

CRASH_FILE = "crash.txt"
_ANSWER_MS = 500


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
        self.setApplicationDisplayName("")
        self.setStyle("fusion")
        self.setWindowIcon(QIcon(str(resource("icons", "book-open.svg"))))
        self._words = QtWords(self)
        self.installTranslator(self._words)
        style.load_fonts()


class OnlyOne(QLocalServer):
    """Keeps a second start from opening a second window: it hands its folder to the first.

    `asked` carries the folder that the second start was given, or "".
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.newConnection.connect(self._answer)

    def first(self, folder: str) -> bool:
        """Whether this is the first start; if not, the first one has been told."""
        name = _server_name()
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_ANSWER_MS):
            socket.write(folder.encode() + b"\n")
            socket.waitForBytesWritten(_ANSWER_MS)
            socket.disconnectFromServer()
            return False
        if not self.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self.listen(name)
        return True

    def _answer(self) -> None:
        socket = self.nextPendingConnection()
        if socket.waitForReadyRead(_ANSWER_MS):
            self.asked.emit(bytes(socket.readLine().data()).decode().strip())


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
    only_one = OnlyOne()
    if not only_one.first(str(folder or "")):
        return 0
    handler = _open_log()
    crashes, crashed = _watch_crashes()
    sys.excepthook = say.excepthook
    session = Session()
    set_language(session.settings.language)
    style.apply(session.settings.theme, session.settings.size)
    window = MainWindow(session)
    opener = _Opener(window)
    only_one.asked.connect(opener.come_forward)
    window.start(folder or _last_folder(session))
    window.showMaximized()
    if crashed:
        window.page().good(
            _("The program stopped without warning last time."),
            _("What was saved is safe. Check the last row you typed."),
        )
    try:
        return app.exec()
    finally:
        only_one.close()
        if crashes is not None:
            faulthandler.disable()
            crashes.close()
        if handler is not None:
            close_log(handler)


class _Opener:
    """Brings the window forward when the program is started a second time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def come_forward(self, folder: str) -> None:
        """Show the window; open the other book only when none is open, so that nothing is lost."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if folder and not window.session.has_club:
            window.start(Path(folder))


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


def _server_name() -> str:
    """One per user and data folder; tests and pictures have their own."""
    text = f"{getpass.getuser()} {data_dir()}"
    return f"so-clb-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _open_log() -> logging.Handler | None:
    try:
        return open_log(data_dir())
    except OSError:
        return None  # a disk that is full must not keep anybody from the book


def _watch_crashes() -> tuple[TextIO | None, bool]:
    """Let a crash of the interpreter leave its trace; tells whether the last run left one."""
    path = data_dir() / CRASH_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        crashed = path.exists() and path.stat().st_size > 0
        if crashed:
            path.replace(path.with_suffix(".old.txt"))
            logger("ui").warning("the last run ended in a crash")
        trace = path.open("w", encoding="utf-8")
    except OSError:
        return None, False
    faulthandler.enable(trace)
    return trace, crashed
