"""How the room speaks of purposes, marks and requests."""

from datetime import date

from app.base.dates import fmt_date
from app.base.text import N_, _
from app.members.rules import Purpose
from app.privacy.requests import OUTCOMES, DataRequest, Deadlines, State
from app.privacy.requests import state as state_of
from app.privacy.rules import STANDINGS, Mark, Standing
from ui.kit.chips import Result, Tone

# Points of the printed form, short enough for a column.
SHORT: dict[Purpose, str] = {
    "C1": N_("1 Books"),
    "C2": N_("2 Health"),
    "C3": N_("3 Commune"),
    "C4": N_("4 Receiver"),
    "C5": N_("5 Photo"),
}

_MARKS: dict[Standing, tuple[str, str, Tone]] = {
    "given": (N_("Yes"), "check", ""),
    "refused": (N_("No"), "x", ""),
    "withdrawn": (N_("Withdrawn"), "undo-2", "warn"),
    "never": (N_("Not asked"), "circle", ""),
}

_STATES: dict[State, tuple[str, str, Tone]] = {
    "answer": (N_("To answer"), "clock", "warn"),
    "answer_late": (N_("Answer is late"), "triangle-alert", "bad"),
    "act": (N_("Being done"), "clock", "warn"),
    "act_late": (N_("Too late"), "triangle-alert", "bad"),
    "done": (N_("Ended"), "check", ""),
}


def mark_cell(mark: Mark, *, asked: bool) -> Result:
    """A mark of the register: a word with its icon. Who was `asked` left a silent box blank."""
    if asked and mark.standing == "never":
        return Result(_("Blank"))
    word, icon, tone = _MARKS[mark.standing]
    return Result(_(word), icon=icon, tone=tone)


def mark_words(mark: Mark, *, asked: bool) -> str:
    """A mark as a sentence: "agrees, since 3/11/2026", with the receiver of C4."""
    if asked and mark.standing == "never":
        return _("Blank")
    parts = [_(STANDINGS[mark.standing])]
    if mark.since:
        parts.append(_("since {day}").format(day=day(mark.since)))
    if mark.receiver and mark.standing == "given":
        parts.append(mark.receiver)
    return capital(", ".join(parts))


def state_cell(request: DataRequest, until: Deadlines, today: date) -> Result:
    """Where a request stands; of an ended one, what became of it."""
    word, icon, tone = _STATES[state_of(request, until, today)]
    text = _(OUTCOMES[request.outcome]) if request.outcome else _(word)
    return Result(capital(text), icon=icon, tone=tone, bold=tone == "bad")


def day(iso: str | None) -> str:
    """An ISO day as people write it; "–" for none."""
    return fmt_date(date.fromisoformat(iso)) if iso else "–"


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
