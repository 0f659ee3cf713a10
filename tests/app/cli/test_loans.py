"""`so-clb schedule` and `so-clb loans`."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from app.club.file import open_file
from app.loans import change_records, outside_records, pay_out_records, request_records
from app.loans.rules import Decision, InKind, OutsideLoan, Request
from tests.app.loans import scene
from tests.makers import fast_ports

PLAN = (
    *("schedule", "--principal", 5_000_000, "--rate", "1.0", "--months", 12),
    *("--method", "declining", "--start", "2026-01-21", "--round", 1000),
)


def run(*args: object) -> Result:
    arguments = ["--language", "en", *(str(arg) for arg in args)]
    return CliRunner().invoke(main, arguments)


def ok(*args: object) -> str:
    done = run(*args)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_schedule_as_json() -> None:
    told = json.loads(ok(*PLAN, "--json"))
    first = told["rows"][0]
    assert list(first)[:6] == ["n", "due", "principal", "interest", "total", "balance"]
    assert (first["n"], first["due"], first["principal"]) == (1, "2026-02-21", 417_000)
    assert (first["interest"], first["total"], first["balance"]) == (50_000, 467_000, 4_583_000)
    assert len(told["rows"]) == 12
    assert told["rows"][-1]["balance"] == 0
    assert told["totals"] == {"principal": 5_000_000, "interest": 324_000, "total": 5_324_000}
    for what in ("principal", "interest", "total"):
        assert sum(row[what] for row in told["rows"]) == told["totals"][what]


@pytest.mark.parametrize("method", ["bullet", "flat", "declining", "annuity"])
def test_every_method(method: str) -> None:
    args = [method if each == "declining" else each for each in PLAN]
    told = json.loads(ok(*args, "--json"))
    assert told["totals"]["principal"] == 5_000_000
    assert bool(told["warnings"]) == (method == "flat")


def test_a_schedule_in_words() -> None:
    lines = ok(*PLAN, "--interest", "advance").splitlines()
    assert len(lines) == 1 + 13 + 1
    assert "21/1/2026" in lines[1]
    assert "5.325.000" in lines[-1]
    said = ok("schedule", "--principal", 5_000_000, "--rate", "1,2", "--months", 6, "--method",
              "flat", "--start", "2026-01-21", "--grace", 1)  # fmt: skip
    assert "The law allows" in said


@pytest.mark.parametrize("rate", ["x", "-1", "10.5", "0.655", "nan", "inf", "1e999999999"])
def test_a_rate_that_is_none(rate: str) -> None:
    args = [rate if each == "1.0" else each for each in PLAN]
    done = run(*args)
    assert done.exit_code == 1
    assert rate in done.stderr


@pytest.mark.parametrize("start", ["1066-01-21", "9999-12-31"])
def test_a_start_far_off(start: str) -> None:
    done = run(*(start if each == "2026-01-21" else each for each in PLAN))
    assert done.exit_code == 1
    assert start[:4] in done.stderr


def test_a_grace_as_long_as_the_term() -> None:
    done = run(*PLAN, "--grace", 12)
    assert done.exit_code == 1
    assert "before the term" in done.stderr


@pytest.fixture
def folder(club_folder: Path) -> Path:
    """Loans on time, late, written off, in kind, paid off, and one from outside."""
    club = open_file(club_folder, fast_ports())
    second = scene.second_officer(club)
    scene.fund(club)
    agreed = scene.terms(3_000_000, 3, "bullet")
    ids = [scene.lend(club, scene.somebody(club, name), second, agreed) for name in "ABCD"]
    for month in (2, 3, 4):
        pay_out_records.repay(club, ids[0], date(2026, month, 21), 30_000)
    pay_out_records.repay(club, ids[1], date(2026, 4, 21), 3_090_000)
    change_records.write_off(club, ids[2], date(2026, 5, 21), "Bỏ đi", second)
    cow = InKind("bò cái", 1, "con", 15_000_000, "Trả một bê")
    asked = Request(scene.somebody(club, "E"), scene.PAID_OUT, in_kind=cow)
    loan_id = request_records.request(club, asked)
    decision = Decision(scene.PAID_OUT, approved=True, months=24)
    request_records.decide(club, loan_id, decision)
    pay_out_records.pay_out(club, loan_id, scene.PAID_OUT, second)
    outside = OutsideLoan("", asked.person_id, "NHCSXH", 50_000_000, scene.PAID_OUT)
    outside_records.add_outside(club, outside)
    club.close()
    return club_folder


def test_loans_as_json(folder: Path) -> None:
    told = json.loads(ok("loans", folder, "--on", "2026-06-30", "--json"))
    names = ["code", "member", "principal", "outstanding", "interest_due", "days_late", "status"]
    assert all(list(each)[:8] == [*names, "in_kind"] for each in told)
    assert [tuple(each[name] for name in names[1:]) for each in told] == [
        ("A", 3_000_000, 3_000_000, 60_000, 70, "late"),
        ("C", 3_000_000, 0, 0, 0, "written_off"),
        ("D", 3_000_000, 3_000_000, 150_000, 129, "late"),
        ("E", None, None, 0, 0, "in_kind"),
    ]
    assert [each["in_kind"] for each in told] == [False, False, False, True]
    assert told[3]["goods"]["what"] == "bò cái"
    then = json.loads(ok("loans", folder, "--on", "2026-03-31", "--json"))
    assert [each["member"] for each in then] == ["A", "B", "C", "D", "E"]


def test_loans_in_words(folder: Path) -> None:
    lines = ok("loans", folder).splitlines()
    assert len(lines) == 5
    assert "VV-2026-001" in lines[1]
    assert "Overdue" in lines[1]
    assert "1 con bò cái" in lines[4]
