"""The eight areas: what was done, the minimums, cases helped, proposals."""

from collections.abc import Iterator

from app.base.periods import Month
from screens.walk import Walk
from ui.areas.activity import change_form
from ui.areas.month import AreaMonthPage


def pages(step: Walk) -> Iterator[str]:
    step.open("areas")
    yield "areas"
    step.window.help()
    yield "areas-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "areas-which"
    step.window.page().tiles["5"].click()
    step.settle()
    yield "areas-usual"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "activity-add"
    step.window.back()
    step.press("Ctrl+P")
    yield "areas-paper"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "areas-print"
    step.window.back()
    step.show(AreaMonthPage(step.session, step.window, "culture", Month(2026, 9)))
    yield "areas-month"
    # What a closed meeting did is not changed from here, so the form is shown by hand.
    step.show(change_form(step.session, step.window, step.window.page().table.shown()[0]))
    yield "activity-change"
    step.window.back()
    step.window.back()
    step.press("F4")
    yield "minimums"
    yield from _cases(step)
    step.press("F3")
    yield "exercise"
    step.window.back()
    step.press("F4")
    yield "proposals"
    for key, name in (("Ctrl+N", "add"), ("F3", "answer")):
        step.press(key)
        yield f"proposals-{name}"
        step.window.back()
    step.window.back()
    step.window.back()


def _cases(step: Walk) -> Iterator[str]:
    step.press("F2")
    yield "cases"
    for key, name in (("Ctrl+N", "add"), ("F3", "help")):
        step.press(key)
        yield f"cases-{name}"
        step.window.back()
    step.window.page().table.open_current()
    step.settle()
    yield "case"
    step.press("F4")
    yield "case-end"
    step.window.back()
    step.window.back()
    step.window.back()
