"""What a measurement runs as a program of its own; the parent holds the clock.

    bench_child.py bare              a plain window of PySide6: its processor time
    bench_child.py start CLUB        ours, opened on a book: its processor time
    bench_child.py loaded CLUB       ours, opened on a book: how many modules that took, how large
    bench_child.py memory CLUB       ours, walked through members and health
    bench_child.py search CLUB       ours, searching among the members
    bench_child.py meeting CLUB      ours, opening the meetings of the last three months
    bench_child.py health CLUB       ours, opening the pages of the health room
    bench_child.py home_care CLUB    ours, opening the pages of home care

Each prints "ready" when its window is painted and takes input, then what it measured.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def when_painted(window: QWidget, then: Callable[[], None]) -> None:
    """Call `then` once, after `window` was painted and the events before are done.

    Only the window is watched: to look at every event would slow down what is measured.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    window.installEventFilter(Watch(window))


def ready() -> None:
    print("ready", flush=True)


def used(_window: object = None) -> None:
    """The seconds of processor time that this process took."""
    print(time.process_time(), flush=True)


def bare() -> int:
    """The yardstick: what PySide6 itself takes for a window with a line of text in its middle."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Sổ CLB", alignment=Qt.AlignmentFlag.AlignCenter))

    def done() -> None:
        ready()
        used()
        window.close()

    when_painted(window, done)
    window.showMaximized()
    return app.exec()


def ours(folder: str, act: Callable[[object], None]) -> int:
    """The program as `so-clb --club FOLDER` runs it; `act` gets the painted window."""
    gc.disable()  # as ui/__main__.py does
    from ui import app as program

    class Watched(program.MainWindow):
        def showMaximized(self) -> None:  # noqa: N802 - Qt's name
            when_painted(self, self._painted)
            super().showMaximized()

        def _painted(self) -> None:
            ready()
            act(self)
            self.close()

    program.MainWindow = Watched
    return program.run(["so-clb", "--club", folder])


def loaded(_window: object) -> None:
    """The files that modules were loaded from, and the bytes in them."""
    names = (
        getattr(module, "__cached__", None) or getattr(module, "__file__", None)
        for module in list(sys.modules.values())
    )
    files = [Path(name) for name in {*names} - {None}]
    sizes = [file.stat().st_size for file in files if file.exists()]
    print(len(sizes), sum(sizes), flush=True)


def walk(window: object) -> None:
    """Every room that shows the people of the book, then what the process took at most."""
    from PySide6.QtCore import QCoreApplication

    for room in ("members", "health", "home", "members", "health"):
        window.open(room)
        for _turn in range(3):
            QCoreApplication.processEvents()
        window.grab()
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            print(line.split()[1], flush=True)


def search(window: object) -> None:
    """Milliseconds of every key of what people type, until its answer stands on the screen."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtTest import QTest

    window.open("members")
    box = window.page().search
    QTest.qWait(200)  # nobody types before the page stands
    took = []
    for text in ("nguyen thi dao", "lan hong", "ngyuen", "0912", "vu", "xyz"):
        for letter in text:
            start = time.perf_counter()
            QTest.keyClick(box, letter)
            QCoreApplication.processEvents()
            took.append((time.perf_counter() - start) * 1000)
        for _letter in text:
            QTest.keyClick(box, Qt.Key.Key_Backspace)
            QCoreApplication.processEvents()
    print(*took, flush=True)


def meetings(window: object) -> None:
    """Milliseconds from asking for a meeting until it stands on the screen, the first one first."""
    from PySide6.QtCore import QCoreApplication

    from app.base.dates import Month

    last = Month.of(window.session.today())
    window.open("meetings")
    QCoreApplication.processEvents()
    took = []
    for back in range(3):
        start = time.perf_counter()
        window.open("meetings", meeting=str(last.plus(-back)))
        QCoreApplication.processEvents()  # paints it
        took.append((time.perf_counter() - start) * 1000)
    print(*took, flush=True)


def health_pages(window: object) -> None:
    """Milliseconds until each page of the health room stands on the screen, the best of some."""
    from app.health import list_records
    from ui.health.follow_list import FollowListPage
    from ui.health.month import MonthPage
    from ui.health.page import HealthPage
    from ui.health.person import PersonHealthPage
    from ui.health.screening import ScreeningPage
    from ui.health.slips import SlipsPage

    session, today = window.session, window.session.today()
    person = list_records.one_list(session.club, "high", today).lines[0].person.person_id
    show_each(
        window,
        lambda: HealthPage(session, window),
        lambda: FollowListPage(session, window, "high"),
        lambda: MonthPage(session, window),
        lambda: PersonHealthPage(session, window, person),
        lambda: ScreeningPage(session, window),
        lambda: SlipsPage(session, window, today),
    )


def show_each(window: object, *pages: Callable[[], object]) -> None:
    """Show each page some times from the first page on, and print the best of its times."""
    from PySide6.QtCore import QCoreApplication

    best = []
    for make in pages:
        took = []
        for _round in range(4):
            window.open("home")
            QCoreApplication.processEvents()
            start = time.perf_counter()
            window.show(make())
            QCoreApplication.processEvents()  # paints it
            took.append((time.perf_counter() - start) * 1000)
        best.append(min(took))
    print(*best, flush=True)


def care_pages(window: object) -> None:
    """Milliseconds until each page of home care stands on the screen, the best of some."""
    from app.base.dates import Month
    from app.home_care import records
    from ui.home_care.calendar import PersonCalendar, VolunteerCalendar
    from ui.home_care.lonely import LonelyPage
    from ui.home_care.page import HomeCarePage
    from ui.home_care.people import PeoplePage
    from ui.home_care.year import YearPage

    session, today = window.session, window.session.today()
    month = Month.of(today)
    volunteer = records.volunteers(session.club, today)[0].person_id
    cared = records.cared_people(session.club, today)[0].id
    show_each(
        window,
        lambda: HomeCarePage(session, window),
        lambda: VolunteerCalendar(session, window, volunteer, month),
        lambda: PersonCalendar(session, window, cared, month),
        lambda: PeoplePage(session, window),
        lambda: YearPage(session, window),
        lambda: LonelyPage(session, window),
    )


def collecting(window: object, meeting_id: str) -> None:
    """Milliseconds until the collection of an open meeting stands on the screen, the best of some;
    until what is due of everybody is written; until it is booked."""
    from PySide6.QtCore import QCoreApplication

    def clocked(act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        QCoreApplication.processEvents()  # paints it
        return (time.perf_counter() - start) * 1000

    opened = []
    for _round in range(4):
        window.open("home")
        QCoreApplication.processEvents()
        opened.append(
            clocked(lambda: window.open("meetings", meeting=meeting_id, step="collection"))
        )
    step = window.page().inner()
    taken = clocked(step.all_paid.click)
    print(min(opened[1:]), taken, clocked(step.book.click), flush=True)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["bare"]:
            return bare()
        case ["start", folder]:
            return ours(folder, used)
        case ["loaded", folder]:
            return ours(folder, loaded)
        case ["memory", folder]:
            return ours(folder, walk)
        case ["search", folder]:
            return ours(folder, search)
        case ["meeting", folder]:
            return ours(folder, meetings)
        case ["health", folder]:
            return ours(folder, health_pages)
        case ["home_care", folder]:
            return ours(folder, care_pages)
        case ["collection", folder, meeting_id]:
            return ours(folder, lambda window: collecting(window, meeting_id))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
