"""A machine that receives, pays, dates back, takes back, moves, closes months and tries to undo in
any order, beside a model that knows what must be refused."""

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import set_language
from app.club import officers
from app.club.file import Club, open_file
from app.club.roles import TREASURER
from app.club.second import Second
from app.funds import (
    acts,
    check,
    closing_records,
    fund_records,
    gift_records,
    records,
    source_records,
)
from app.funds.balance_records import balances, cash_book
from app.funds.closing import Counted
from app.funds.records import Instead
from app.funds.rules import Entry, Fund, Gift, Posting, Source
from app.funds.state import fund_state
from tests.app.funds.scene import member
from tests.makers import TODAY, fast_ports, make_club

AMOUNTS = st.integers(1, 500).map(lambda thousands: 1_000 * thousands)
DAYS = st.dates(date(2026, 8, 1), TODAY)
FUNDS = ("activity", "golden_heart", "income", "own")
SIGNS = {
    **dict.fromkeys(("cash", "bank", "loans", "written_off"), 1),
    **dict.fromkeys(("savings", "held", "capital"), -1),
}


@dataclass(frozen=True)
class Written:
    """A voucher as the model knows it."""

    entry_id: str
    on: date
    postings: tuple[Posting, ...]
    corrects: str | None = None


class Ledger(RuleBasedStateMachine):
    """`written` is every voucher that must be there, in the order of writing."""

    master: Path  # an empty book, made once and copied for every run

    @initialize()
    def begin(self) -> None:
        set_language("en")
        self.folder = Path(tempfile.mkdtemp(dir=self.master.parent)) / "club"
        shutil.copytree(self.master, self.folder)
        self.club: Club = open_file(self.folder, fast_ports(seed=1))
        (self.second,) = (
            each.id for each in officers.officers(self.club) if each.id != self.club.actor.id
        )
        self.people = [member(self.club, name) for name in ("Đào", "Hoa")]
        self.own = fund_records.add_fund(self.club, Fund("", "Quỹ riêng", since=date(2026, 1, 1)))
        self.sources = [
            source_records.add_source(self.club, Source("", "donor", name, True, date(2026, 1, 1)))
            for name in ("Tỉnh", "Xã")
        ]
        with self.club.change("Begin", barrier=True):  # undo shall find nothing but vouchers
            self.club.db.table("setting").insert({"id": "begun", "value": "1"})
        self.written: list[Written] = []
        self.numbers: Counter[str] = Counter()
        self.sealed: Month | None = None
        self.kept: list[object] = []

    def teardown(self) -> None:
        if hasattr(self, "club"):
            assert [found for found in check.looks(self.club) if not found.good] == []
            self.club.close(keep_copy=False)
            shutil.rmtree(self.folder.parent)

    # --- the model ----------------------------------------------------------------------------

    def fits(self, day: date, *more: tuple[date, tuple[Posting, ...]]) -> bool:
        """Whether vouchers may be written: no closed month, nothing overdrawn on any day."""
        if self.sealed is not None and Month.of(day) <= self.sealed:
            return False
        moved: dict[object, Counter[date]] = defaultdict(Counter)
        for on, postings in [*((each.on, each.postings) for each in self.written), *more]:
            for posting in postings:
                sign = SIGNS.get(posting.account)
                if posting.account == "transfer" and posting.fund == "income":
                    sign = -1
                if sign is not None:
                    of = (posting.person_id, posting.loan_id, posting.source_id)
                    moved[posting.fund, posting.account, of][on] += sign * posting.amount_vnd
        for days in moved.values():
            held = 0
            for on in sorted(days):
                held += days[on]
                if held < 0:
                    return False
        return True

    def does(
        self, act: Callable[[Instead | None], str], day: date, *postings: Posting
    ) -> str | None:
        """Do what must be done or refused, and note it; the id of the voucher."""
        if not self.fits(day, (day, postings)):
            self.refused(lambda: act(None))
            return None
        entry_id = act(None)
        self.note(entry_id, Written(entry_id, day, postings))
        return entry_id

    def refused(self, act: Callable[[], object]) -> None:
        with pytest.raises(Refused, match=r"Nothing was changed\."):
            act()

    def note(self, entry_id: str, written: Written) -> None:
        entry = records.entry(self.club, entry_id)
        self.numbers[entry.kind] += 1
        assert entry.number == self.numbers[entry.kind]
        assert (entry.on_date, set(entry.postings)) == (written.on, set(written.postings))
        self.written.append(written)

    def standing(self) -> list[Written]:
        """The vouchers that may be taken back."""
        gone = {each.corrects for each in self.written}
        return [each for each in self.written if not each.corrects and each.entry_id not in gone]

    # --- acts ---------------------------------------------------------------------------------

    @rule(fund=st.sampled_from(["activity", "golden_heart", "own"]), amount=AMOUNTS, day=DAYS)
    def receive(self, fund: str, amount: int, day: date) -> None:
        code = self.own if fund == "own" else fund
        self.does(
            lambda i: acts.receive(self.club, code, "other_income", amount, day, "x", instead=i),
            day,
            Posting(code, "cash", amount),
            Posting(code, "other_income", -amount),
        )

    @rule(fund=st.sampled_from(["activity", "golden_heart", "own"]), amount=AMOUNTS, day=DAYS)
    def spend(self, fund: str, amount: int, day: date) -> None:
        code = self.own if fund == "own" else fund
        self.does(
            lambda i: acts.spend(self.club, code, amount, day, "x", "culture", instead=i),
            day,
            Posting(code, "spending", amount, "culture"),
            Posting(code, "cash", -amount),
        )

    @rule(one=st.sampled_from(FUNDS), other=st.sampled_from(FUNDS), amount=AMOUNTS, day=DAYS)
    def transfer(self, one: str, other: str, amount: int, day: date) -> None:
        if one == other:
            return
        source, target = (self.own if code == "own" else code for code in (one, other))
        self.does(
            lambda i: acts.transfer(self.club, source, target, amount, day, "x", instead=i),
            day,
            Posting(source, "transfer", amount),
            Posting(source, "cash", -amount),
            Posting(target, "cash", amount),
            Posting(target, "transfer", -amount),
        )

    @rule(there=st.booleans(), amount=AMOUNTS, day=DAYS)
    def bank(self, there: bool, amount: int, day: date) -> None:
        act = acts.to_bank if there else acts.from_bank
        signed = amount if there else -amount
        self.does(
            lambda i: act(self.club, "activity", amount, day, instead=i),
            day,
            Posting("activity", "bank", signed),
            Posting("activity", "cash", -signed),
        )

    @rule(number=st.integers(0, 1), back=st.booleans(), amount=AMOUNTS, day=DAYS)
    def savings(self, number: int, back: bool, amount: int, day: date) -> None:
        act, person = acts.savings_back if back else acts.savings_in, self.people[number]
        signed = -amount if back else amount
        self.does(
            lambda i: act(self.club, person, amount, day, instead=i),
            day,
            Posting("savings", "cash", signed),
            Posting("savings", "savings", -signed, person_id=person),
        )

    @rule(number=st.integers(0, 1), back=st.booleans(), amount=AMOUNTS, day=DAYS)
    def capital(self, number: int, back: bool, amount: int, day: date) -> None:
        source = self.sources[number]
        act = source_records.give_capital_back if back else source_records.receive_capital
        signed = -amount if back else amount
        self.does(
            lambda i: act(self.club, source, amount, day, instead=i),
            day,
            Posting("income", "cash", signed),
            Posting("income", "capital", -signed, source_id=source),
        )

    @rule(amount=AMOUNTS, day=DAYS)
    def gift(self, amount: int, day: date) -> None:
        def act(_instead: Instead | None) -> str:
            gift_id = gift_records.add_gift(self.club, Gift("", day, "Tý", amount_vnd=amount))
            return gift_records.gift(self.club, gift_id).entry_id or ""

        postings = (
            Posting("golden_heart", "cash", amount),
            Posting("golden_heart", "gifts", -amount),
        )
        self.does(act, day, *postings)

    def _again(self, old: Written, on: date | None) -> Written:
        """The voucher that would take one back."""
        day = max(on or old.on, old.on)
        if self.sealed is not None and Month.of(day) <= self.sealed:
            day = TODAY
        back = tuple(replace(posting, amount_vnd=-posting.amount_vnd) for posting in old.postings)
        return Written("", day, back, old.entry_id)

    @precondition(lambda self: self.standing())
    @rule(data=st.data(), on=st.none() | DAYS)
    def take_back(self, data: st.DataObject, on: date | None) -> None:
        old = data.draw(st.sampled_from(self.standing()))
        back = self._again(old, on)

        def act() -> str:
            return records.reverse(self.club, old.entry_id, "nhầm", on)

        if not self.fits(back.on, (back.on, back.postings)):
            self.refused(act)
        else:
            entry_id = act()
            self.note(entry_id, replace(back, entry_id=entry_id))

    @precondition(lambda self: self.standing())
    @rule(data=st.data(), amount=AMOUNTS)
    def correct(self, data: st.DataObject, amount: int) -> None:
        """Write a receipt in the place of any voucher, looked over only when both are there."""
        old = data.draw(st.sampled_from(self.standing()))
        back, day = self._again(old, None), max(old.on, date(2026, 8, 1))
        postings = (
            Posting("activity", "cash", amount),
            Posting("activity", "other_income", -amount),
        )

        def act() -> str:
            why = Instead(old.entry_id, "nhầm")
            return acts.receive(
                self.club, "activity", "other_income", amount, day, "x", instead=why
            )

        if not self.fits(day, (back.on, back.postings), (day, postings)):
            self.refused(act)
        else:
            entry_id = act()
            correction = records.entry(self.club, entry_id)
            assert correction.reverses is None
            by = records.entry(self.club, old.entry_id).reversed_by or ""
            self.note(by, replace(back, entry_id=by))
            self.note(entry_id, Written(entry_id, day, postings))

    @precondition(lambda self: any(each.corrects for each in self.written))
    @rule(data=st.data())
    def take_back_again(self, data: st.DataObject) -> None:
        of = data.draw(st.sampled_from([each for each in self.written if each.corrects]))
        for entry_id in (of.entry_id, of.corrects or ""):
            self.refused(lambda entry_id=entry_id: records.reverse(self.club, entry_id, "x"))  # type: ignore[misc]

    @rule(apart=st.integers(-5, 5))
    def close_a_month(self, apart: int) -> None:
        """Close the next month with a count that may differ from the book by some thousands."""
        due = closing_records.to_close(self.club, TODAY)
        month = Month.of(min(each.on for each in self.written)) if self.written else None
        month = self.sealed.next() if self.sealed else month
        if month is None or month.last > TODAY:
            assert due is None
            return
        assert due is not None
        assert due.month == month
        notes = {1_000: max(due.book_cash_vnd // 1_000 + apart, 0)}
        apart_vnd = notes[1_000] * 1_000 - due.book_cash_vnd
        counted = Counted(notes, due.bank_vnd, "đếm" if apart_vnd else None)
        second = Second(self.second, "Bình")
        postings = (
            Posting("activity", "cash", apart_vnd),
            Posting("activity", "difference", -apart_vnd),
        )
        # What is missing is taken out at the month's end, or today when the fund had less then.
        on = month.last if self.fits(month.last, (month.last, postings)) else TODAY
        if apart_vnd and not self.fits(on, (on, postings)):
            with pytest.raises(Refused, match=r"Nothing was closed\."):
                closing_records.seal(self.club, month, counted, second)
            return
        closing_records.seal(self.club, month, counted, second)
        if apart_vnd:
            last = records.last_entry(self.club)
            assert last is not None
            self.note(last.id, Written(last.id, on, postings))
        self.sealed, self.kept = month, self.closed_rows(month)

    @precondition(lambda self: self.sealed is not None)
    @rule()
    def open_it_again(self) -> None:
        assert self.sealed is not None
        closing_records.reopen(self.club, self.sealed, "nhầm", Second(self.second, "Bình"))
        self.sealed = records.sealed_until(self.club)
        self.kept = self.closed_rows(self.sealed)

    @rule()
    def undo(self) -> None:
        """Whatever undo does, it takes no voucher back."""
        with suppress(Refused):
            self.club.undo()
            self.club.undo()

    # --- what always holds --------------------------------------------------------------------

    def closed_rows(self, sealed: Month | None) -> list[object]:
        """All that stands in the closed months."""
        if sealed is None:
            return []
        sql = "select * from posting where on_date <= :last order by rowid"
        rows = self.club.db.query(sql, {"last": sealed.last.isoformat()})
        return [tuple(row.items()) for row in rows]

    @invariant()
    def the_book_has_what_was_written(self) -> None:
        if not hasattr(self, "club"):
            return
        found: tuple[Entry, ...] = records.entries(self.club, date(2026, 1, 1), TODAY)
        assert {entry.id for entry in found} == {each.entry_id for each in self.written}

    @invariant()
    def everything_adds_up(self) -> None:
        if not hasattr(self, "club"):
            return
        held: Counter[tuple[str, str]] = Counter()
        for each in self.written:
            for posting in each.postings:
                held[posting.fund, posting.account] += posting.amount_vnd
        told = balances(self.club, TODAY)
        for fund, accounts in told.items():
            assert sum(accounts.values()) == 0
            for account, amount in accounts.items():
                assert held.pop((fund, account)) == amount
        assert not any(held.values())
        state = fund_state(self.club, TODAY)
        assert sum(each.balance for each in state.sources) == state.income.capital
        assert state.savings.capital == 0
        book = cash_book(self.club, None, date(2026, 8, 1), TODAY)
        assert book.closing == state.cash
        assert self.closed_rows(self.sealed) == self.kept


@pytest.fixture(scope="module", autouse=True)
def _master(tmp_path_factory: pytest.TempPathFactory) -> None:
    Ledger.master = tmp_path_factory.mktemp("ledger") / "club"
    club = make_club(Ledger.master)
    officers.add_officer(club, "Bình", "M", [TREASURER], None)
    club.close()


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=max(settings().max_examples // 2, 1),
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
