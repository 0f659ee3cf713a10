"""The plan of accounts: the funds every club has, the accounts in them, vouchers and topics. Pure.

Codes are stored; the words are for screens and papers.
"""

from collections.abc import Mapping
from typing import Literal

from app.base.text import N_, _

Kind = Literal["receipt", "payment", "journal"]
Where = Literal["cash", "bank"]
Account = Literal[
    "cash",
    "bank",
    "loans",
    "written_off",
    "capital",
    "savings",
    "held",
    "fees",
    "interest",
    "late_interest",
    "gifts",
    "other_income",
    "spending",
    "transfer",
    "opening",
    "difference",
]
Topic = Literal[
    "fee",
    "savings",
    "savings_back",
    "disbursement",
    "repayment",
    "recovery",
    "write_off",
    "held_back",
    "grant",
    "capital_back",
    "gift",
    "income",
    "spending",
    "transfer",
    "bank",
    "opening",
    "difference",
    "correction",
]

INCOME, ACTIVITY, GOLDEN_HEART, SAVINGS = "income", "activity", "golden_heart", "savings"

FUNDS: dict[str, str] = {
    INCOME: N_("Income fund"),
    ACTIVITY: N_("Activity fund"),
    GOLDEN_HEART: N_("Golden Heart book"),
    SAVINGS: N_("Members' savings"),
}
"""The funds that every club has; earmarked ones are rows of the table `fund`."""

ACCOUNTS: dict[Account, str] = {
    "cash": N_("Cash box"),
    "bank": N_("Bank account"),
    "loans": N_("Lent out"),
    "written_off": N_("Written off"),
    "capital": N_("Capital of the fund"),
    "savings": N_("Savings of members"),
    "held": N_("Money kept for somebody"),
    "fees": N_("Fees of members"),
    "interest": N_("Loan interest"),
    "late_interest": N_("Interest for late payment"),
    "gifts": N_("Gifts"),
    "other_income": N_("Other income"),
    "spending": N_("Spending"),
    "transfer": N_("Moved between funds"),
    "opening": N_("Taken over from the paper books"),
    "difference": N_("Difference at counting"),
}

BY_HAND: tuple[Account, ...] = ("other_income", "fees")
"""What the club receives outside of meetings, gifts and loans, the usual first."""

KINDS: dict[Kind, str] = {
    "receipt": N_("Receipt voucher"),
    "payment": N_("Payment voucher"),
    "journal": N_("Journal voucher"),
}

MARKS: dict[Kind, str] = {"receipt": "PT", "payment": "PC", "journal": "PK"}
"""How vouchers are marked: phiếu thu, phiếu chi, phiếu kế toán, in every language."""

TOPICS: dict[Topic, str] = {
    "fee": N_("Fees"),
    "savings": N_("Savings paid in"),
    "savings_back": N_("Savings given back"),
    "disbursement": N_("Loan paid out"),
    "repayment": N_("Loan paid back"),
    "recovery": N_("Got back after writing off"),
    "write_off": N_("Loan written off"),
    "held_back": N_("Money kept, given back"),
    "grant": N_("Capital received"),
    "capital_back": N_("Capital given back"),
    "gift": N_("Gift"),
    "income": N_("Other income"),
    "spending": N_("Spending"),
    "transfer": N_("Moved between funds"),
    "bank": N_("Cash box and bank"),
    "opening": N_("Taken over from the paper books"),
    "difference": N_("Difference at counting"),
    "correction": N_("Correction"),
}

WHERE: dict[Where, str] = {"cash": N_("Cash box"), "bank": N_("Bank account")}


def voucher(kind: Kind, year: int, number: int) -> str:
    """How a voucher is named: "PT-2026-021"."""
    return f"{MARKS[kind]}-{year}-{number:03}"


def fund_title(code: str, earmarked: Mapping[str, str] | None = None) -> str:
    """The name of a fund in the user's language; `earmarked` gives the names of the club's own
    funds by their code."""
    built_in = FUNDS.get(code)
    return _(built_in) if built_in else (earmarked or {}).get(code, code)
