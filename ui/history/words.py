"""A change of one row in words that a board understands: which thing, and what became of it."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from app.base import money
from app.base.dates import fmt_birth, fmt_date
from app.base.text import N_, _
from app.club.history import RowChange
from app.club.roles import ROLE_NAMES
from app.members.rules import PURPOSES, REASONS, STATUSES
from app.privacy import titles

THINGS = {
    "person": N_("Entry of a person"),
    "membership": N_("Membership"),
    "household_status": N_("Household status"),
    "consent": N_("Signed consent"),
    "reading": N_("Health reading"),
    "officer": N_("Officer"),
    "club": N_("The club"),
    "setting": N_("Setting"),
    "paired_commune": N_("Pairing with the commune"),
    "commune": N_("The commune"),
    "club_pair": N_("Pairing with a club"),
    "involvement": N_("Part in the club"),
    "circumstance": N_("Circumstance"),
    "relation": N_("Family"),
    "not_same": N_("Two entries that are two people"),
    "photo": N_("Photo"),
    "follow_up": N_("Note to follow up"),
    "saved_list": N_("Saved list"),
    "office": N_("Office"),
    "team": N_("Team"),
    "team_member": N_("Member of a team"),
    "pairing": N_("Pair"),
    "equipment": N_("Equipment"),
    "training": N_("Training"),
    "training_person": N_("Took part in a training"),
    "visit": N_("Visit"),
    "feedback": N_("Feedback"),
    "consent_paper": N_("Consent paper"),
    "data_request": N_("Request about own data"),
    "erasure": N_("Erasure of a person"),
    "meeting_rule": N_("Rule of the meetings"),
    "meeting": N_("Monthly meeting"),
    "meeting_step": N_("Step of a meeting"),
    "attendance": N_("Attendance"),
    "guest": N_("Guest"),
    "theme": N_("Theme of a meeting"),
    "decision": N_("Decision"),
    "task": N_("Task"),
    "fee": N_("Fee"),
    "cash_count": N_("Cash count"),
    "sheet": N_("Printed sheet"),
    "activity": N_("Activity"),
    "exercise_week": N_("Week of exercise"),
    "help_case": N_("Case to help"),
    "help": N_("Help given"),
    "proposal": N_("Proposal"),
    "fund": N_("Fund"),
    "capital_source": N_("Source of capital"),
    "entry": N_("Voucher"),
    "posting": N_("Line of the ledger"),
    "seal": N_("Closing of a month"),
    "approval": N_("Agreed by a second officer"),
    "gift": N_("Gift"),
    "budget": N_("Budget"),
    "collected": N_("Sum collected"),
    "product": N_("Kind of loan"),
    "loan": N_("Loan"),
    "instalment": N_("Instalment"),
    "loan_event": N_("Change of a loan"),
    "kind_return": N_("Return in kind"),
    "outside_loan": N_("Loan from outside"),
    "livelihood": N_("Note on earning"),
    "check_up": N_("Check-up"),
    "health_fact": N_("Note on health"),
    "referral": N_("Referral"),
    "book_print": N_("Print of the health book"),
    "volunteer": N_("Volunteer"),
    "cared": N_("Home care of a person"),
    "need_form": N_("Form of needs"),
    "care_plan": N_("Care plan"),
    "care_round": N_("Round of visits"),
    "home_visit": N_("Home visit"),
    "care_report": N_("Report to the club"),
    "care_break": N_("Time away"),
}

# Columns in the order they are told; what stands in none of them (ids, search keys) is not told.
COLUMNS = {
    "code": N_("Number"),
    "name": N_("Full name"),
    "sex": N_("Woman or man"),
    "birth": N_("Born"),
    "cccd": N_("Citizen number"),
    "bhyt": N_("Health insurance card"),
    "bhyt_until": N_("Card is valid until"),
    "bhyt_place": N_("Registered for care at"),
    "phone": N_("Telephone"),
    "hamlet": N_("Hamlet"),
    "contact_name": N_("In need, call"),
    "contact_phone": N_("Their telephone"),
    "joined_on": N_("Joined on"),
    "left_on": N_("Left on"),
    "reason": N_("Why"),
    "year": N_("Year"),
    "status": N_("Household"),
    "confirmed": N_("Confirmed"),
    "purpose": N_("Purpose"),
    "given_on": N_("Given on"),
    "withdrawn_on": N_("Withdrawn on"),
    "on_date": N_("Day"),
    "systolic": N_("Upper number"),
    "diastolic": N_("Lower number"),
    "pulse": N_("Pulse"),
    "weight_g": N_("Weight"),
    "height_mm": N_("Height"),
    "glucose_umol_l": N_("Blood sugar"),
    "roles": N_("Duties"),
    "since": N_("Since"),
    "until": N_("Until"),
    "note": N_("Note"),
}

# What later tables brought is told after these.
_TOLD = {
    **COLUMNS,
    **{
        column: title
        for column, title in titles.COLUMNS.items()
        if column not in COLUMNS and not column.endswith("_id") and column != "text_sha256"
    },
}

_CODES: Mapping[str | int, str] = {
    "F": N_("Woman"),
    "M": N_("Man"),
    "none": N_("None of these"),
    **{code: word for code, word in STATUSES.items() if code != "none"},
    **{str(code): word for code, word in REASONS.items()},
    **{str(code): word for code, word in PURPOSES.items()},
}


def what_kind(row: RowChange) -> str:
    """ "Health reading: new", "Entry of a person: changed"."""
    thing = _(THINGS[row.table]) if row.table in THINGS else row.table
    if row.before is None and row.after is not None:
        return _("{thing}: new").format(thing=thing)
    if row.after is None and row.before is not None:
        return _("{thing}: taken out").format(thing=thing)
    return _("{thing}: changed").format(thing=thing)


def lines(row: RowChange) -> list[str]:
    """What became of the values: "Telephone: empty → 0987 214 365"."""
    if row.hidden:
        return [_("Your duties do not include seeing this.")]
    if row.erased:
        return [_("These values were erased.")]
    before, after = row.before or {}, row.after or {}
    found = []
    for column, title in _TOLD.items():
        if before.get(column) == after.get(column):
            continue
        old, new = (_value(image, column, row.table) for image in (before, after))
        if row.before is None:
            found.append(f"{_(title)}: {new}")
        elif row.after is None:
            found.append(f"{_(title)}: {old}")
        else:
            found.append(f"{_(title)}: {old or _('empty')} → {new or _('empty')}")
    return found


def person_id(row: RowChange) -> str:
    """Whom a row is about; "" when it is about nobody in the register."""
    if row.table == "person":
        return row.row_id
    return str((row.after or row.before or {}).get("person_id") or "")


def _value(image: Mapping[str, str | int | None], column: str, table: str) -> str:
    value = image.get(column)
    if value is None:
        return ""
    if column in _SHOWN:
        return _SHOWN[column](value)
    own = titles.CODES.get((table, column), {})
    if value in own:  # the same code means other things in other tables
        return _(own[str(value)])
    if value in _CODES:
        return _(_CODES[value])
    words = titles.CODES.get(("*", column), {})
    if value in words:
        return _(words[str(value)])
    return _day(value) if column.endswith("_on") else str(value)


def _day(value: str | int) -> str:
    return fmt_date(date.fromisoformat(str(value)))


def _moment(value: str | int) -> str:
    return _day(str(value)[:10])


def _number(value: str | int) -> str:
    """A telephone in groups, as it is read aloud."""
    number = str(value)
    return f"{number[:4]} {number[4:7]} {number[7:]}" if len(number) == 10 else number


def _hidden(value: str | int) -> str:
    """A citizen number is not for whoever stands behind; its end tells two apart."""
    return f"…{str(value)[-3:]}"


def _tenths(value: str | int, unit: int) -> str:
    """A measure kept in thousandths, with a decimal comma and nothing that says nothing."""
    return f"{int(value) / unit:.1f}".removesuffix(".0").replace(".", ",")


def _weight(value: str | int) -> str:
    return f"{_tenths(value, 1000)} kg"


def _height(value: str | int) -> str:
    return f"{_tenths(value, 10)} cm"


def _glucose(value: str | int) -> str:
    return f"{_tenths(value, 1000)} mmol/L"


def _birth(value: str | int) -> str:
    return fmt_birth(str(value))


def _month(value: str | int) -> str:
    year, month = str(value).split("-")
    return f"{int(month)}/{year}"


def _money(value: str | int) -> str:
    return money.fmt(int(value))


def _roles(value: str | int) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in json.loads(str(value)) if role in ROLE_NAMES)


def _yes_or_no(value: str | int) -> str:
    return _("yes") if value else _("no")


_SUMS = (
    *("amount_vnd", "total_vnd", "value_vnd", "spent_vnd", "asked_vnd", "principal_vnd"),
    *("interest_vnd", "most_vnd", "round_vnd", "counted_vnd", "bank_vnd", "difference_vnd"),
)

_SHOWN: Mapping[str, Callable[[str | int], str]] = {
    **dict.fromkeys(
        ("bhyt_until", "joined_on", "left_on", "given_on", "withdrawn_on", "on_date"), _day
    ),
    "since": _moment,
    "until": _moment,
    "birth": _birth,
    "phone": _number,
    "contact_phone": _number,
    "cccd": _hidden,
    "weight_g": _weight,
    "height_mm": _height,
    "glucose_umol_l": _glucose,
    "roles": _roles,
    "confirmed": _yes_or_no,
    "together": _yes_or_no,
    "present": _yes_or_no,
    "month": _month,
    "from_month": _month,
    "monday": _day,
    **dict.fromkeys(_SUMS, _money),
    "glucose_fasting": _yes_or_no,
    **dict.fromkeys(
        ("returnable", "taken_over", "through_club", "show_name"),
        _yes_or_no,
    ),
}
