"""Which page does which step of a meeting; imported when first opened."""

from collections.abc import Mapping
from importlib import import_module

from app.meetings.rules import STEPS, Step
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.meetings.step import StepPage, Way

STEP_PAGES: Mapping[Step, str] = {
    "attendance": "ui.meetings.attendance:AttendanceStep",
    "weighing": "ui.meetings.weighing:WeighingStep",
    "collection": "ui.meetings.collection:CollectionStep",
    "areas": "ui.meetings.areas:AreasStep",
    "case": "ui.meetings.case:CaseStep",
    "community": "ui.meetings.community:CommunityStep",
    "decisions": "ui.meetings.decisions:DecisionsStep",
    "plan": "ui.meetings.plan:PlanStep",
    "cash": "ui.meetings.cash:CashStep",
    "minutes": "ui.meetings.minutes:MinutesStep",
}

ORDER: tuple[Step, ...] = tuple(STEPS)
"""The steps as they follow each other."""

NUMBERS: Mapping[Step, str] = {step: str(place % 10) for place, step in enumerate(ORDER, start=1)}
"""The key of each step with Alt: 1 to 9, then 0."""


def make(step: Step, session: Session, shell: Shell, way: Way) -> StepPage:
    """The page of a step."""
    module, _colon, name = STEP_PAGES[step].partition(":")
    page: StepPage = getattr(import_module(module), name)(session, shell, way)
    return page
