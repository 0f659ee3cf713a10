"""Health: the month, its lists, a measuring day, one person, papers."""

from collections.abc import Iterator

from app.base.periods import Month
from app.base.text import _
from app.documents import health_book
from app.health import records, referral_records
from app.health.rules import Reading
from app.members import records as members
from screens.members import someone
from screens.walk import TODAY, Walk
from ui.health.referral import ReferralForm
from ui.kit.preview import Preview


def pages(step: Walk) -> Iterator[str]:
    step.open("health")
    step.press("F4")
    yield "health-month"
    step.window.page().table.open_current()
    step.settle()
    yield "health-month-people"
    step.window.back()
    step.window.back()
    for code in ("high", "referrals", "not_measured"):
        step.open("health", what=code)
        yield f"health-list-{code}"
        step.window.back()
    yield from _measuring(step)
    step.press("F5")
    yield "health-check-ups"
    step.window.back()
    step.press("F6")
    yield "health-slips"
    step.window.back()
    step.press("Ctrl+P")
    yield "health-papers"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "health-new-lines"
    step.window.back()
    step.window.back()
    yield from _health_of(step, someone(step))
    step.open("health")
    step.press("Ctrl+N")
    step.press("Ctrl+P")
    yield "health-books"

    club = step.session.club
    code = members.member(club, someone(step), TODAY).code
    holders, issuer = health_book.gather(club, TODAY, [code])
    pdf = health_book.render(holders, issuer, TODAY)
    step.show(Preview(step.session, step.window, pdf, _("Health book"), "", None))
    yield "print-preview"
    step.window.back()


def _measuring(step: Walk) -> Iterator[str]:
    """A measuring day with some high ones, the second readings, the queue."""
    club = step.session.club
    step.open("health")
    rows = records.grid(club, TODAY)
    with club.change("Readings of the walk"):
        for row, upper in zip(rows, (128, 150, 162, 186, 120, 144), strict=False):
            records.add_reading(club, row.person_id, Reading(TODAY, upper, 84, 72, 52_000))
    step.press("Ctrl+N")
    yield "health-measuring"
    step.press("F5")
    yield "health-second"
    step.press("F5")
    step.press("F6")
    yield "health-queue"
    step.window.back()
    club.undo()
    step.window.undo_bar.hide()


def _health_of(step: Walk, person: str) -> Iterator[str]:
    """One person: readings, what is known, each form."""
    club = step.session.club
    step.open("health", what=person)
    yield "health-person"
    step.press("F2")
    yield "health-reading"
    step.window.back()
    step.press("F4")
    yield "health-known"
    step.press("Ctrl+N")
    yield "health-known-which"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "health-illness"
    step.window.back()
    for key, name in (("F4", "check-up"), ("F5", "slip-new")):
        step.press(key)
        yield f"health-{name}"
        step.window.back()
    step.window.back()
    slips = referral_records.referrals_of_month(club, Month.of(TODAY))
    slip = min(slips, key=lambda each: members.member(club, each.person_id, TODAY).code)
    step.show(ReferralForm(step.session, step.window, slip.id))
    yield "health-slip"
    step.window.back()
