import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.base.errors import Cancelled
from app.base.job import Job
from ui.kit.layout import Column
from ui.kit.tasks import ProgressFrame, Task, Worker


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


class Gate:
    """Work that goes on until it is let through."""

    def __init__(self) -> None:
        self.through, self.begun = threading.Event(), threading.Event()

    def work(self, job: Job) -> str:
        job.step(23, 60, "Making the books")
        self.begun.set()
        self.through.wait(10)
        job.step(24, 60, "Making the books")
        return "done"


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.through.set()


def test_large_numbers_arrive_whole(worker: Worker, qtbot: QtBot) -> None:
    task = worker.start(lambda job: 2_500_000_000)
    with qtbot.waitSignal(task.done) as got:
        pass
    assert got.args == [2_500_000_000]
    assert not worker.busy()


def test_an_error_arrives_as_it_is(worker: Worker, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        raise KeyError("x")

    task = worker.start(work)
    with qtbot.waitSignal(task.failed) as got:
        pass
    assert isinstance(got.args[0], KeyError)


def test_work_is_done_in_turn(worker: Worker, qtbot: QtBot, gate: Gate) -> None:
    order: list[object] = []
    first, second = worker.start(gate.work), worker.start(lambda job: "second")
    first.done.connect(order.append)
    second.done.connect(order.append)
    gate.through.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["done", "second"]


def test_cancelling_stops_at_the_next_step(worker: Worker, qtbot: QtBot, gate: Gate) -> None:
    task = worker.start(gate.work)
    gate.begun.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.failed) as got:
        gate.through.set()
    assert isinstance(got.args[0], Cancelled)


# --- what is seen of it ---------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = Column()
    column.add(QLineEdit(objectName="other"))
    window.setLayout(column)
    window.show()
    return window


def frame_of(window: QWidget, task: Task, *, alone: bool = False) -> ProgressFrame:
    frame = ProgressFrame(task, "Making the books", delay=60_000, alone=alone)
    window.layout().addWidget(frame)
    return frame


def test_progress_waits_before_it_shows(
    worker: Worker, window: QWidget, gate: Gate, qtbot: QtBot
) -> None:
    task = worker.start(gate.work)
    frame = frame_of(window, task)
    qtbot.waitUntil(lambda: frame.words() == "Making the books: 23 of 60")
    assert not frame.isVisible()
    frame.show_now()
    assert frame.isVisible()
    with qtbot.waitSignal(task.done):
        gate.through.set()
    assert not frame.isVisible()


def test_what_is_over_never_shows(worker: Worker, window: QWidget, qtbot: QtBot) -> None:
    task = worker.start(lambda job: 1)
    frame = frame_of(window, task)
    with qtbot.waitSignal(task.done):
        pass
    frame.show_now()
    assert not frame.isVisible()


def test_meanwhile_nothing_else_can_be_typed(
    worker: Worker, window: QWidget, gate: Gate, qtbot: QtBot
) -> None:
    other = window.findChild(QLineEdit, "other")
    assert other is not None
    task = worker.start(gate.work)
    frame_of(window, task, alone=True)
    QTest.keyClicks(other, "lost")
    assert other.text() == ""
    with qtbot.waitSignal(task.done):
        gate.through.set()
    QTest.keyClicks(other, "kept")
    assert other.text() == "kept"


def test_stop_asks_the_work_to_stop(
    worker: Worker, window: QWidget, gate: Gate, qtbot: QtBot
) -> None:
    from ui.kit.button import Button

    task = worker.start(gate.work)
    frame = frame_of(window, task, alone=True)
    gate.begun.wait(10)
    frame.show_now()
    stop = frame.findChild(Button)
    assert stop is not None
    with qtbot.waitSignal(task.failed) as got:
        QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
        gate.through.set()
    assert isinstance(got.args[0], Cancelled)
