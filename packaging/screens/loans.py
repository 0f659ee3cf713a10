"""The loans, from the request to the end."""

from collections.abc import Iterator

from app.loans import records, standing_records
from screens.walk import Walk
from ui.loans import changes, more
from ui.loans.loan import LoanPage


def pages(step: Walk) -> Iterator[str]:
    """The room, a loan that runs, one from its request on, and every list."""
    step.open("loans")
    yield "loans"
    step.window.help()
    yield "loans-help"
    step.window.back()
    for key, name in (("Ctrl+N", "request"), ("F8", "coming"), ("Ctrl+M", "more")):
        step.press(key)
        yield f"loans-{name}"
        if name == "request":
            step.press("F4")
            yield "loans-request-goods"
        step.window.back()
    step.press("Ctrl+P")
    yield "loans-statements"
    step.window.back()
    step.press("Ctrl+T")
    yield "loans-rehearsal"
    for key, name in (("F4", "schedule"), ("F6", "other-terms")):
        step.press(key)
        yield f"loans-{name}"
        step.window.back()
    step.window.back()
    yield from _running(step)
    yield from _from_request(step)
    yield from _lists(step)


def _running(step: Walk) -> Iterator[str]:
    """The loan that is late the longest, and what may happen to it."""
    club, today = step.session.club, step.session.today()
    stands = standing_records.stands(club, today)
    late = max(stands, key=lambda each: each.standing.days_late).loan
    step.show(LoanPage(step.session, step.window, late.id))
    yield "loan"
    for key, name in (
        ("F3", "payments"),
        ("F4", "events"),
        ("Ctrl+Enter", "payment"),
        ("Ctrl+M", "acts"),
        ("Ctrl+P", "papers"),
    ):
        step.press(key)
        yield f"loan-{name}"
        step.window.back()
    page = step.window.page()
    for form, name in (
        (changes.NewPlanForm(step.session, step.window, late, changes.EXTEND), "extend"),
        (changes.NewPlanForm(step.session, step.window, late, changes.RESCHEDULE), "reschedule"),
        (changes.waiver_form(step.session, step.window, late), "waive"),
        (changes.write_off_form(step.session, step.window, page, late), "write-off"),
        (changes.improved_form(step.session, step.window, late), "improved"),
    ):
        if name in ("extend", "reschedule"):
            form.fields["months"].set_text("14")
            form.fields["months"].edited.emit("14")
        step.show(form)
        yield f"loan-{name}"
        step.window.back()
    step.window.back()
    goods = next((each.loan for each in stands if each.loan.in_kind is not None), None)
    if goods is not None:
        step.show(LoanPage(step.session, step.window, goods.id))
        yield "loan-goods"
        step.press("Ctrl+Enter")
        yield "loan-goods-return"
        step.window.back()
        step.window.back()
    step.open("loans", person=late.person_id)
    yield "loan-person"
    step.window.back()


def _from_request(step: Walk) -> Iterator[str]:
    """The request that waits the longest, until two officers stand for its pay-out."""
    club = step.session.club
    step.press("Ctrl+R")
    yield "loans-queue"
    waiting = next(each for each in records.queue(club) if each.state == "requested")
    step.show(LoanPage(step.session, step.window, waiting.id))
    yield "loan-requested"
    step.press("Ctrl+Enter")
    yield "loan-appraisal"
    form = step.window.page()
    form.fields["by"].set_text("Tổ vay vốn")
    form.fields["opinion"].set_text("Có chuồng, trả được")
    step.press("Ctrl+Enter")
    step.press("Ctrl+Enter")
    step.window.undo_bar.hide()
    yield "loan-decision"
    step.press("F4")
    yield "loan-decision-terms"
    step.window.back()
    form = step.window.page()
    form.fields["approved"].set_text("yes")
    form.fields["principal"].set_text("2.000.000")
    step.press("Ctrl+Enter")
    step.window.undo_bar.hide()
    yield "loan-approved"
    step.press("Ctrl+Enter")
    yield "loan-pay-out"
    step.press("Ctrl+Enter")
    yield "loan-second-officer"
    for _page in range(4):
        step.window.back()
    club.undo()
    club.undo()
    step.window.undo_bar.hide()


def _lists(step: Walk) -> Iterator[str]:
    for what in more.PAGES:
        if what == "coming":
            continue  # seen already
        step.open("loans", what=what)
        yield f"loans-{what}"
        if what in ("needs", "outside", "products"):
            step.press("Ctrl+N")
            yield f"loans-{what}-add"
            if what == "products":
                step.press("F4")
                yield "loans-products-add-more"
                step.window.back()
            step.window.back()
        step.window.back()
