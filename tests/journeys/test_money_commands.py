"""The money asked by command and put on paper, on the practice club: plans, funds, loans, cash
book, public statement, acknowledgment, check; and what is asked wrongly."""

from datetime import date
from itertools import accumulate
from pathlib import Path

import pypdf
import pytest

from app.base.money import fmt_number
from app.base.periods import Month
from app.club.file import open_file
from app.funds.accounts import INCOME
from app.loans.schedule import METHODS
from app.loans.standing_records import stands
from app.reports.money import money_state
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied
from tests.makers import fast_ports

DAY, MONTH = "2026-06-30", "2026-06"
BEGUN, UNTIL = Month(2024, 12), date(2026, 11, 15)
"""The practice club: its first meeting, its last day."""
PLAN = ("schedule", "--principal", 5_000_000, "--rate", "1.0", "--months", 12)
FUND = ["capital", "cash", "lent", "late", "written_off"]
LOAN = [
    *("code", "member", "principal", "outstanding", "interest_due", "days_late", "status"),
    "in_kind",
]
ON_A_BOOK = (
    ("fund", "{}", "--on", DAY),
    ("loans", "{}", "--on", DAY),
    ("cash-book", "{}", "--fund", "income", "--month", MONTH, "out.pdf"),
    ("statement", "{}", MONTH, "out.pdf"),
    ("contract", "{}", "VV-2026-001", "out.pdf"),
    ("check", "{}"),
)


def words(path: Path) -> str:
    """Everything written in a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def pages(path: Path) -> int:
    return len(pypdf.PdfReader(path).pages)


# --- plans --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_a_plan_is_exact_to_the_dong(shell: Shell, method: str) -> None:
    told = shell.ok(
        *PLAN, "--method", method, "--start", "2026-01-21", "--round", 1000, "--json"
    ).json
    rows, totals = told["rows"], told["totals"]
    assert [list(row)[:6] for row in rows] == [
        ["n", "due", "principal", "interest", "total", "balance"]
    ] * 12
    assert [row["due"] for row in rows] == [
        Month(2026, 1).plus(n).first.replace(day=21).isoformat() for n in range(1, 13)
    ]
    assert totals["principal"] == 5_000_000
    for part in ("principal", "interest", "total"):
        assert totals[part] == sum(row[part] for row in rows)
    assert totals["total"] == totals["principal"] + totals["interest"]
    left = accumulate((row["principal"] for row in rows), lambda owed, paid: owed - paid,
                      initial=5_000_000)  # fmt: skip
    assert [row["balance"] for row in rows] == list(left)[1:]
    assert rows[-1]["balance"] == 0
    owed = [5_000_000, *(row["balance"] for row in rows)]
    base = [5_000_000] * 12 if method == "flat" else owed[:-1]
    for row, of in zip(rows, base, strict=True):
        assert abs(row["interest"] - of / 100) <= 500, "one percent a month, to the thousand"


def test_the_plan_in_words_shows_its_arithmetic(shell: Shell) -> None:
    said = shell.ok(*PLAN, "--method", "declining", "--start", "2026-01-21").out
    assert "5.000.000\xa0đ × 1\xa0% × 1 month = 50.000\xa0đ" in said
    assert said.count(" × 1\xa0% × 1 month = ") == 12


@pytest.mark.parametrize("rate", ["abc", "11", "nan"])
def test_a_rate_that_is_none_is_refused(shell: Shell, rate: str) -> None:
    plan = (*PLAN[:3], f"--rate={rate}", *PLAN[5:], "--method", "flat", "--start", "2026-01-21")
    assert f"“{rate}”" in shell.run(*plan).sentence


# --- funds and loans ----------------------------------------------------------------------------


def test_the_funds_of_a_past_day(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("fund", "D", "--on", DAY, "--json").json
    income = told["funds"]["income"]
    assert [key for key in income if key in FUND] == FUND
    assert {"activity", "golden_heart", "savings"} <= told["funds"].keys()
    assert income["capital"] == income["cash"] + income["lent"] + income["written_off"]
    assert income["capital"] == sum(source["balance"] for source in told["sources"])
    assert all(source["name"] for source in told["sources"])
    assert income["lent"] > income["late"] > 0
    savings = told["funds"]["savings"]
    assert savings["cash"] == savings["owed"] > 0
    said = shell.ok("fund", "D", "--on", DAY).out
    assert all(fmt_number(income[key]) in said for key in FUND)
    assert all(source["name"] in said for source in told["sources"])


def test_the_loans_of_a_past_day(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    income = shell.ok("fund", "D", "--on", DAY, "--json").json["funds"]["income"]
    loans = shell.ok("loans", "D", "--on", DAY, "--json").json
    assert all(list(loan)[:8] == LOAN for loan in loans)
    assert len({loan["code"] for loan in loans}) == len(loans) >= 8
    assert sum(loan["outstanding"] or 0 for loan in loans) == income["lent"]
    assert any(loan["in_kind"] for loan in loans)
    for loan in loans:
        assert (loan["outstanding"] is None) == loan["in_kind"]
        assert loan["outstanding"] is None or 0 <= loan["outstanding"] <= loan["principal"]
        assert (loan["days_late"] > 0) == (loan["status"] == "late")
        assert loan["status"] != "written_off" or loan["outstanding"] == 0
    book = open_file(folder, fast_ports())
    outside = list(book.db.query("select lender from outside_loan"))
    book.close(keep_copy=False)
    assert outside, "the practice club knows of loans from outside, which are none of its own"
    said = shell.ok("loans", "D", "--on", DAY).out
    assert not any(row["lender"] in said for row in outside)


def test_every_month_ends_in_order(copied: Copied) -> None:
    book = open_file(copied("D"), fast_ports())
    month = BEGUN
    while month.first <= UNTIL:
        day = min(month.last, UNTIL)
        running = stands(book, day)
        found = money_state(book, day)
        income = found.state.funds[INCOME]
        assert income.capital == income.money + income.lent + income.written_off, month
        assert len([each for each in running if each.standing.status != "written_off"]) >= 8, month
        assert sum(each.standing.outstanding_vnd or 0 for each in running) == income.lent, month
        late = sum(each.standing.principal_late_vnd for each in running)
        assert found.late_vnd == late, month
        month = month.next()
    book.close(keep_copy=False)


# --- papers -------------------------------------------------------------------------------------


def test_the_cash_book_agrees_with_the_fund(shell: Shell, copied: Copied) -> None:
    copied("D")
    income = shell.ok("fund", "D", "--on", DAY, "--json").json["funds"]["income"]
    shell.ok("cash-book", "D", "--fund", "income", "--month", MONTH, "out.pdf")
    shell.ok("cash-book", "D", "--fund", "income", "--month", MONTH, "out.xlsx")
    said = words(shell.folder / "out.pdf")
    assert "SỔ QUỸ" in said
    assert fmt_number(income["cash"]) in said
    assert fmt_number(income["cash"] - income["in_bank"]) in said
    assert "Số dư ngày 1/6/2026" in said
    assert "Số dư ngày 30/6/2026" in said
    assert (shell.folder / "out.xlsx").read_bytes()[:2] == b"PK"


def test_the_statement_tells_sums_and_nobody_who_borrows(shell: Shell, copied: Copied) -> None:
    copied("D")
    funds = shell.ok("fund", "D", "--on", DAY, "--json").json["funds"]
    shell.ok("statement", "D", MONTH, "out.pdf", "--language", "vi")
    shell.ok("statement", "D", MONTH, "wall.pdf", "--poster", "A3", "--language", "vi")
    told = words(shell.folder / "out.pdf")
    assert pages(shell.folder / "out.pdf") == pages(shell.folder / "wall.pdf") == 1
    assert "tháng 6/2026" in told
    assert fmt_number(funds["income"]["capital"]) in told
    assert fmt_number(funds["income"]["lent"]) in told
    assert all(fmt_number(fund["cash"]) in told for fund in funds.values())
    signing = told[told.index("Thủ quỹ") :]
    for loan in shell.ok("loans", "D", "--on", DAY, "--json").json:
        assert loan["member"] not in told or loan["member"] in signing, "an officer signs"
        assert loan["member"] not in words(shell.folder / "wall.pdf")


def test_the_acknowledgment_of_a_loan(shell: Shell, copied: Copied) -> None:
    copied("D")
    loans = shell.ok("loans", "D", "--on", DAY, "--json").json
    money = next(loan for loan in loans if not loan["in_kind"])
    goods = next(loan for loan in loans if loan["in_kind"])
    for loan in (money, goods):
        shell.ok("contract", "D", loan["code"], "out.pdf")
        said = words(shell.folder / "out.pdf")
        assert all(part in said for part in (loan["code"], loan["member"], "GIẤY NHẬN NỢ"))
    shell.ok("contract", "D", money["code"].lower(), "out.pdf")
    assert fmt_number(money["principal"]) in words(shell.folder / "out.pdf")


# --- check --------------------------------------------------------------------------------------


def test_check_looks_over_the_money(shell: Shell, copied: Copied) -> None:
    copied("D")
    said = shell.ok("check", "D").out
    assert "✗" not in said
    for what in ("trial balance", "seals", "loans against the ledger", "numbers of the vouchers"):
        assert what in said


# --- what is asked wrongly ----------------------------------------------------------------------


@pytest.mark.parametrize("command", ON_A_BOOK, ids=lambda command: command[0])
def test_what_is_no_club_is_refused_in_a_sentence(shell: Shell, command: tuple[str, ...]) -> None:
    (shell.folder / "letter").write_text("a letter")
    (shell.folder / "empty").mkdir()
    for name in ("letter", "empty", "nowhere"):
        said = shell.run(*(part.format(name) for part in command)).sentence
        assert f"“{name}”" in said
        assert "Nothing was changed." in said
    assert not (shell.folder / "out.pdf").exists()


def test_wrong_months_funds_and_loans_are_refused_in_a_sentence(
    shell: Shell, copied: Copied
) -> None:
    copied("D")
    book = ("cash-book", "D", "--fund")
    assert "2026-13" in shell.run(*book, "income", "--month", "2026-13", "out.pdf").sentence
    assert "5/2031" in shell.run(*book, "income", "--month", "2031-05", "out.pdf").sentence
    assert "There is no fund gold" in shell.run(*book, "gold", "--month", MONTH, "o.pdf").sentence
    assert "June" in shell.run("statement", "D", "June", "out.pdf").sentence
    assert "5/2031" in shell.run("statement", "D", "2031-05", "out.pdf").sentence
    assert "VV-2031-099" in shell.run("contract", "D", "VV-2031-099", "out.pdf").sentence
    loan = shell.ok("loans", "D", "--on", DAY, "--json").json[0]["code"]
    assert ".pdf" in shell.run("contract", "D", loan, "out.xlsx").sentence
    for command in ("fund", "loans"):
        assert "9999" in shell.run(command, "D", "--on", "9999-12-31").sentence
    assert [path.name for path in shell.folder.iterdir()] == ["D"]


def test_an_empty_club_has_no_money_and_says_so(shell: Shell) -> None:
    shell.ok(
        *("new", "E", "--name", "CLB thôn Đông", "--commune", "xã Hòa Bình"),
        *("--province", "Bắc Ninh", "--no-passphrase"),
    )
    told = shell.ok("fund", "E", "--on", DAY, "--json").json
    assert [told["funds"]["income"][key] for key in FUND] == [0] * 5
    assert told["sources"] == []
    assert shell.ok("loans", "E", "--on", DAY, "--json").json == []
    shell.ok("cash-book", "E", "--fund", "income", "--month", MONTH, "book.pdf")
    assert "0 dòng ghi" in words(shell.folder / "book.pdf")
    shell.ok("statement", "E", MONTH, "statement.pdf")
    shell.ok("statement", "E", MONTH, "wall.pdf", "--poster", "A4")
    for name in ("statement.pdf", "wall.pdf"):
        said = words(shell.folder / name)
        assert "Nothing is in the books of the money by 30/6/2026" in said
    assert "VV-2026-001" in shell.run("contract", "E", "VV-2026-001", "out.pdf").sentence
    assert "✗" not in shell.ok("check", "E").out
