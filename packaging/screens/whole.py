"""The first page of each room of a club, its help, and what lies above all rooms."""

from collections.abc import Iterator

from screens.walk import Walk


def pages(step: Walk) -> Iterator[str]:
    step.book("practice")
    for room in ("home", "members", "health", "send", "safekeeping", "history", "officers"):
        step.open(room)
        yield room
        step.window.help()
        yield f"{room}-help"
        step.window.back()
    step.window.contents()
    yield "contents"
    step.window.back()
    step.window.cover()
    yield "curtain"
    step.window.curtain().opened.emit()
