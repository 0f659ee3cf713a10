"""How failures reach the user: a sentence in the page, and a report when the fault is ours.

`guard` stands on every slot that asks the core for something.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import CodeType, TracebackType
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QWidget

from app.base.errors import Cancelled, UserError
from app.base.text import _

Slot = TypeVar("Slot", bound=Callable[..., Any])


@runtime_checkable
class Speaker(Protocol):
    """Whatever can show an error: a page, or the window."""

    def error(self, error: UserError, retry: Callable[[], object] | None = None) -> None:
        """Show a failure that the user can act on."""

    def fault(self, report: str) -> None:
        """Show that the program failed, and offer to save the report."""


def guard(slot: Slot) -> Slot:
    """A slot of a widget whose failures are shown in the page around that widget.

    UserError becomes its sentence, Cancelled is silent; anything else is logged without what
    people typed, and shown with an offer to save a report.
    """
    code: CodeType = getattr(slot, "__code__")  # noqa: B009 - a Callable need not have one
    taken = code.co_argcount - 1

    @wraps(slot)
    def guarded(self: QWidget, *args: Any) -> Any:
        try:
            return slot(self, *args[:taken])  # `clicked` brings a bool that nobody asked for
        except Exception as error:  # noqa: BLE001 - this is where errors end
            tell(self, error)
            return None

    return cast(Slot, guarded)


def tell(where: QWidget, error: BaseException) -> None:
    """Show a failure in the page that `where` is part of."""
    if isinstance(error, Cancelled):
        return
    speaker = _speaker(where)
    if isinstance(error, UserError) and speaker is not None:
        speaker.error(error)
        return
    from app.base.log import logger

    logger("ui").error("a fault in the screens", exc_info=error)
    if speaker is not None:
        speaker.fault(report(error))


def report(error: BaseException) -> str:
    """What a stranger may read about a fault: versions, and places in the program. No names."""
    import platform

    from app.base.log import describe

    return "\n".join(
        (
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
            describe(error),
            "",
        )
    )


def excepthook(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For errors that no slot has caught; Qt goes on after them, so the user must hear of them."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    where = QApplication.focusWidget() or QApplication.activeWindow()
    if where is None:
        where = next(iter(QApplication.topLevelWidgets()), None)
    if where is None:
        from app.base.log import logger

        logger("ui").error("a fault without a window", exc_info=error)
        return
    tell(where, error)


def fault_sentence() -> UserError:
    """What is said when the fault is ours."""
    return UserError(
        _(
            "Something went wrong inside the program. What was saved before is safe."
            " Try again; if it happens again, save the report and give it to your helper."
        )
    )


def parts(sentence: str) -> tuple[str, str]:
    """A message as its first sentence and the rest: what happened; what that means, what to do."""
    head, dot, rest = sentence.partition(". ")
    return (head + ".", rest) if dot else (sentence, "")


def _speaker(where: QWidget) -> Speaker | None:
    widget: QWidget | None = where
    while widget is not None:
        if isinstance(widget, Speaker):
            return widget
        widget = widget.parentWidget()
    return None
