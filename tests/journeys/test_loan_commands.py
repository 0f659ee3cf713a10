"""The plan of a loan and where the loans stand, asked by command, on the practice club."""

from datetime import date

from app.base.periods import Month
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied

PLAN = ("--principal", 5_000_000, "--rate", "1.0", "--months", 12, "--start", "2026-01-21")


def test_a_schedule_needs_no_book(shell: Shell) -> None:
    for method in ("bullet", "flat", "declining", "annuity"):
        told = shell.ok("schedule", *PLAN, "--method", method, "--round", 1000, "--json").json
        rows, totals = told["rows"], told["totals"]
        assert [row["n"] for row in rows] == list(range(1, 13))
        assert [row["due"] for row in rows] == [
            str(Month(2026, 1).plus(n).first.replace(day=21)) for n in range(1, 13)
        ]
        assert totals["principal"] == 5_000_000
        assert totals["total"] == totals["principal"] + totals["interest"]
        balance = 5_000_000
        for row in rows:
            balance -= row["principal"]
            assert row["balance"] == balance
            assert row["total"] == row["principal"] + row["interest"]
        assert balance == 0
    assert "467.000" in shell.ok("schedule", *PLAN, "--method", "declining").out


def test_what_is_no_plan_is_refused_in_a_sentence(shell: Shell) -> None:
    assert "abc" in shell.run("schedule", *PLAN[:2], "--rate", "abc", *PLAN[4:],
                              "--method", "flat").sentence  # fmt: skip


def test_the_loans_are_what_the_fund_has_lent(shell: Shell, copied: Copied) -> None:
    copied("D")
    today = date(2026, 11, 15)
    ends = [Month.of(today).plus(-n).last.isoformat() for n in range(1, 5)]
    for day in (*ends, today.isoformat()):
        loans = shell.ok("loans", "D", "--on", day, "--json").json
        income = shell.ok("fund", "D", "--on", day, "--json").json["funds"]["income"]
        assert len([each for each in loans if each["status"] != "written_off"]) >= 8
        assert sum(each["outstanding"] or 0 for each in loans) == income["lent"]
        late = [each for each in loans if each["status"] == "late"]
        assert income["late"] <= sum(each["outstanding"] for each in late)
        assert all(each["days_late"] > 0 for each in late)
        assert all(each["outstanding"] is None for each in loans if each["in_kind"])
    said = shell.ok("loans", "D", "--on", ends[0]).out
    for each in shell.ok("loans", "D", "--on", ends[0], "--json").json:
        assert each["code"] in said
        assert each["member"] in said
