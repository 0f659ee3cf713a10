"""What is never overdrawn at the end of any day: cash boxes, bank accounts, and what is lent, kept
or owed for one loan, one person, one source."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.money import fmt
from app.base.text import N_, _
from app.funds.accounts import INCOME, fund_title
from app.funds.rules import Draft, Posting

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that has a bottom: an account of a fund, where `column` is set only of the one
    `row_id` there. `sign` is -1 for what the club owes, which is posted below zero."""

    fund: str
    account: str
    sign: int = 1
    column: str | None = None
    row_id: str | None = None


@dataclass(frozen=True, slots=True)
class Low:
    """The least that is held at the end of a day, and the first such day."""

    on: date
    amount_vnd: int


_SIGNS = {
    "cash": 1,
    "bank": 1,
    "loans": 1,
    "written_off": 1,
    "savings": -1,
    "held": -1,
    "capital": -1,
}
_COLUMNS = {
    "loans": "loan_id",
    "written_off": "loan_id",
    "savings": "person_id",
    "held": "person_id",
    "capital": "source_id",
}

_LACKING = {
    "cash": N_("On {day} the cash box of “{fund}” holds only {held}. Nothing was changed."),
    "bank": N_("On {day} the bank account of “{fund}” holds only {held}. Nothing was changed."),
    "loans": N_("On {day} only {held} of this loan is still owed. Nothing was changed."),
    "written_off": N_("On {day} only {held} of this loan is written off. Nothing was changed."),
    "savings": N_("On {day} this person's savings are only {held}. Nothing was changed."),
    "held": N_("On {day} only {held} is kept for this person. Nothing was changed."),
    "capital": N_("On {day} the fund has only {held} from this source. Nothing was changed."),
    "transfer": N_(
        "On {day} only {held} of the income fund is the club's own; the rest is capital of its"
        " sources. Nothing was changed."
    ),
}


def holding(posting: Posting) -> Holding | None:
    """What a posting adds to or takes from, if that has a bottom."""
    if posting.account == "transfer" and posting.fund == INCOME:  # what sources gave stays there
        return Holding(INCOME, "transfer", -1)
    if posting.account not in _SIGNS:
        return None
    column = _COLUMNS.get(posting.account)
    row_id = None if column is None else getattr(posting, column)
    return Holding(posting.fund, posting.account, _SIGNS[posting.account], column, row_id)


def lowest(club: "Club", what: Holding, from_day: date) -> Low:
    """The least of it at the end of `from_day` or of any later day, in đồng."""
    # The plus keeps SQLite from going through the whole account of a fund for one loan's rows.
    of_fund = (
        "fund = :fund" if what.column is None else f"+fund = :fund and {what.column} = :row_id"
    )
    sql = f"""
        with moved as (
            select max(on_date, :day) as day, sum(amount_vnd) as amount from posting
            where {of_fund} and account = :account
            group by 1
            union all select :day, 0
        )
        select day, :sign * sum(sum(amount)) over (order by day) as held from moved
        group by day order by held, day limit 1
    """
    asked = {
        "day": from_day.isoformat(),
        "fund": what.fund,
        "account": what.account,
        "row_id": what.row_id,
        "sign": what.sign,
    }
    row = next(club.db.query(sql, asked))
    return Low(date.fromisoformat(row["day"]), row["held"])


def check(club: "Club", drafts: Iterable[Draft]) -> None:
    """Refuse what was just written when it takes more out of anything than is in it on some day.

    The message names the first day with the least, and how much there was without these drafts.
    """
    takes: dict[Holding, list[tuple[date, int]]] = defaultdict(list)
    for draft in drafts:
        for posting in draft.postings:
            what = holding(posting)
            if what is not None:
                takes[what].append((draft.on_date, what.sign * posting.amount_vnd))
    for what, moves in takes.items():
        if all(amount >= 0 for _day, amount in moves):
            continue
        low = lowest(club, what, min(day for day, _amount in moves))
        if low.amount_vnd < 0:
            held = low.amount_vnd - sum(amount for day, amount in moves if day <= low.on)
            raise Refused(
                _(_LACKING[what.account]).format(
                    day=fmt_date(low.on), fund=_title(club, what.fund), held=fmt(max(held, 0))
                )
            )


def _title(club: "Club", fund: str) -> str:
    rows = club.db.query("select id, name from fund where id = :id", {"id": fund})
    return fund_title(fund, {row["id"]: row["name"] for row in rows})
