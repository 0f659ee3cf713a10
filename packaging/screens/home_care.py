"""Home care: the month, a calendar with a visit, people with their plans, all lists."""

from collections.abc import Iterator

from app.home_care import records
from screens.walk import TODAY, Walk
from ui.home_care.more import PLACES, MorePage
from ui.home_care.people import CaredPage
from ui.home_care.person_forms import need_form


def pages(step: Walk) -> Iterator[str]:
    """The month, a calendar with a visit in detail, people with their plans, everything else."""
    step.open("home_care")
    yield "home-care"
    step.window.help()
    yield "home-care-help"
    step.window.back()
    for key, name in (
        ("Ctrl+N", "calendar"),
        ("F3", "unseen"),
        ("Ctrl+P", "papers"),
        ("F4", "more"),
    ):
        step.press(key)
        yield f"home-care-{name}"
        if name == "calendar":
            step.press("F3")
            yield "home-care-visit"
            step.window.back()
        step.window.back()
    for name in PLACES:
        MorePage.go(step.session, step.window, name)
        step.settle()
        yield f"home-care-{name}"
        if name in ("people", "volunteers", "reports"):
            step.press("Ctrl+N")
            yield f"home-care-{name}-new"
            step.window.back()
        step.window.back()
    cared = records.cared_people(step.session.club, TODAY)[0]
    step.show(CaredPage(step.session, step.window, cared.id))
    yield "home-care-person"
    for key, name in (
        ("F2", "change"),
        ("F4", "house"),
        ("F3", "plan"),
        ("F7", "away"),
        ("Ctrl+Enter", "person-calendar"),
    ):
        step.press(key)
        yield f"home-care-{name}"
        if name == "plan":
            step.press("Ctrl+N")
            yield "home-care-round"
            step.window.back()
        step.window.back()
    step.show(need_form(step.session, step.window, cared.id, "katz"))
    yield "home-care-needs"
    step.window.back()
    step.window.back()
