from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.funds.accounts import ACTIVITY, INCOME, SAVINGS
from app.funds.rules import Draft, Entry, mistakes
from app.meetings.booking import Sheet, booked, of_sheet, plan
from app.meetings.collection import LoanPaid, Paid

ON = date(2026, 6, 21)
FEE = Paid(5_000)
LOAN = Paid(5_000, 0, (LoanPaid("cow", 2_000, 50_000, 500_000),))

thousands = st.integers(0, 50).map(lambda n: n * 1_000)
payments = st.builds(
    Paid,
    thousands,
    thousands,
    st.sampled_from(["cow", "shop", "pig"]).flatmap(
        lambda loan: st.tuples(st.builds(LoanPaid, st.just(loan), thousands, thousands, thousands))
    ),
    thousands,
)
sheets = st.dictionaries(st.sampled_from(["lan", "hoa", "tư", "dần"]), payments)


def sheet(paid: Mapping[str, Paid]) -> Sheet:
    return Sheet("june", "6/2026", ON, paid, {"cow": "V-01"})


class Ledger:
    """Vouchers as they would stand after plans were carried out."""

    def __init__(self) -> None:
        self.standing: list[Entry] = []
        self.written = 0

    def carry_out(self, paid: Mapping[str, Paid]) -> None:
        found = plan(sheet(paid), self.standing)
        self.standing = [each for each in self.standing if each.id not in found.reversing]
        for draft in found.drafts:
            assert not mistakes(draft)
            self.standing.append(self._entry(draft))

    def _entry(self, draft: Draft) -> Entry:
        self.written += 1
        of = {**asdict(draft), "postings": draft.postings}
        return Entry(f"entry {self.written}", self.written, **of)


def telling(paid: Mapping[str, Paid]) -> dict[str, object]:
    return {person: each.pieces() for person, each in paid.items() if each.total_vnd}


def test_the_fees_are_one_receipt_and_the_rest_one_for_each_person() -> None:
    found = plan(sheet({"lan": FEE, "hoa": Paid(), "dần": LOAN}), ())
    fees, loan = found.drafts
    assert (fees.topic, fees.person_id) == ("fee", None)
    assert [(p.person_id, p.amount_vnd) for p in fees.postings] == [
        (None, 10_000),
        ("lan", -5_000),
        ("dần", -5_000),
    ]
    assert (loan.topic, loan.person_id, loan.loan_id) == ("repayment", "dần", "cow")
    moved = {(p.fund, p.account): p.amount_vnd for p in loan.postings}
    assert moved == {
        (INCOME, "cash"): 500_000,
        (INCOME, "loans"): -500_000,
        (ACTIVITY, "cash"): 52_000,
        (ACTIVITY, "interest"): -50_000,
        (ACTIVITY, "late_interest"): -2_000,
    }
    assert found.waiting == {"lan", "dần"}
    assert not found.changed
    assert not found.reversing


def test_savings_and_what_is_kept_belong_to_the_person() -> None:
    (draft,) = plan(sheet({"lan": Paid(savings_vnd=20_000)}), ()).drafts
    assert draft.topic == "savings"
    assert {(p.fund, p.account, p.person_id) for p in draft.postings} == {
        (SAVINGS, "cash", None),
        (SAVINGS, "savings", "lan"),
    }
    (draft,) = plan(sheet({"lan": Paid(held_vnd=7_000)}), ()).drafts
    assert [p.person_id for p in draft.postings if p.account == "held"] == ["lan"]


def test_who_pays_later_gets_receipts_beside_those_that_stand() -> None:
    ledger = Ledger()
    ledger.carry_out({"lan": FEE, "dần": LOAN})
    found = plan(sheet({"lan": FEE, "dần": LOAN, "hoa": FEE}), ledger.standing)
    assert not found.reversing
    (fees,) = found.drafts
    assert [p.person_id for p in fees.postings] == [None, "hoa"]


def test_what_is_booked_and_changed_is_taken_back_and_written_anew() -> None:
    ledger = Ledger()
    ledger.carry_out({"lan": FEE, "hoa": FEE, "dần": LOAN})
    found = plan(sheet({"lan": Paid(10_000), "hoa": FEE, "dần": FEE}), ledger.standing)
    assert found.changed == {"lan", "dần"}
    assert len(found.reversing) == 2
    (fees,) = found.drafts
    assert [p.amount_vnd for p in fees.postings] == [20_000, -10_000, -5_000, -5_000]


def test_vouchers_of_other_things_at_the_meeting_are_left_alone() -> None:
    lent = Entry("lent", 1, "payment", ON, "disbursement", "Cho vay", (), meeting_id="june")
    assert of_sheet([lent]) == ()
    assert plan(sheet({}), [lent]).reversing == ()


@settings(max_examples=150)
@given(st.lists(sheets, min_size=1, max_size=6))
def test_the_ledger_always_says_what_the_sheet_says(typed: list[dict[str, Paid]]) -> None:
    ledger = Ledger()
    for paid in typed:
        ledger.carry_out(paid)
        assert telling(booked(ledger.standing)) == telling(paid)
        again = plan(sheet(paid), ledger.standing)
        assert not again.drafts
        assert not again.reversing
        assert not again.waiting
        assert not again.changed
