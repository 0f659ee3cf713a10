"""How a verdict, a rule set and a person read on the screens of this room."""

from datetime import date

from app.base.dates import age, fmt_birth, fmt_date
from app.base.text import _, ngettext
from app.members.rules import Member
from app.targets.rules import OUTCOMES, Outcome, RuleSet, Target, Verdict
from ui.kit.chips import Result

_ICONS: dict[Outcome, str] = {
    "reached": "check",
    "above_ideal": "check",
    "short": "triangle-alert",
    "unknown": "circle-question-mark",
    "no_target": "minus",
}


def result(verdict: Verdict) -> Result:
    """The outcome with its picture. It informs and does not scold: no red for a share."""
    words = _(OUTCOMES[verdict.outcome])
    if verdict.outcome == "short":
        words = ngettext("{n} more needed", "{n} more needed", verdict.more).format(n=verdict.more)
    return Result(words, icon=_ICONS[verdict.outcome])


def citation(target: Target) -> str:
    """Clause and words of the document: "Mục II.2: “60 - 70% là phụ nữ”"; may be empty."""
    quote = f"“{target.quote}”" if target.quote else ""
    return ": ".join(part for part in (target.clause, quote) if part)


def period(rules: RuleSet) -> str:
    """From when to when a document holds: "1/1/2026 – 31/12/2030"."""
    basis = rules.basis
    until = fmt_date(basis.effective_until) if basis.effective_until else ""
    return f"{fmt_date(basis.effective_from)} – {until}".rstrip()


def birth_and_age(member: Member, on: date) -> str:
    """ "12/5/1948, 78"; only the year where only that is known."""
    birth = member.person.birth
    if birth is None:
        return _("not known")
    return f"{fmt_birth(birth)}, {age(birth, on).years}"
