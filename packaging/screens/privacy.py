"""What people agreed to, what they ask about their data, erasing."""

from collections.abc import Iterator

from screens.members import someone
from screens.walk import Walk


def pages(step: Walk) -> Iterator[str]:
    step.open("privacy")
    yield "privacy"
    step.window.help()
    yield "privacy-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "privacy-papers"
    step.press("Ctrl+Enter")
    yield "privacy-paper"
    step.press("F4")
    yield "privacy-paper-represented"
    step.press("Ctrl+Enter")
    yield "privacy-paper-problems"
    step.open("privacy", what="requests")
    yield "privacy-requests"
    step.press("Ctrl+N")
    yield "privacy-request-new"
    step.open("privacy", what="requests")
    page = step.window.page()
    page.table.opened.emit(page.table.shown()[0])  # type: ignore[attr-defined]
    yield "privacy-request"
    step.press("F2")
    yield "privacy-request-end"
    step.open("privacy", what=someone(step))
    yield "privacy-person"
    step.press("F4")
    yield "privacy-withdraw"
    step.open("privacy", what=someone(step))
    step.press("Ctrl+Del")
    yield "privacy-erase"
