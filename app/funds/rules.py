"""What stands in the ledger: vouchers and their postings, and what they may not look like. Pure.

Amounts are whole đồng: a debit is above zero, a credit below. Days are dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.base.areas import AREAS, Area
from app.base.text import N_
from app.funds import accounts
from app.funds.accounts import Account, Kind, Topic

SourceKind = Literal["province", "commune", "association", "donor", "members", "own", "other"]
BudgetArea = Area | Literal["running"]

SOURCE_KINDS: dict[SourceKind, str] = {
    "province": N_("Province"),
    "commune": N_("Commune"),
    "association": N_("Association of the Elderly"),
    "donor": N_("Donor"),
    "members": N_("Members"),
    "own": N_("The club's own money"),
    "other": N_("Others"),
}

BUDGET_AREAS: Mapping[BudgetArea, str] = dict([*AREAS.items(), ("running", N_("Running costs"))])


@dataclass(frozen=True, slots=True)
class Posting:
    """One amount on one account of one fund. `area` is what was spent for: None is running costs.

    Of whom: `loan_id` on loans and written off, `person_id` on savings and held, `source_id` on
    capital.
    """

    fund: str
    account: Account
    amount_vnd: int
    area: Area | None = None
    person_id: str | None = None
    loan_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A voucher to be written. `party` is who paid or was paid, in words, where `person_id` is
    nobody of the register; `attached` names the papers that go with it."""

    kind: Kind
    on_date: date
    topic: Topic
    memo: str
    postings: tuple[Posting, ...]
    party: str | None = None
    person_id: str | None = None
    loan_id: str | None = None
    meeting_id: str | None = None
    attached: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A voucher as it stands in the book. `who` is the name of `person_id` today; `reverses` the
    id of the voucher that this one takes back and why, `reversed_by` the id of the one that took
    this back."""

    id: str
    number: int
    kind: Kind
    on_date: date
    topic: Topic
    memo: str
    postings: tuple[Posting, ...]
    party: str | None = None
    person_id: str | None = None
    loan_id: str | None = None
    meeting_id: str | None = None
    attached: str | None = None
    reverses: str | None = None
    reason: str | None = None
    reversed_by: str | None = None
    who: str = ""

    @property
    def voucher(self) -> str:
        """Its name: "PT-2026-021"."""
        return accounts.voucher(self.kind, self.on_date.year, self.number)

    @property
    def amount_vnd(self) -> int:
        """What the voucher is about; see `amount_of`."""
        return amount_of(self.postings)

    def called(self) -> str:
        """Who paid or was paid; "" when nobody is named."""
        return self.who or self.party or ""


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund; `name` is "" for those that every club has, `since` is None for them."""

    id: str
    name: str = ""
    purpose: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def title(self) -> str:
        """Its name in the user's language."""
        return accounts.fund_title(self.id, {self.id: self.name})


@dataclass(frozen=True, slots=True)
class Source:
    """From whom capital of the income fund came. `returnable`: it goes back, to `return_to`, when
    the club stops."""

    id: str
    kind: SourceKind
    name: str
    returnable: bool
    since: date
    person_id: str | None = None
    return_to: str | None = None
    decision: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """A line of the Golden Heart book: money (`amount_vnd`) or something (`what`, worth about
    `value_vnd`). `show_name` is False for who wants to stay unnamed on papers."""

    id: str
    on_date: date
    donor: str
    fund: str = accounts.GOLDEN_HEART
    amount_vnd: int | None = None
    what: str | None = None
    value_vnd: int | None = None
    person_id: str | None = None
    meeting_id: str | None = None
    show_name: bool = True
    thanked_on: date | None = None
    note: str | None = None
    entry_id: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What a year plans for an area, or for running the club; None where nothing is planned."""

    area: BudgetArea
    amount_vnd: int | None
    note: str | None = None


def unbalanced(postings: Iterable[Posting]) -> dict[str, int]:
    """The funds whose postings do not add up to nothing, and what is left there."""
    left: dict[str, int] = defaultdict(int)
    for posting in postings:
        left[posting.fund] += posting.amount_vnd
    return {fund: amount for fund, amount in left.items() if amount}


def amount_of(postings: Iterable[Posting]) -> int:
    """What a voucher is about, above zero, in đồng: the money that came in or went out; where it
    only moved inside, what was moved; where no money moved, the debits."""
    all_of_them = tuple(postings)
    money = [p.amount_vnd for p in all_of_them if p.account in accounts.WHERE]
    debits = (p.amount_vnd for p in all_of_them if p.amount_vnd > 0)
    return abs(sum(money)) or sum(amount for amount in money if amount > 0) or sum(debits)


def turned_back(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """The same postings the other way round."""
    return tuple(replace(posting, amount_vnd=-posting.amount_vnd) for posting in postings)


_OF: Mapping[str, str] = {
    "loans": "loan_id",
    "written_off": "loan_id",
    "savings": "person_id",
    "held": "person_id",
    "capital": "source_id",
}
_ONLY_IN: Mapping[str, str] = {
    "loans": accounts.INCOME,
    "written_off": accounts.INCOME,
    "capital": accounts.INCOME,
    "savings": accounts.SAVINGS,
    **dict.fromkeys(("fees", "interest", "late_interest"), accounts.ACTIVITY),
    **dict.fromkeys(("held", "difference"), accounts.ACTIVITY),
}
_INCOME_HAS = {"cash", "bank", "loans", "written_off", "capital", "transfer"}
_SAVINGS_HAS = {"cash", "bank", "savings"}


def mistakes(draft: Draft) -> tuple[str, ...]:
    """What no caller may post, in words for programmers: the rules of the plan of accounts."""
    found = [f"{fund} is out by {left}" for fund, left in unbalanced(draft.postings).items()]
    if not draft.postings or not draft.memo.strip():
        found.append("nothing is posted, or nothing is said about it")
    for posting in draft.postings:
        has = {accounts.INCOME: _INCOME_HAS, accounts.SAVINGS: _SAVINGS_HAS}.get(posting.fund)
        if has is not None and posting.account not in has:
            found.append(f"{posting.fund} has no account {posting.account}")
        if _ONLY_IN.get(posting.account, posting.fund) != posting.fund:
            found.append(f"{posting.account} is no account of {posting.fund}")
        of = _OF.get(posting.account)
        if of is not None and getattr(posting, of) is None:
            found.append(f"{posting.account} without {of}")
        if posting.area is not None and posting.account != "spending":
            found.append(f"{posting.account} has no area")
    return tuple(found)
