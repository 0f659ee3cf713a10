"""The plan of a loan as it stands: what was paid, what is late, what will really be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from app.base.text import _
from app.loans import records, standing_records
from app.loans.rules import Instalment, Loan
from app.loans.schedule import Row, Terms, arithmetic, interest_of, plan_on
from app.loans.standing import Standing
from ui.kit.chips import Result

if TYPE_CHECKING:
    from app.club.file import Club

State = Literal["paid", "part", "late", "due", "ahead", "coming"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One instalment: what it asks, how it stands, and how its interest comes about ("" where
    more than one thing went into it)."""

    number: int
    due_on: date
    principal_vnd: int
    interest_vnd: int
    state: State
    arithmetic: str = ""

    @property
    def total_vnd(self) -> int:
        """Everything of that day."""
        return self.principal_vnd + self.interest_vnd

    def result(self) -> Result:
        """Its state in words and a mark."""
        match self.state:
            case "paid":
                return Result(_("Paid up"), icon="circle-check", tone="good")
            case "ahead":
                return Result(_("Paid ahead"), icon="circle-check", tone="good")
            case "part":
                return Result(_("Paid in part"), icon="circle-alert", tone="bad", bold=True)
            case "late":
                return Result(_("Not paid"), icon="circle-alert", tone="bad", bold=True)
            case "due":
                return Result(_("Due today"), icon="clock", tone="warn", bold=True)
            case _coming:
                return Result("")


def plan_rows(club: "Club", loan: Loan, stands: Standing, on: date) -> tuple[PlanRow, ...]:
    """The rows of the plan in force. What falls due later is what will be asked when everything
    due before is paid: less than planned where something was paid ahead."""
    every = records.history(club, loan.id, on).instalments
    version = max((row.version for row in every), default=0)
    rows = [row for row in every if row.version == version]
    coming = {each.on: each for each in standing_records.upcoming_of(club, loan.id, on)}
    written = _computed(loan.terms, rows) if loan.terms is not None else {}
    found = []
    left = stands.outstanding_vnd - stands.principal_due_vnd
    for row in rows:
        if row.due_on <= on:
            state = _past(row, rows, stands, on)
            said = written.get(row.number, "")
            found.append(
                PlanRow(row.number, row.due_on, row.principal_vnd, row.interest_vnd, state, said)
            )
            continue
        due = coming.get(row.due_on)
        principal, interest = (due.principal_vnd, due.interest_vnd) if due else (0, 0)
        state = "coming" if due is not None or not row.total_vnd else "ahead"
        shown = replace(row, principal_vnd=principal, interest_vnd=interest)
        said = written.get(row.number, "") if shown == row else _of(shown, left, loan.terms)
        if state == "ahead":
            shown, said = row, ""
        found.append(
            PlanRow(row.number, row.due_on, shown.principal_vnd, shown.interest_vnd, state, said)
        )
        left -= principal
    return tuple(found)


def _past(row: Instalment, rows: Sequence[Instalment], stands: Standing, on: date) -> State:
    """How an instalment stands whose day has come. Of the oldest that is unpaid a part was paid
    when less is owed than all of them ask."""
    oldest = stands.oldest_unpaid_on
    if oldest is None or row.due_on < oldest or not row.total_vnd:
        return "paid"
    if row.due_on == on:
        return "due"
    asked = sum(each.total_vnd for each in rows if oldest <= each.due_on <= on)
    owed = stands.principal_due_vnd + stands.interest_due_vnd
    return "part" if row.due_on == oldest and owed < asked else "late"


def _computed(terms: Terms, rows: Sequence[Instalment]) -> dict[int, str]:
    """The arithmetic of a plan made anew; nothing where the book has other sums."""
    numbered = [row for row in rows if row.number > 0]
    principal = sum(row.principal_vnd for row in numbered)
    if not numbered or principal < 1:
        return {}
    grace = 0
    if terms.method != "bullet":
        grace = next((n for n, row in enumerate(numbered) if row.principal_vnd), 0)
    same = replace(terms, principal_vnd=principal, months=len(numbered), grace_months=grace)
    made = plan_on(same, numbered[0].due_on, [row.due_on for row in numbered])
    sums = {row.number: (row.principal_vnd, row.interest_vnd) for row in rows}
    return {
        row.number: arithmetic(row, same)
        for row in made.rows
        if sums.get(row.number) == (row.principal_vnd, row.interest_vnd)
    }


def _of(row: Instalment, base: int, terms: Terms | None) -> str:
    """The arithmetic of one month on what is still owed then, if that is how it comes about."""
    if terms is None or interest_of(base, terms.rate_bp, terms.round_vnd) != row.interest_vnd:
        return ""
    made = Row(row.number, row.due_on, row.principal_vnd, row.interest_vnd, base, base)
    return arithmetic(made, terms)
