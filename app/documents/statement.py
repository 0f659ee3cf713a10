"""What the club's money did in a month, as every member may know it: gathered from the ledger, fund
by fund, without the name of anybody who borrows or is helped. Drawn by `statement_page` and
`statement_poster`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from app.base.areas import Area
from app.base.errors import UserError
from app.base.periods import Month
from app.base.text import _
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.money_hands import Hands, hands_of
from app.documents.nameless import without_names
from app.funds import balance_records, closing_records, gift_records, source_records
from app.funds import records as ledger
from app.funds.accounts import INCOME, WHERE, Account
from app.funds.closing import Seal
from app.funds.rules import Entry, Gift, Posting
from app.funds.state import FundState, fund_state
from app.loans import records as loan_records
from app.loans import standing_records
from app.loans.standing import Standing
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

Kind = Literal[
    "fees",
    "interest",
    "late_interest",
    "principal",
    "lent",
    "recovered",
    "capital",
    "capital_back",
    "gift",
    "income",
    "spending",
    "savings",
    "savings_back",
    "held",
    "held_back",
    "to_fund",
    "from_fund",
    "opening",
    "difference",
    "correction",
]


@dataclass(frozen=True, slots=True)
class Line:
    """Money that came into a fund, or below zero, went out of it. `each` are the amounts of the
    people behind it; `words` say what no kind can, without names; `area` is what was spent for.

    `base_vnd` × `rate_bp` × one month is the interest when that is exactly what came.
    """

    kind: Kind
    amount_vnd: int
    people: int = 0
    each: tuple[int, ...] = ()
    words: str = ""
    area: Area | None = None
    base_vnd: int = 0
    rate_bp: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A fund over the month: what was there, what came and went, what is left (cash and bank)."""

    code: str
    title: str
    opening_vnd: int
    lines: tuple[Line, ...]
    state: FundState

    @property
    def closing_vnd(self) -> int:
        """What is left."""
        return self.state.money


@dataclass(frozen=True, slots=True)
class Late:
    """Who is behind, in numbers: people with principal overdue and how much, people with interest
    overdue and how much."""

    principal_people: int = 0
    principal_vnd: int = 0
    interest_people: int = 0
    interest_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """The month as it is told to everybody. `until` is its last day, today in a month that runs;
    `seal` is there when it is closed; `goods` counts loans of goods; `thanked` are the donors who
    let their name be read, `gifts_in_kind` what was given beside money.
    """

    month: Month
    until: date
    parts: tuple[Part, ...]
    borrowers: int
    goods: int
    late: Late
    thanked: tuple[str, ...]
    gifts_in_kind: tuple[str, ...]
    seal: Seal | None
    hands: Hands
    printed: date
    issuer: Issuer

    @property
    def cash_vnd(self) -> int:
        """What must lie in the cash box by the book."""
        return sum(part.state.cash for part in self.parts)

    @property
    def bank_vnd(self) -> int:
        """What must lie at the bank by the book."""
        return sum(part.state.in_bank for part in self.parts)

    @property
    def lent_vnd(self) -> int:
        """What is lent to members."""
        return sum(part.state.lent for part in self.parts)

    @property
    def total_vnd(self) -> int:
        """Everything: what lies there and what is lent."""
        return self.cash_vnd + self.bank_vnd + self.lent_vnd


def gather(club: "Club", month: Month) -> Statement:
    """The month as it stands in the ledger now, in the language of the moment for the names of
    funds.

    Needs funds.read, loans.read, members.read and organisation.read. Raises UserError for a month
    that has not begun.
    """
    today = club.today()
    if month.first > today:
        raise UserError(
            _("Month {month} has not begun. Nothing was printed.").format(
                month=f"{month.month}/{month.year}"
            )
        )
    until = min(month.last, today)
    before = balance_records.balances(club, month.first - timedelta(days=1))
    state = fund_state(club, until)
    entries = standing_entries(ledger.entries(club, month.first, until))
    stands = standing_records.stands(club, until)
    money_lent = [
        each for each in stands if each.loan.in_kind is None and each.standing.outstanding_vnd
    ]
    told = _Telling(club, month.first, until)
    parts = []
    for code, fund in state.funds.items():
        opening = sum(before.get(code, {}).get(where, 0) for where in WHERE)
        lines = told.lines(entries, code)
        if opening or lines or fund.money or fund.lent:
            parts.append(Part(code, fund.fund.title, opening, lines, fund))
    return Statement(
        month=month,
        until=until,
        parts=tuple(parts),
        borrowers=len({each.loan.person_id for each in money_lent}),
        goods=sum(each.loan.in_kind is not None for each in stands),
        late=_late((each.loan.person_id, each.standing) for each in stands),
        thanked=told.thanked(),
        gifts_in_kind=told.in_kind(),
        seal=closing_records.seal_of(club, month),
        hands=hands_of(club, until),
        printed=today,
        issuer=issuer_of(club),
    )


def standing_entries(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The vouchers of a month without those that were taken back in it, and what took them back;
    what takes back a voucher of an earlier month stays."""
    here = {each.id for each in entries}
    return tuple(
        each
        for each in entries
        if not (
            each.reverses in here or (each.reversed_by is not None and each.reversed_by in here)
        )
    )


def _late(stands: Iterable[tuple[str, Standing]]) -> Late:
    principal: dict[str, int] = defaultdict(int)
    interest: dict[str, int] = defaultdict(int)
    for person_id, each in stands:
        if each.status == "late":
            principal[person_id] += each.principal_late_vnd
            interest[person_id] += each.interest_due_vnd + each.late_interest_due_vnd
    return Late(
        sum(amount > 0 for amount in principal.values()),
        sum(principal.values()),
        sum(amount > 0 for amount in interest.values()),
        sum(interest.values()),
    )


# --- what came and went -------------------------------------------------------------------------

_KINDS: Mapping[tuple[Account, bool], Kind] = {
    ("fees", True): "fees",
    ("interest", True): "interest",
    ("late_interest", True): "late_interest",
    ("loans", True): "principal",
    ("loans", False): "lent",
    ("written_off", True): "recovered",
    ("capital", True): "capital",
    ("capital", False): "capital_back",
    ("gifts", True): "gift",
    ("other_income", True): "income",
    ("spending", False): "spending",
    ("savings", True): "savings",
    ("savings", False): "savings_back",
    ("held", True): "held",
    ("held", False): "held_back",
    ("opening", True): "opening",
    ("opening", False): "opening",
    ("difference", True): "difference",
    ("difference", False): "difference",
    ("transfer", True): "from_fund",
    ("transfer", False): "to_fund",
}
"""What an account of the same fund says of money that came (True) or went."""

_TOLD_EACH: frozenset[Kind] = frozenset(("gift", "income", "spending", "capital", "capital_back"))
"""Kinds of which every voucher has a line of its own."""


class _Telling:
    """The vouchers of a month turned into lines; knows what must not be said."""

    def __init__(self, club: "Club", first: date, until: date) -> None:
        self._club, self._until = club, until
        self._names = {clean(each.person.name) for each in members.people(club, club.today())}
        gifts = gift_records.gifts(club, first, until)
        self._gifts: tuple[Gift, ...] = gifts
        self._by_entry = {each.entry_id: each for each in gifts if each.entry_id is not None}
        self._sources = {
            each.source.id: each.source for each in source_records.sources(club, until)
        }
        self._titles = {
            code: each.fund.title for code, each in fund_state(club, until).funds.items()
        }

    def thanked(self) -> tuple[str, ...]:
        """The donors who let their name be read, each once."""
        return tuple(dict.fromkeys(clean(each.donor) for each in self._gifts if each.show_name))

    def in_kind(self) -> tuple[str, ...]:
        """What was given that is no money."""
        return tuple(self._said(each.what) for each in self._gifts if each.what)

    def lines(self, entries: Sequence[Entry], fund: str) -> tuple[Line, ...]:
        """What moved the cash and the bank of a fund, in the order of the plan of accounts."""
        found: dict[Kind, list[Line]] = defaultdict(list)
        sums: dict[Kind, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for entry in entries:
            mine = [each for each in entry.postings if each.fund == fund]
            moved = sum(each.amount_vnd for each in mine if each.account in WHERE)
            if not moved:
                continue
            if entry.topic == "opening":
                sums["opening"][entry.id] += moved
                continue
            for each in mine:
                if each.account in WHERE:
                    continue
                kind = _KINDS.get((each.account, each.amount_vnd < 0), "correction")
                if entry.reverses is not None:
                    kind = "correction"
                if kind in _TOLD_EACH:
                    found[kind].append(self._told(kind, entry, each))
                elif kind in ("to_fund", "from_fund"):
                    found[kind].append(self._moved(kind, entry, each))
                else:
                    who = each.person_id or entry.person_id or entry.id
                    sums[kind][who] -= each.amount_vnd
        for kind, people in sums.items():
            found[kind].append(self._summed(kind, people, entries))
        order = list(dict.fromkeys([*_KINDS.values(), "correction"]))
        lines = (line for kind in order for line in found.get(kind, ()))
        return tuple(sorted((each for each in lines if each.amount_vnd), key=_goes_out))

    def _told(self, kind: Kind, entry: Entry, posting: Posting) -> Line:
        amount = -posting.amount_vnd
        if kind == "gift":
            gift = self._by_entry.get(entry.id)
            return Line(kind, amount, words=clean(gift.donor) if gift and gift.show_name else "")
        if kind in ("capital", "capital_back"):
            source = self._sources.get(posting.source_id or "")
            public = source is not None and source.kind != "donor" and source.person_id is None
            return Line(kind, amount, words=clean(source.name) if source and public else "")
        return Line(kind, amount, words=self._said(entry.memo), area=posting.area)

    def _moved(self, kind: Kind, entry: Entry, posting: Posting) -> Line:
        others = dict.fromkeys(
            self._titles.get(each.fund, each.fund)
            for each in entry.postings
            if each.account == "transfer" and each.fund != posting.fund
        )
        return Line(kind, -posting.amount_vnd, words=", ".join(others))

    def _summed(self, kind: Kind, people: Mapping[str, int], entries: Sequence[Entry]) -> Line:
        amount = sum(people.values())
        if kind == "interest":
            base, rates = self._interest_base(entries)
            if len(rates) == 1 and base * min(rates) == amount * 10_000:
                return Line(kind, amount, len(people), base_vnd=base, rate_bp=min(rates))
        return Line(kind, amount, len(people), tuple(abs(each) for each in people.values()))

    def _interest_base(self, entries: Sequence[Entry]) -> tuple[int, set[int]]:
        """What was owed before the payments of the month on the loans that paid interest in it, and
        at which rates: what the interest of one month would be reckoned on."""
        paid = {
            each.loan_id
            for entry in entries
            for each in entry.postings
            if each.account == "interest" and each.loan_id is not None
        }
        base, rates = 0, set()
        for loan_id in paid:
            loan = loan_records.loan(self._club, loan_id)
            if loan.terms is None:
                return 0, set()
            rates.add(loan.terms.rate_bp)
            stand = standing_records.standing_of(self._club, loan_id, self._until)
            back = sum(
                -each.amount_vnd
                for entry in entries
                for each in entry.postings
                if each.loan_id == loan_id and each.account == "loans"
            )
            base += stand.lent_vnd if loan.terms.method == "flat" else stand.outstanding_vnd + back
        return base, rates

    def _said(self, text: str | None) -> str:
        return without_names(clean(text or ""), self._names).rstrip(" .;,")


def _goes_out(line: Line) -> bool:
    return line.amount_vnd < 0


def income(statement: Statement) -> Part | None:
    """The fund out of which loans are given, when there is anything in it."""
    return next((part for part in statement.parts if part.code == INCOME), None)
