"""`so-clb fund`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from app.cli.main import main
from app.club.file import open_file
from app.funds import acts, fund_records, records
from app.funds.rules import Fund
from tests.app.funds.scene import JULY_5, JUNE_10, JUNE_20, grant, loan, member, received, repaid
from tests.makers import fast_ports


def run(*args: object) -> str:
    done = CliRunner().invoke(main, ["--language", "en", *(str(arg) for arg in args)])
    assert done.exit_code == 0, done.output
    return done.stdout


def filled(folder: Path) -> Path:
    """A club with a grant, a loan of which a part came back, a gift, savings."""
    club = open_file(folder, fast_ports())
    dao = member(club)
    grant(club, 50_000_000, JUNE_10)
    acts.to_bank(club, "income", 20_000_000, JUNE_10)
    loan_id = loan(club, dao, 5_000_000, JUNE_20)
    records.write(club, [repaid(loan_id, 1_000_000, 50_000, JULY_5)])
    records.post(club, received(200_000, JUNE_10, "golden_heart", "gifts"))
    fund_records.add_fund(club, Fund("", "Quỹ khuyến học", since=JULY_5))
    acts.transfer(club, "golden_heart", "income", 100_000, JULY_5, "góp vốn")
    acts.savings_in(club, dao, 30_000, JULY_5)
    club.close()
    return folder


def test_the_funds_as_json(club_folder: Path) -> None:
    folder = filled(club_folder)
    told: dict[str, Any] = json.loads(run("fund", folder, "--on", "2026-06-30", "--json"))
    assert list(told) == ["on", "funds", "sources"]
    income = told["funds"]["income"]
    assert income == {
        "capital": 50_000_000,
        "cash": 45_000_000,
        "in_bank": 20_000_000,
        "lent": 5_000_000,
        "late": 0,
        "at_risk": 0,
        "written_off": 0,
    }
    assert list(told["funds"]) == ["income", "activity", "golden_heart", "savings"]
    assert told["sources"] == [
        {
            "name": "UBND tỉnh",
            "kind": "province",
            "put_in": 50_000_000,
            "given_back": 0,
            "balance": 50_000_000,
            "returnable": True,
        }
    ]


def test_the_identity_of_the_income_fund_on_any_day(club_folder: Path) -> None:
    folder = filled(club_folder)
    for day in (date(2026, 6, 9), JUNE_10, JUNE_20, JULY_5):
        told = json.loads(run("fund", folder, "--on", day, "--json"))
        income = told["funds"]["income"]
        assert income["capital"] == income["cash"] + income["lent"] + income["written_off"]
        assert income["capital"] == sum(source["balance"] for source in told["sources"])
    own = told["funds"]
    (name,) = set(own) - {"income", "activity", "golden_heart", "savings"}
    assert own[name] == {"name": "Quỹ khuyến học", "cash": 0, "in_bank": 0, "held": 0, "own": 0}
    assert own["activity"] == {"cash": 50_000, "in_bank": 0, "held": 0, "own": 50_000}
    assert own["golden_heart"]["own"] == 100_000
    assert own["savings"] == {"cash": 30_000, "in_bank": 0, "owed": 30_000}


def test_the_funds_in_words(club_folder: Path) -> None:
    told = run("fund", filled(club_folder), "--on", "2026-06-30").replace("\xa0", " ")
    assert "On 30/6/2026:" in told
    assert "Income fund        25.000.000 đ  20.000.000 đ  45.000.000 đ" in told
    assert "capital 50.000.000 đ = cash 45.000.000 đ + lent 5.000.000 đ + written off 0 đ" in told
    assert "Overdue principal: 0 đ" in told
    assert "UBND tỉnh: 50.000.000 đ (to be given back)" in told


def test_a_good_book_is_found_good(club_folder: Path) -> None:
    filled(club_folder)
    told = run("check", club_folder)
    assert "✗" not in told
