"""What looking over the ledger finds, once somebody got past everything that guards it."""

from pathlib import Path

import pytest

from app.club import guard
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, TREASURER, VIEWER, Actor
from app.commune.migrations import COMMUNE
from app.funds import acts, check, fund_records, records
from app.funds.rules import Fund
from app.reports import checks
from tests.app.funds.scene import JUNE_10, JUNE_20, grant, paid, received
from tests.exchange import make_commune


def tampered(club: Club, *statements: str) -> dict[str, tuple[str, ...]]:
    """What is found after statements that the triggers of the file would have stopped."""
    names = [
        row["name"]
        for row in club.db.query("select name from sqlite_schema where type = 'trigger'")
    ]
    with guard.maintenance(club):
        for name in names:
            club.db.execute(f'drop trigger main."{name}"')
    with club.change("Cheat"):
        for statement in statements:
            club.db.execute(statement)
    return {found.code: found.problems for found in check.looks(club) if not found.good}


def test_a_good_ledger(club: Club) -> None:
    grant(club, 900, JUNE_10)
    records.write(club, [received(100, JUNE_10), paid(60, JUNE_20)])
    acts.transfer(club, "activity", "golden_heart", 10, JUNE_20, "x")
    found = check.looks(club)
    assert all(each.good for each in found), found
    assert {"vouchers_balance", "trial_balance", "voucher_numbers", "cash"} <= {
        each.code for each in found
    }


@pytest.mark.parametrize(
    ("statement", "code", "said"),
    [
        (
            "update posting set amount_vnd = 90 where account = 'cash' and amount_vnd = 100",
            "vouchers_balance",
            "Voucher PT-2026-001 is out by -10\xa0đ in the fund “Activity fund”.",
        ),
        (
            "update posting set amount_vnd = 90 where account = 'cash' and amount_vnd = 100",
            "trial_balance",
            "The accounts of the fund “Activity fund” are out by -10\xa0đ.",
        ),
        (
            "update posting set on_date = '2026-06-11' where account = 'other_income'",
            "vouchers_balance",
            "1 amount has another day than its voucher.",
        ),
        (
            "update posting set account = 'transfer' where account = 'spending'",
            "trial_balance",
            "What was moved between the funds is out by 60\xa0đ.",
        ),
        (
            "update posting set fund = 'x'",
            "trial_balance",
            "There are amounts in a fund that is not in the book: x.",
        ),
        (
            "update entry set number = 3 where kind = 'receipt'",
            "voucher_numbers",
            "The vouchers PT of 2026 have gaps: 1 of 3 are there.",
        ),
        (
            "update posting set on_date = '2026-06-01' where amount_vnd in (60, -60)",
            "cash",
            "The cash box of “Activity fund” was below nothing on 1/6/2026.",
        ),
        (
            "update posting set account = 'bank' where account = 'cash' and amount_vnd = -60",
            "cash",
            "The bank account of “Activity fund” was below nothing on 20/6/2026.",
        ),
    ],
)
def test_what_is_wrong_is_told(club: Club, statement: str, code: str, said: str) -> None:
    records.write(club, [received(100, JUNE_10), paid(60, JUNE_20)])
    assert said in tampered(club, statement)[code]


def test_a_voucher_without_amounts_is_told(club: Club) -> None:
    fund_id = fund_records.add_fund(club, Fund("", "Quỹ khuyến học", since=JUNE_10))
    records.post(club, received(100, JUNE_10, fund_id))
    assert (
        "Voucher PT-2026-001 has no amounts."
        in tampered(club, "delete from posting")["vouchers_balance"]
    )


def test_a_fund_of_the_club_is_told_by_its_name(club: Club) -> None:
    fund_id = fund_records.add_fund(club, Fund("", "Quỹ khuyến học", since=JUNE_10))
    records.post(club, received(100, JUNE_10, fund_id))
    found = tampered(club, "update posting set amount_vnd = 90 where amount_vnd > 0")
    assert found["trial_balance"] == (
        "The accounts of the fund “Quỹ khuyến học” are out by -10\xa0đ.",
    )
    assert "Quỹ khuyến học" in found["vouchers_balance"][0]


def test_a_commune_has_no_money_to_look_over(tmp_path: Path) -> None:
    book = make_commune(tmp_path / "commune")
    assert book.kind is COMMUNE
    assert check.looks(book) == ()
    assert "cash" not in {found.code for found in checks.check(book)}
    book.close(keep_copy=False)


def test_everything_is_looked_over_together(club: Club) -> None:
    codes = [found.code for found in checks.check(club)]
    assert codes[0] == "pages"
    assert "trial_balance" in codes
    assert len(codes) == len(set(codes))


def test_what_one_may_not_read_of_is_not_looked_over(club: Club) -> None:
    codes = {}
    for role in (VIEWER, HEALTH_LEAD, TREASURER):
        club.actor = Actor("x", "X", frozenset([role]))
        codes[role] = {found.code for found in checks.check(club)}
    assert {"pages", "history"} <= codes[VIEWER]
    assert "cash" not in codes[VIEWER]
    assert {"cash", "seals"} <= codes[HEALTH_LEAD]
    assert codes[TREASURER] > codes[HEALTH_LEAD] > codes[VIEWER]
