"""What is owed on a loan today, as names and sums."""

from app.base import money
from app.base.text import _
from app.loans.standing import Standing
from ui.loans import words


def owed_pairs(stands: Standing) -> list[tuple[str, str]]:
    """The lines of what is owed: what is due now, what pays it off, what comes next."""
    pairs: list[tuple[str, str]] = []
    if stands.due_vnd:
        pairs.append((_("To pay now"), money.fmt(stands.due_vnd)))
    for name, amount in (
        (_("of it principal"), stands.principal_due_vnd),
        (_("of it interest"), stands.interest_due_vnd),
        (_("of it for being late"), stands.late_interest_due_vnd),
    ):
        if amount and amount != stands.due_vnd:
            pairs.append((name, money.fmt(amount)))
    if stands.settle_vnd and stands.status != "written_off":
        pairs.append((_("To pay everything off today"), money.fmt(stands.settle_vnd)))
    if stands.next_due_on is not None:
        following = stands.next_principal_vnd + stands.next_interest_vnd
        name = _("Next on {day}").format(day=words.day(stands.next_due_on))
        pairs.append((name, money.fmt(following)))
    if stands.written_off_vnd:
        pairs.append((_("Written off"), money.fmt(stands.written_off_vnd)))
    if stands.repaid_vnd:
        pairs.append((_("Principal paid back"), money.fmt(stands.repaid_vnd)))
    return pairs
