"""The budget of a year in the book, per area, and what was spent of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.text import N_
from app.funds.rules import BUDGET_AREAS, Budget, BudgetArea

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"budget", "posting"})


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What a year plans for an area and what was spent there, in đồng; `planned_vnd` is None where
    nothing is planned. The area "running" is what keeps the club going."""

    area: BudgetArea
    planned_vnd: int | None
    spent_vnd: int
    note: str | None = None

    @property
    def left_vnd(self) -> int | None:
        """What may still be spent, below zero when it was more than planned."""
        return None if self.planned_vnd is None else self.planned_vnd - self.spent_vnd


def budgets(club: "Club", year: int) -> tuple[BudgetRow, ...]:
    """Every area and what keeps the club going, as planned for a year and as spent in it, out of
    all funds."""
    club.require("funds.read")
    spent_sql = """
        select coalesce(area, 'running') as area, sum(amount_vnd) as spent from posting
        where account = 'spending' and on_date between :first and :last group by 1
    """
    days = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    spent = {row["area"]: row["spent"] for row in club.db.query(spent_sql, days)}
    rows = club.db.query("select * from budget where year = :year", {"year": year})
    planned = {row["area"]: row for row in rows}
    return tuple(
        BudgetRow(
            area,
            planned[area]["amount_vnd"] if area in planned else None,
            spent.get(area, 0),
            planned[area]["note"] if area in planned else None,
        )
        for area in BUDGET_AREAS
    )


def set_budget(club: "Club", year: int, budget: Iterable[Budget]) -> None:
    """Plan a year (`forms.read_budget`); an amount of None takes the plan of that area out."""
    club.require("funds.write")
    with club.change(N_("Budget of {year}"), year=year):
        for each in budget:
            asked = {"year": year, "area": each.area}
            sql = "select id from budget where year = :year and area = :area"
            before = next(club.db.query(sql, asked), None)
            columns = {"amount_vnd": each.amount_vnd, "note": each.note}
            if before is None:
                if each.amount_vnd is not None:
                    club.db.table("budget").insert({"id": club.new_id(), **asked, **columns})
            elif each.amount_vnd is None:
                club.db.table("budget").delete(before["id"])
            else:
                club.db.table("budget").update(before["id"], columns)
