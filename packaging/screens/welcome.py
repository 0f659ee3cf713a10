"""Before a book is open, and the first look into an empty one."""

from collections.abc import Iterator

from app.club.doorplate import sign_in_names
from screens.walk import Walk
from ui.welcome.begin import club_form
from ui.welcome.books import book_in
from ui.welcome.copies import CopiesPage
from ui.welcome.first_steps import FirstSteps
from ui.welcome.forgot import ForgotPage


def pages(step: Walk) -> Iterator[str]:
    yield from _before(step)
    yield from _empty(step)


def _before(step: Walk) -> Iterator[str]:
    yield "welcome"
    step.show(club_form(step.session, step.window))
    yield "begin-club"
    step.open("welcome", folder=step.folder / "locked")
    yield "sign-in"
    locked = step.folder / "locked"
    step.show(ForgotPage(step.session, step.window, book_in(locked), sign_in_names(locked)))
    yield "forgot"
    step.show(CopiesPage(step.session, step.window, step.folder / "practice"))
    yield "copies"
    copy = next((step.folder / "practice" / "backups").glob("*.clbk"))
    step.open("welcome", folder=step.folder / "locked", copy=copy)
    yield "take-back"


def _empty(step: Walk) -> Iterator[str]:
    step.book("empty")
    yield "empty-home"
    step.show(FirstSteps(step.session, step.window))
    yield "first-steps"
    for room in ("members", "targets", "health", "send"):
        step.open(room)
        yield f"empty-{room}"
