"""The composition of the club, judged on a day."""

from collections.abc import Iterator

from app.targets import records, rule_sets
from screens.walk import TODAY, Walk
from ui.targets.people import PeoplePage


def pages(step: Walk) -> Iterator[str]:
    step.open("targets")
    yield "composition"
    step.press("Ctrl+D")
    yield "composition-day"
    step.window.back()
    step.press("Ctrl+L")
    yield "composition-targets"
    step.window.back()

    rules = rule_sets.rule_set("national-1533")
    women = records.composition_verdicts(step.session.club, TODAY, rules)[1]
    step.show(PeoplePage(step.session, step.window, women, TODAY))
    yield "composition-people"
    step.window.back()
    step.press("Ctrl+P")
    yield "composition-print"
    step.window.back()
