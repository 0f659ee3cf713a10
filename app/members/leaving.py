"""What hangs on a person, counted in words, and which of it ends when they leave or die. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.base.errors import Invalid
from app.base.text import N_, _, ngettext
from app.members.numbers import clean
from app.members.rules import Membership, Reason, read_joining, read_leaving

LEAVES: Mapping[Reason, str] = {
    "left": N_("{person} leaves the club"),
    "moved": N_("{person} leaves the club"),
    "transferred": N_("{person} leaves the club"),
    "paused": N_("{person} pauses"),
    "died": N_("{person} has died"),
}
"""What the history says, by the reason."""

# The column that stays empty while an entry is open. A room that comes later and has a table with
# another one, such as loans, adds its column here; then leaving tells of what is still open.
OPEN_WHILE_EMPTY = ("left_on", "until", "done_on", "withdrawn_on", "closed_on")

ENDS_WITH_MEMBERSHIP: Mapping[str, str] = {
    "follow_up": "done_on",
    "office": "until",
    "team_member": "until",
    "pairing": "until",
    "volunteer": "until",
    "livelihood": "until",
}
"""Tables whose open entries of a person end on the day of leaving, and the column that ends them.

Who only pauses keeps them; who comes back is asked anew.
"""

WHOSE: Mapping[str, tuple[str, ...]] = {"volunteer": ("person_id",)}
"""The columns that name whose entry it is, where others only mention people: who stands in for a
volunteer may leave, and the volunteer goes on. For all other tables, every column."""

ENDS_WITH_LIFE: Mapping[str, str] = {"involvement": "until", "circumstance": "until"}
"""Tables that go on after leaving, since one need not be a member, and end with death."""

OPEN_WITH: Mapping[str, tuple[str, str]] = {"care_round": ("plan_id", "care_plan")}
"""Tables whose entries are open as long as another is, by the column that names it: somebody else
must make the visits of a volunteer who leaves."""

STAYS_OPEN: Mapping[str, str] = {
    "consent": "only the person, or the law, ends a consent",
    "data_request": "has its own deadline, kept after leaving too",
    "feedback": "the board still owes an answer",
    "help_case": "who left may still need help",
    "loan": "what was borrowed is still owed",
    "outside_loan": "between the person and the bank",
    "health_fact": "an illness does not end with membership",
    "referral": "the health lead still asks what came of it",
    "cared": "who left may still be cared for at home",
    "task": "somebody else must do it",
    "membership": "ended by itself",
}
"""Tables that can be open and that leaving does not touch, and why."""

NO_TASKS = ("consent", "membership", "outside_loan", "health_fact")
"""Tables whose open entries leave nobody anything to do."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """How many entries of a table name a person, and how many of them are still open."""

    table: str
    count: int
    open: int


@dataclass(frozen=True, slots=True)
class Left:
    """What ended with a membership, as table and count, and what of the person is still open."""

    ended: Mapping[str, int]
    open: Mapping[str, int]


def ends_with(reason: Reason) -> Mapping[str, str]:
    """The tables, with their ending column, that end for a reason."""
    if reason == "paused":
        return {}
    if reason == "died":
        return {**ENDS_WITH_MEMBERSHIP, **ENDS_WITH_LIFE}
    return ENDS_WITH_MEMBERSHIP


def read_period(fields: Mapping[str, str], period: Membership, today: date) -> Membership:
    """A period typed anew, from `joined_on` and `note`, and from `left_on` and `reason` when it has
    ended: whether it has is not corrected but written down by leaving. Raises Invalid."""
    problems: dict[str, str] = {}
    joined_on = None
    corrected = period
    try:
        joined_on = read_joining(fields, today)
    except Invalid as error:
        problems |= error.problems
    try:
        if period.left_on is not None:
            corrected = read_leaving(fields, joined_on, today)
        else:
            corrected = Membership(joined_on, note=clean(fields.get("note", "")) or None)
    except Invalid as error:
        problems |= error.problems
    if problems:
        raise Invalid(problems)
    return corrected


def counted(counts: Mapping[str, int]) -> str:
    """Entries of tables in words: "2 offices, 1 follow-up"; "" when there are none.

    Tables that nobody asks about (who was decided to be somebody else) are left out.
    """
    named = (_WORDS[table](n).format(n=n) for table, n in counts.items() if n and table in _WORDS)
    return _(", ").join(named)


_WORDS: Mapping[str, Callable[[int], str]] = {
    "membership": lambda n: ngettext("{n} membership", "{n} memberships", n),
    "household_status": lambda n: ngettext("{n} household status", "{n} household statuses", n),
    "consent": lambda n: ngettext("{n} consent", "{n} consents", n),
    "consent_paper": lambda n: ngettext("{n} signed paper", "{n} signed papers", n),
    "data_request": lambda n: ngettext("{n} request", "{n} requests", n),
    "involvement": lambda n: ngettext("{n} involvement", "{n} involvements", n),
    "circumstance": lambda n: ngettext("{n} circumstance", "{n} circumstances", n),
    "relation": lambda n: ngettext("{n} relation", "{n} relations", n),
    "photo": lambda n: ngettext("{n} photo", "{n} photos", n),
    "follow_up": lambda n: ngettext("{n} follow-up", "{n} follow-ups", n),
    "office": lambda n: ngettext("{n} office", "{n} offices", n),
    "team_member": lambda n: ngettext("{n} place in a team", "{n} places in teams", n),
    "pairing": lambda n: ngettext("{n} pair", "{n} pairs", n),
    "equipment": lambda n: ngettext("{n} thing kept", "{n} things kept", n),
    "training_person": lambda n: ngettext("{n} training", "{n} trainings", n),
    "feedback": lambda n: ngettext("{n} opinion", "{n} opinions", n),
    "reading": lambda n: ngettext("{n} reading", "{n} readings", n),
    "meeting": lambda n: ngettext("{n} meeting led", "{n} meetings led", n),
    "attendance": lambda n: ngettext("{n} meeting", "{n} meetings", n),
    "theme": lambda n: ngettext("{n} theme", "{n} themes", n),
    "task": lambda n: ngettext("{n} task", "{n} tasks", n),
    "fee": lambda n: ngettext("{n} fee paid", "{n} fees paid", n),
    "activity": lambda n: ngettext("{n} activity led", "{n} activities led", n),
    "help_case": lambda n: ngettext("{n} case of help", "{n} cases of help", n),
    "help": lambda n: ngettext("{n} help given", "{n} helps given", n),
    "capital_source": lambda n: ngettext("{n} source of capital", "{n} sources of capital", n),
    "loan": lambda n: ngettext("{n} loan", "{n} loans", n),
    "kind_return": lambda n: ngettext("{n} return in kind", "{n} returns in kind", n),
    "outside_loan": lambda n: ngettext("{n} loan from outside", "{n} loans from outside", n),
    "livelihood": lambda n: ngettext("{n} note on earning", "{n} notes on earning", n),
    "entry": lambda n: ngettext("{n} voucher", "{n} vouchers", n),
    "posting": lambda n: ngettext("{n} line of the ledger", "{n} lines of the ledger", n),
    "collected": lambda n: ngettext("{n} sum collected", "{n} sums collected", n),
    "gift": lambda n: ngettext("{n} gift", "{n} gifts", n),
    "check_up": lambda n: ngettext("{n} check-up", "{n} check-ups", n),
    "health_fact": lambda n: ngettext("{n} note on health", "{n} notes on health", n),
    "referral": lambda n: ngettext("{n} referral", "{n} referrals", n),
    "book_print": lambda n: ngettext("{n} print of the book", "{n} prints of the book", n),
    "volunteer": lambda n: ngettext("{n} time as a volunteer", "{n} times as a volunteer", n),
    "cared": lambda n: ngettext("{n} time of home care", "{n} times of home care", n),
    "care_round": lambda n: ngettext("{n} round of visits", "{n} rounds of visits", n),
    "home_visit": lambda n: ngettext("{n} home visit", "{n} home visits", n),
}
