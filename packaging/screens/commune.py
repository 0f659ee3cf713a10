"""The commune's own book."""

from collections.abc import Iterator

from app.commune import records
from screens.walk import Walk
from ui.commune.club import ClubPage


def pages(step: Walk) -> Iterator[str]:
    step.book("commune", "commune")
    yield "commune"
    step.press("F3")
    yield "commune-months"
    step.window.back()
    step.press("Ctrl+N")
    yield "commune-pairing"
    step.window.back()

    club = records.overview(step.session.club)[0].club_id
    step.show(ClubPage(step.session, step.window, club))
    yield "commune-club"
    step.open("receive")
    yield "commune-receive"
