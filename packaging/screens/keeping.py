"""What leaves on the stick, and what keeps the book safe."""

from collections.abc import Iterator

from screens.walk import Walk
from ui.history.page import ActPage
from ui.safekeeping.tables import TablesPage
from ui.send.pairing import PairPage


def pages(step: Walk) -> Iterator[str]:
    yield from _stick(step)
    yield from _safe(step)


def _stick(step: Walk) -> Iterator[str]:
    step.open("send")
    step.press("F3")
    yield "send-lines"
    step.window.back()
    step.show(PairPage(step.session, step.window))
    yield "send-pairing"
    step.window.back()


def _safe(step: Walk) -> Iterator[str]:
    step.show(TablesPage(step.session, step.window))
    yield "all-tables"
    step.window.back()
    step.open("history")
    entry = step.session.club.history(1)[0]
    step.show(ActPage(step.session, step.window, entry))
    yield "history-act"
    step.open("officers")
    step.press("Ctrl+N")
    yield "officer-add"
    step.window.back()
