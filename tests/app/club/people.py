"""Rows of the register and the health book, straight into the tables: the rooms stand above."""

from typing import Any

from app.base.names import fold
from app.club.file import Club

OTHERS: dict[str, dict[str, Any]] = {
    "setting": {"id": "size", "value": "14"},
    "consent_paper": {
        "id": "cp", "person_id": "p1", "signed_on": "2026-01-01", "version": "2026-1",
        "text_sha256": "0" * 64, "signed_by": "signature", "read_by": "self",
        "collected_by": "Bình",
    },
    "consent": {
        "id": "c", "person_id": "p1", "purpose": "C1", "given_on": "2026-01-01", "paper_id": "cp",
    },
    "involvement": {
        "id": "i", "person_id": "p1", "kind": "volunteer", "since": "2026-01-01",
    },
    "circumstance": {"id": "ci", "person_id": "p1", "kind": "frail", "since": "2026-01-01"},
    "relation": {"id": "r", "person_id": "p1", "other_id": "p3", "kind": "child", "together": 1},
    "not_same": {"id": "ns", "one_id": "p1", "other_id": "p3", "decided_on": "2026-01-01"},
    "photo": {"id": "ph", "person_id": "p1", "picture_id": "0" * 64},
    "follow_up": {
        "id": "f", "person_id": "p1", "text": "Hỏi thăm", "due_on": "2026-02-01",
        "written_on": "2026-01-01",
    },
    "saved_list": {"id": "sl", "name": "Xóm Đông", "filter": "{}"},
    "office": {"id": "o", "person_id": "p1", "office": "treasurer", "since": "2026-01-01"},
    "team": {"id": "t", "name": "Văn nghệ", "kind": "troupe", "since": "2026-01-01"},
    "team_member": {
        "id": "tm", "team_id": "t", "person_id": "p1", "part": "lead", "since": "2026-01-01",
    },
    "pairing": {"id": "pa", "volunteer_id": "p1", "person_id": "p3", "since": "2026-01-01"},
    "equipment": {
        "id": "e", "name": "Loa", "quantity": 1, "source": "given", "condition": "good",
    },
    "training": {"id": "tr", "kind": "first", "topic": "Quản lý", "from_on": "2026-01-01"},
    "training_person": {"id": "tp", "training_id": "tr", "person_id": "p1"},
    "visit": {
        "id": "v", "kind": "exchange", "on_date": "2026-01-01", "with_whom": "CLB thôn Đoài",
    },
    "feedback": {"id": "fb", "kind": "thanks", "on_date": "2026-01-01", "about": "Chuyến thăm"},
    "data_request": {
        "id": "dr", "person_id": "p1", "kind": "view", "received_on": "2026-01-01",
    },
    "erasure": {"id": "er", "person_id": "p3", "erased_on": "2026-01-01", "reason": "Tự xin"},
    "meeting_rule": {"id": "mr", "from_month": "2026-01", "kind": "day", "number": 10},
    "meeting": {
        "id": "m", "month": "2026-01", "held_on": "2026-01-10", "leader_id": "p1", "state": "open",
    },
    "meeting_step": {"id": "ms", "meeting_id": "m", "step": "attendance", "state": "done"},
    "attendance": {
        "id": "at", "meeting_id": "m", "person_id": "p1", "present": 0, "reason": "ill",
    },
    "guest": {"id": "g", "meeting_id": "m", "name": "Trạm trưởng y tế"},
    "theme": {"id": "th", "meeting_id": "m", "area": "health", "topic": "Huyết áp"},
    "decision": {"id": "d", "meeting_id": "m", "number": 1, "text": "Sửa loa"},
    "task": {
        "id": "ta", "meeting_id": "m", "decision_id": "d", "text": "Sửa loa", "owner_id": "p1",
        "given_on": "2026-01-10",
    },
    "fee": {"id": "fe", "meeting_id": "m", "person_id": "p1", "amount_vnd": 5000},
    "cash_count": {"id": "cc", "meeting_id": "m", "notes": "{}", "total_vnd": 0},
    "sheet": {
        "id": "K7M2", "meeting_id": "m", "kind": "sign_in", "page": 1, "printed_on": "2026-01-08",
    },
    "activity": {
        "id": "ac", "area": "culture", "kind": "performance", "on_date": "2026-01-10",
        "meeting_id": "m", "what": "Hát quan họ", "leader_id": "p1",
    },
    "exercise_week": {"id": "ew", "monday": "2026-01-05", "sessions": 3},
    "help_case": {
        "id": "hc", "whose": "member", "person_id": "p1", "found_on": "2026-01-10",
        "meeting_id": "m", "situation": "Nhà dột",
    },
    "help": {"id": "h", "case_id": "hc", "on_date": "2026-01-12", "form": "labour"},
    "proposal": {"id": "pr", "on_date": "2026-01-10", "to_whom": "UBND xã", "about": "Đèn đường"},
    "fund": {"id": "well", "name": "Quỹ giếng nước", "since": "2026-01-01"},
    "capital_source": {
        "id": "cs", "kind": "donor", "name": "Gia đình bà Mai", "person_id": "p1", "returnable": 0,
        "since": "2026-01-01",
    },
    "product": {
        "id": "prod", "name": "Vay chăn nuôi", "most_vnd": 5_000_000, "most_months": 12,
        "rate_bp": 100, "method": "bullet", "interest": "monthly", "round_vnd": 1000,
        "cosigner": 0, "in_kind": 0, "since": "2026-01-01",
    },
    "loan": {
        "id": "l", "code": "VV-2026-001", "person_id": "p1", "product_id": "prod",
        "state": "running", "requested_on": "2026-01-02", "purpose": "Nuôi gà",
        "cosigner_id": "p3", "principal_vnd": 3_000_000, "paid_out_on": "2026-01-10",
    },
    "instalment": {
        "id": "in", "loan_id": "l", "version": 1, "number": 1, "due_on": "2026-02-10",
        "principal_vnd": 0, "interest_vnd": 30_000,
    },
    "loan_event": {
        "id": "le", "loan_id": "l", "on_date": "2026-02-10", "kind": "extended",
        "reason": "Ốm nặng",
    },
    "kind_return": {
        "id": "kr", "loan_id": "l", "on_date": "2026-03-01", "quantity": 1, "to_person_id": "p3",
    },
    "outside_loan": {
        "id": "ol", "person_id": "p1", "lender": "NHCSXH", "amount_vnd": 50_000_000,
        "since": "2026-01-01", "through_club": 1,
    },
    "livelihood": {
        "id": "li", "person_id": "p1", "kind": "needs_loan", "since": "2026-01-01",
    },
    "posting": {
        "id": "po", "entry_id": "en", "on_date": "2026-01-10", "fund": "activity",
        "account": "gifts", "amount_vnd": -50_000, "person_id": "p1", "loan_id": "l",
        "source_id": "cs",
    },
    "entry": {
        "id": "en", "kind": "receipt", "year": 2026, "number": 1, "on_date": "2026-01-10",
        "topic": "gift", "memo": "Ủng hộ", "person_id": "p1", "loan_id": "l", "meeting_id": "m",
    },
    "seal": {
        "id": "se", "month": "2025-12", "number": 1, "closed_on": "2026-01-03", "notes": "{}",
        "counted_vnd": 0, "bank_vnd": 0, "difference_vnd": 0, "entries": 0, "balances": "{}",
        "sha256": "0" * 64, "words": "lúa mây cầu sáng trầu đình",
    },
    "gift": {
        "id": "gi", "on_date": "2026-01-10", "donor": "Gia đình bà Mai", "person_id": "p1",
        "fund": "golden_heart", "what": "10 kg gạo", "meeting_id": "m", "show_name": 1,
    },
    "budget": {"id": "bu", "year": 2026, "area": "health", "amount_vnd": 500_000},
    "collected": {
        "id": "co", "meeting_id": "m", "person_id": "p1", "loan_id": "l", "what": "interest",
        "amount_vnd": 30_000,
    },
    "check_up": {"id": "cu", "person_id": "p1", "on_date": "2026-01-15", "place": "Trạm y tế"},
    "health_fact": {"id": "hf", "person_id": "p1", "kind": "illness", "code": "hypertension"},
    "referral": {"id": "re", "person_id": "p1", "on_date": "2026-01-15", "why": "pressure"},
    "book_print": {
        "id": "bp", "person_id": "p1", "printed_on": "2026-01-15", "how": "whole", "year": 2026,
    },
    "volunteer": {
        "id": "vo", "person_id": "p1", "since": "2026-01-01", "substitute_id": "p3",
    },
    "cared": {"id": "ca", "person_id": "p1", "since": "2026-01-01", "situation": "Yếu chân"},
    "need_form": {
        "id": "nf", "cared_id": "ca", "on_date": "2026-01-05", "kind": "katz", "answers": "{}",
        "score": 4,
    },
    "care_plan": {"id": "cp1", "cared_id": "ca", "since": "2026-01-05"},
    "care_round": {
        "id": "cr", "plan_id": "cp1", "weekday": 2, "volunteer_id": "p1", "second_id": "p3",
        "tasks": "[]",
    },
    "home_visit": {
        "id": "hv", "cared_id": "ca", "on_date": "2026-01-07", "volunteer_id": "p1",
        "second_id": "p3", "state": "made", "systolic": 150, "diastolic": 90, "note": "Khỏe",
    },
    "care_report": {
        "id": "cre", "cared_id": "ca", "visit_id": "hv", "on_date": "2026-01-07", "sign": "fall",
    },
    "care_break": {"id": "cb", "cared_id": "ca", "kind": "hospital", "from_on": "2026-02-01"},
    "paired_commune": {
        "id": "x", "name": "Xã", "sign_key": "s", "age_key": "a", "paired_on": "2026-01-01",
    },
}  # fmt: skip
"""A row of each watched table that no function below makes, for a book with p1 and p3 in it."""


def other_rows(club: Club) -> list[tuple[str, dict[str, Any]]]:
    """`OTHERS` in the order in which they can be written, with what only an officer of this book
    can have done, and the cash on the other side of the posting."""
    agreed = {"id": "ap", "what": "disbursement", "loan_id": "l", "officer_id": club.actor.id}
    approval = {**agreed, "at": "2026-01-10T01:00:00Z", "sha256": "0" * 64}
    given = OTHERS["posting"]
    cash = {key: given[key] for key in ("entry_id", "on_date", "fund")}
    cash |= {"id": "pc", "account": "cash", "amount_vnd": -given["amount_vnd"]}
    return [("posting", cash), *OTHERS.items(), ("approval", approval)]


PICTURE = {"id": "0" * 64, "bytes": b"\xff\xd8"}
"""The picture that the photo of `OTHERS` shows; its table is not watched."""

WATCHED = ("person", "membership", "household_status", "reading")


def add_person(club: Club, name: str, code: str | None = None, **fields: Any) -> str:
    """A person; their id."""
    row_id = club.new_id()
    club.db.table("person").insert(
        {
            "id": row_id,
            "code": code or row_id,
            "name": name,
            "name_fold": fold(name),
            "name_sort": name,
            **fields,
        }
    )
    return row_id


def add_membership(club: Club, person_id: str, joined_on: str | None = None) -> str:
    """A membership that has not ended; its id."""
    return _add(club, "membership", person_id, joined_on=joined_on)


def add_status(club: Club, person_id: str, year: int, status: str = "poor") -> str:
    """A household status of a year; its id."""
    return _add(club, "household_status", person_id, year=year, status=status)


def add_reading(
    club: Club, person_id: str, systolic: int = 140, on_date: str = "2026-11-15"
) -> str:
    """A reading of the blood pressure; its id."""
    return _add(
        club, "reading", person_id, on_date=on_date, systolic=systolic, diastolic=systolic // 2
    )


def snapshot(club: Club) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that these tests write."""
    return {table: list(club.db.query(f"select * from {table} order by id")) for table in WATCHED}


def _add(club: Club, table: str, person_id: str, **fields: Any) -> str:
    row_id = club.new_id()
    club.db.table(table).insert({"id": row_id, "person_id": person_id, **fields})
    return row_id
