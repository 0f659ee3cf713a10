"""A machine that lends, is paid late, early, in part and too much, takes back, lays out anew,
waives, writes off, gets back, closes months, opens them again and tries to undo, in any order,
beside a model that only adds and subtracts."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import set_language
from app.club.file import Club, open_file
from app.club.second import Second
from app.funds import check as ledger_check
from app.funds import closing_records, records
from app.funds.balance_records import balance
from app.funds.closing import Counted
from app.funds.records import Instead
from app.loans import change_records, check, pay_out_records
from app.loans.records import loan
from app.loans.rules import Split
from app.loans.schedule import INTERESTS, METHODS, Method, Timing
from app.loans.standing import Standing
from app.loans.standing_records import portfolio, standing_of, standings
from tests.app.loans import scene
from tests.makers import TODAY, fast_ports, make_club

CAPITAL = 20_000_000
BEGINS = date(2026, 1, 5)
A_MONTH_AGO = timedelta(days=30)
STEPS = 50
PARTS = 4
EXAMPLES = max(400, settings().max_examples) // PARTS
"""Together 20.000 steps in every run, and as many more as the long runs want."""


@dataclass(repr=False)
class Voucher:
    """What a voucher did to a loan, as the model knows it."""

    entry_id: str
    on: date
    kind: str
    lent: int = 0
    principal: int = 0
    interest: int = 0
    held: int = 0
    given_up: int = 0
    got_back: int = 0
    taken_back: bool = False
    until: date | None = None
    """The day of the correction that took it back."""


@dataclass(repr=False)
class Lent:
    """A loan as the model knows it."""

    id: str
    vouchers: list[Voucher] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    waived: int = 0

    def total(self, what: str) -> int:
        return sum(getattr(each, what) for each in self.vouchers if not each.taken_back)

    @property
    def outstanding(self) -> int:
        return self.total("lent") - self.total("principal") - self.total("given_up")

    @property
    def last_on(self) -> date:
        return max((each.on for each in self.vouchers if not each.taken_back), default=BEGINS)


class Loans(RuleBasedStateMachine):
    """`day` is when things happen; it only moves on, but payments may be dated back."""

    master: Path
    second: Second

    @initialize()
    def begin(self) -> None:
        set_language("en")
        self.folder = Path(tempfile.mkdtemp(dir=self.master.parent)) / "club"
        shutil.copytree(self.master, self.folder)
        self.club: Club = open_file(self.folder, fast_ports(seed=77_777))
        rows = self.club.db.query("select id from person order by code")
        self.people = [row["id"] for row in rows]
        self.day = BEGINS
        self.lent: list[Lent] = []
        self.sealed: Month | None = None
        self.kept: list[object] = []
        self.numbers = {
            row["kind"]: row["n"]
            for row in self.club.db.query("select kind, count(*) as n from entry group by kind")
        }

    def teardown(self) -> None:
        if hasattr(self, "club"):
            for found in (*ledger_check.looks(self.club), *check.looks(self.club)):
                assert found.problems == (), found
            self.club.close(keep_copy=False)
            shutil.rmtree(self.folder.parent)

    # --- the model ----------------------------------------------------------------------------

    def attempt(self, act: Callable[[], str | None]) -> str | None:
        """Do it, unless the book says no in a sentence; the id of what was written."""
        try:
            return act()
        except Refused:
            return None

    def running(self) -> list[Lent]:
        return [each for each in self.lent if loan(self.club, each.id).state == "running"]

    def open_day(self, day: date) -> bool:
        return self.sealed is None or Month.of(day) > self.sealed

    # --- lending and paying -------------------------------------------------------------------

    @rule(days=st.integers(1, 45))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), TODAY)

    @precondition(lambda self: len(self.lent) < 6 and self.open_day(self.day))
    @rule(
        number=st.integers(0, 2),
        principal=st.integers(1, 60).map(lambda n: n * 100_000),
        months=st.integers(1, 6),
        method=st.sampled_from(list(METHODS)),
        interest=st.sampled_from([*INTERESTS, "monthly"]),
        rate_bp=st.sampled_from([0, 65, 100]),
        late_bp=st.sampled_from([None, None, 150]),
    )
    def lend(
        self,
        number: int,
        principal: int,
        months: int,
        method: Method,
        interest: Timing,
        rate_bp: int,
        late_bp: int | None,
    ) -> None:
        agreed = scene.terms(principal, months, method, interest, rate_bp)
        loan_id = scene.approved(self.club, self.people[number], agreed, self.day, late_bp)

        def act() -> str | None:
            return pay_out_records.pay_out(self.club, loan_id, self.day, self.second)

        entry_id = self.attempt(act)
        if entry_id is None:
            return
        mine = Lent(loan_id, [Voucher(entry_id, self.day, "lent", lent=principal)])
        for entry in records.entries_of_loan(self.club, loan_id):
            if entry.id != entry_id:  # interest in advance
                paid = Voucher(entry.id, self.day, "paid", interest=entry.amount_vnd)
                mine.vouchers.append(paid)
        self.lent.append(mine)

    @precondition(lambda self: self.running())
    @rule(
        data=st.data(),
        how=st.sampled_from(["due", "due", "part", "early", "settle", "over", "next"]),
        share=st.integers(1, 99),
        back=st.sampled_from([0, 0, 0, 5, 40]),
    )
    def pay(self, data: st.DataObject, how: str, share: int, back: int) -> None:
        mine = data.draw(st.sampled_from(self.running()))
        day = self.day - timedelta(days=back)
        self._pay(mine, day, how, share, None)

    @precondition(lambda self: any(v.kind == "paid" for m in self.lent for v in m.vouchers))
    @rule(data=st.data(), share=st.integers(1, 150))
    def correct_a_payment(self, data: st.DataObject, share: int) -> None:
        payments = [
            (mine, each)
            for mine in self.lent
            for each in mine.vouchers
            if each.kind == "paid" and not each.taken_back
        ]
        if not payments:
            return
        mine, wrong = data.draw(st.sampled_from(payments))
        if loan(self.club, mine.id).state not in ("running", "closed"):
            return
        self._pay(mine, wrong.on, "part", share, wrong)

    def _pay(self, mine: Lent, day: date, how: str, share: int, wrong: Voucher | None) -> None:
        before = standing_of(self.club, mine.id, day, wrong.entry_id if wrong else None)
        amount = {
            "due": before.due_vnd,
            "part": before.settle_vnd * share // 100,
            "early": before.due_vnd
            + (before.outstanding_vnd - before.principal_due_vnd) * share // 100,
            "settle": before.settle_vnd,
            "over": before.settle_vnd + share * 1000,
            "next": before.due_vnd + before.next_interest_vnd + before.next_principal_vnd,
        }[how]
        if amount < 1:
            return
        instead = Instead(wrong.entry_id, "nhầm") if wrong else None

        def act() -> str:
            return pay_out_records.repay(self.club, mine.id, day, amount, instead=instead)

        entry_id = self.attempt(act)
        if entry_id is None:
            return
        sums: Counter[str] = Counter()
        for posting in records.entry(self.club, entry_id).postings:
            sums[posting.account] -= posting.amount_vnd
        paid = Voucher(
            entry_id,
            day,
            "paid",
            principal=sums["loans"],
            interest=sums["interest"] + sums["late_interest"],
            held=sums["held"],
        )
        assert paid.principal + paid.interest + paid.held == amount
        assert min(paid.principal, paid.interest, paid.held) >= 0
        assert not paid.held or how in ("over", "part", "next")
        if wrong is not None:
            wrong.taken_back = True
        mine.vouchers.append(paid)
        if how in ("settle", "over") and day >= mine.last_on and not back_dated(mine, day):
            given_up = mine.total("given_up") > mine.total("got_back")
            assert self.where(mine).status == ("written_off" if given_up else "closed")

    @precondition(lambda self: self.running())
    @rule(data=st.data(), parts=st.tuples(*[st.integers(0, 300)] * 4))
    def pay_in_parts(self, data: st.DataObject, parts: tuple[int, int, int, int]) -> None:
        """The officer knows better: any parts, which may only not be more than is owed."""
        mine = data.draw(st.sampled_from(self.running()))
        interest, late, principal, held = (part * 1000 for part in parts)
        split = Split(interest, late, principal, 0, held)
        if not split.total_vnd:
            return

        def act() -> str:
            return pay_out_records.repay(self.club, mine.id, self.day, split.total_vnd, split)

        entry_id = self.attempt(act)
        if entry_id is None:
            return
        paid = Voucher(entry_id, self.day, "paid", 0, principal, interest + late, held)
        mine.vouchers.append(paid)

    @precondition(lambda self: any(mine.vouchers for mine in self.lent))
    @rule(data=st.data(), later=st.booleans())
    def take_back(self, data: st.DataObject, later: bool) -> None:
        standing = [
            (mine, each) for mine in self.lent for each in mine.vouchers if not each.taken_back
        ]
        if not standing:
            return
        mine, old = data.draw(st.sampled_from(standing))
        on = self.day if later else None

        def act() -> str:
            return pay_out_records.take_back(self.club, old.entry_id, "nhầm", on)

        if self.attempt(act) is None:
            return
        old.taken_back = True
        old.until = max(on or old.on, old.on) if self.open_day(on or old.on) else TODAY
        if old.kind == "lent":
            assert loan(self.club, mine.id).state == "approved"
            self.lent.remove(mine)

    # --- changes ------------------------------------------------------------------------------

    @precondition(lambda self: self.running())
    @rule(
        data=st.data(),
        months=st.integers(1, 6),
        grace=st.integers(0, 1),
        longer=st.booleans(),
    )
    def lay_out_anew(self, data: st.DataObject, months: int, grace: int, longer: bool) -> None:
        mine = data.draw(st.sampled_from(self.running()))
        before = self.where(mine)

        def act() -> str:
            if longer:
                change_records.extend(self.club, mine.id, self.day, months, "Mất mùa")
            else:
                change_records.reschedule(
                    self.club, mine.id, self.day, months + grace, "Mất mùa", grace
                )
            return "done"

        if self.attempt(act) is None:
            return
        after = self.where(mine)
        assert after.outstanding_vnd == before.outstanding_vnd
        assert after.principal_due_vnd == 0
        if loan(self.club, mine.id).terms.interest == "monthly":  # type: ignore[union-attr]
            assert after.interest_due_vnd == before.interest_due_vnd
        mine.changes.append("plan")

    @precondition(lambda self: self.running())
    @rule(data=st.data(), share=st.integers(1, 100))
    def waive(self, data: st.DataObject, share: int) -> None:
        mine = data.draw(st.sampled_from(self.running()))
        before = self.where(mine)
        most = before.settle_vnd - before.outstanding_vnd
        amount = most * share // 100
        if amount < 1:
            return

        def act() -> str:
            change_records.waive_interest(self.club, mine.id, self.day, amount, "Ốm nặng")
            return "done"

        if self.attempt(act) is None:
            return
        mine.waived += amount
        after = self.where(mine)
        assert after.settle_vnd == before.settle_vnd - amount
        mine.changes.append("waived")

    @precondition(lambda self: any(mine.changes for mine in self.lent))
    @rule(data=st.data())
    def take_back_a_change(self, data: st.DataObject) -> None:
        mine = data.draw(st.sampled_from([each for each in self.lent if each.changes]))
        sql = "select id, amount_vnd from loan_event where loan_id = :id order by on_date, rowid"
        rows = list(self.club.db.query(sql, {"id": mine.id}))

        def act() -> str:
            change_records.take_back_change(self.club, rows[-1]["id"])
            return "done"

        if rows and self.attempt(act) is not None:
            mine.changes.pop()
            mine.waived -= rows[-1]["amount_vnd"] or 0

    @precondition(lambda self: self.running())
    @rule(data=st.data())
    def write_off(self, data: st.DataObject) -> None:
        mine = data.draw(st.sampled_from(self.running()))
        owed = mine.outstanding

        def act() -> str | None:
            return change_records.write_off(self.club, mine.id, self.day, "Đã mất", self.second)

        entry_id = self.attempt(act)
        if entry_id is None:
            return
        mine.vouchers.append(Voucher(entry_id, self.day, "given up", given_up=owed))
        assert self.where(mine).status == "written_off"

    @precondition(lambda self: any(mine.total("given_up") for mine in self.lent))
    @rule(data=st.data(), share=st.integers(1, 100))
    def recover(self, data: st.DataObject, share: int) -> None:
        mine = data.draw(st.sampled_from([each for each in self.lent if each.total("given_up")]))
        amount = (mine.total("given_up") - mine.total("got_back")) * share // 100
        if amount < 1 or back_dated(mine, self.day):  # on that day less may be given up
            return

        def act() -> str:
            return change_records.recover(self.club, mine.id, self.day, amount)

        entry_id = self.attempt(act)
        if entry_id is not None:
            mine.vouchers.append(Voucher(entry_id, self.day, "got back", got_back=amount))

    # --- months -------------------------------------------------------------------------------

    @rule(apart=st.sampled_from([0, 0, 0, 1000]))
    def close_a_month(self, apart: int) -> None:
        due = closing_records.to_close(self.club, TODAY)
        if due is None or due.month >= Month.of(self.day):
            return
        found = Counted({1: due.book_cash_vnd + apart}, due.bank_vnd, "Đếm thừa")
        closing_records.seal(self.club, due.month, found, self.second)
        self.sealed = due.month
        self.kept = self.closed_rows()

    @precondition(lambda self: self.sealed is not None)
    @rule()
    def open_it_again(self) -> None:
        assert self.sealed is not None
        closing_records.reopen(self.club, self.sealed, "Ghi sót", self.second)
        self.sealed = closing_records.sealed_until(self.club)
        self.kept = self.closed_rows()

    @rule()
    def undo(self) -> None:
        """Undo may take back a plan, a waiver or a request, but no voucher."""
        entries = self.club.db.table("entry").count
        label = self.club.next_undo()
        if label is not None and "looked" in label.words:
            return
        with suppress(Refused):
            self.club.undo()
        assert self.club.db.table("entry").count == entries
        for mine in self.lent:
            sql = "select kind, amount_vnd from loan_event where loan_id = :id order by rowid"
            rows = list(self.club.db.query(sql, {"id": mine.id}))
            mine.changes = [row["kind"] for row in rows if row["kind"] != "written_off"]
            mine.waived = sum(row["amount_vnd"] for row in rows if row["kind"] == "interest_waived")

    # --- what always holds --------------------------------------------------------------------

    def where(self, mine: Lent) -> Standing:
        return standing_of(self.club, mine.id, self.day)

    def closed_rows(self) -> list[object]:
        """All that stands in the closed months."""
        if self.sealed is None:
            return []
        sql = """
            select e.*, p.fund, p.account, p.amount_vnd, p.loan_id as of_loan from entry e
            join posting p on p.entry_id = e.id
            where e.on_date <= ? order by e.rowid, p.rowid
        """
        return self.club.db.execute(sql, [self.sealed.last.isoformat()]).fetchall()

    @invariant()
    def the_ledger_is_sound(self) -> None:
        if not hasattr(self, "club"):
            return
        row = self.club.db.execute(_SOUND).fetchone()
        assert row == (0, 0, 0, 0, 0), row
        assert self.closed_rows() == self.kept

    @invariant()
    def owed_is_lent_less_paid(self) -> None:
        if not hasattr(self, "club"):
            return
        told = standings(self.club, TODAY)
        for mine in self.lent:
            stands = told.get(mine.id)
            assert mine.outstanding >= 0
            assert (stands.outstanding_vnd if stands else 0) == mine.outstanding
            if stands is not None:
                assert stands.written_off_vnd == mine.total("given_up") - mine.total("got_back")
                assert stands.principal_late_vnd <= stands.principal_due_vnd
                assert stands.principal_due_vnd <= stands.outstanding_vnd
                assert min(stands.due_vnd, stands.running_interest_vnd, stands.days_late) >= 0
                assert (stands.status == "late") == (stands.days_late > 0)
        for day in (TODAY, self.day - A_MONTH_AGO):
            lent = balance(self.club, "income", "loans", day)
            assert portfolio(self.club, day).lent_vnd == lent, day


def back_dated(mine: Lent, day: date) -> bool:
    """Whether something stands on a later day, or was taken back on one."""
    return any((each.until or each.on) > day for each in mine.vouchers)


_SOUND = """
    with days as (
        select fund, account, on_date, sum(amount_vnd) as moved from posting
        where account in ('cash', 'bank') group by fund, account, on_date
    ), held as (
        select sum(moved) over (partition by fund, account order by on_date) as amount from days
    ), owed as (
        select sum(amount_vnd) as amount from posting where account in ('loans', 'written_off')
        group by loan_id, account
    )
    select
        (select coalesce(sum(amount_vnd), 0) from posting),
        (select count(*) from
            (select 1 from posting group by entry_id, fund having sum(amount_vnd) <> 0)),
        (select count(*) from held where amount < 0),
        (select count(*) from owed where amount < 0),
        (select count(*) from
            (select kind, year from entry group by kind, year
                having max(number) <> count(*) or min(number) <> 1))
"""
"""What must be nothing: sums, funds of a voucher, days below nothing, gaps in numbers."""


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club with 20 million, three members and two officers."""
    folder = tmp_path_factory.mktemp("loans") / "club"
    club = make_club(folder)
    Loans.second = scene.second_officer(club)
    for name in ("Nguyễn Thị Đào", "Trần Văn Hoa", "Lê Thị Mai"):
        scene.somebody(club, name)
    scene.fund(club, CAPITAL, date(2026, 1, 2))  # a voucher: undo stops here
    club.close(keep_copy=False)
    return folder


@pytest.mark.parametrize("part", range(PARTS))
def test_the_loans_hold_whatever_is_done(master: Path, part: int) -> None:
    class Part(Loans):
        """Parts go other ways, also where every run is the same."""

    Loans.master = master
    run_state_machine_as_test(
        seed(part)(Part) if settings().derandomize else Part,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
