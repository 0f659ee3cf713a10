"""The funds: money in and out, every book, one voucher, closing, a takeover from paper."""

from collections.abc import Iterator
from datetime import date

from app.base.text import _
from app.club.second import Second
from app.funds import records
from screens.walk import TODAY, Walk
from ui.funds.closing import ClosingPage
from ui.funds.seals import SealsPage
from ui.funds.second import SecondPage
from ui.funds.takeover import STEPS, TakeoverPage


def pages(step: Walk) -> Iterator[str]:
    yield from _books(step)
    yield from _closing(step)


def _books(step: Walk) -> Iterator[str]:
    """Money in, out and moved, every book, and one voucher with what puts it right."""
    step.open("funds")
    yield "funds"
    step.window.help()
    yield "funds-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "funds-in"
    step.press_tile("2")
    yield "funds-gift"
    step.window.back()
    step.press("Ctrl+K")
    yield "funds-out"
    step.press_tile("1")
    yield "funds-areas"
    step.press_tile("7")
    step.window.page().fields["amount"].edit.insert("50tr")
    step.window.page().fields["amount"].edited.emit("50tr")
    yield "funds-spending"
    step.window.back()
    step.press("Ctrl+L")
    yield "funds-move"
    step.press_tile("1")
    yield "funds-bank"
    step.window.back()
    for number, name, acts in (
        ("1", "cash-book", (("F5", "which"),)),
        ("2", "vouchers", ()),
        ("3", "golden-heart", (("Ctrl+K", "thing"), ("F2", "change"))),
        ("4", "sources", (("Ctrl+N", "new"), ("F3", "receive"))),
    ):
        step.press(number)
        yield name
        for key, act in acts:
            step.press(key)
            yield f"{name}-{act}"
            step.window.back()
        step.window.back()
    yield from _one_voucher(step)
    step.press("6")
    yield "funds-more"
    for number, name in (("1", "budget"), ("2", "savings"), ("3", "earmarked"), ("4", "sums")):
        step.press_tile(number)
        yield f"funds-{name}"
        step.window.back()
        step.press("6")
    step.window.back()


def _one_voucher(step: Walk) -> Iterator[str]:
    """The last spending: as it stands, to be corrected, and before it is taken back."""
    year = records.entries(step.session.club, date(TODAY.year, 1, 1), TODAY)
    spent = [one for one in year if one.topic == "spending" and one.reversed_by is None]
    step.open("funds", voucher=spent[-1].id)
    yield "voucher"
    step.press("F2")
    yield "voucher-correct"
    step.window.back()
    step.window.page().back_button.click()
    yield "voucher-back"
    step.window.back()
    step.window.back()


def _closing(step: Walk) -> Iterator[str]:
    """The month to be closed, months that are, the end of the year, a takeover from paper."""
    step.open("funds")
    step.show(ClosingPage(step.session, step.window))
    yield "closing"
    step.window.help()
    yield "closing-help"
    step.window.back()
    step.show(SealsPage(step.session, step.window))
    yield "closed-months"
    step.window.back()
    step.window.back()

    def nothing(_second: Second) -> None:
        """What the picture shows is not done."""

    said = [_("The box holds what the book says.")]
    verb = _("Close the month")
    step.show(SecondPage(step.session, step.window, verb, said, verb, nothing, icon="lock"))
    yield "second-officer"
    step.window.back()
    takeover = TakeoverPage(step.session, step.window)
    step.show(takeover)
    yield "takeover"
    for place, kind in enumerate(STEPS):
        takeover.show_step(place)
        step.settle()
        yield f"takeover-{kind.step}"
        step.window.back()
    step.window.back()
    step.open("funds", what="year-end")
    yield "year-end"
    step.window.back()
