"""What is known about somebody's health: illnesses as a doctor told them, allergies, medicines.
As little as helps in need, and only of who agreed to it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.base.text import N_, _
from app.members.reading import Reading as Form

Kind = Literal["illness", "allergy", "medicine"]

KINDS: Final[Mapping[Kind, str]] = {
    "illness": N_("Illness"),
    "allergy": N_("Allergy"),
    "medicine": N_("Medicine"),
}

ILLNESSES: Final[Mapping[str, str]] = {
    "hypertension": N_("High blood pressure"),
    "diabetes": N_("Diabetes"),
    "heart": N_("Heart disease"),
    "stroke": N_("Stroke"),
    "lungs": N_("Asthma, lung disease"),
    "joints": N_("Painful joints"),
    "kidney": N_("Kidney disease"),
    "cancer": N_("Cancer"),
    "memory": N_("Loss of memory"),
    "eyes": N_("Eye disease"),
}
"""Illnesses by code, as the health book names them."""

LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """One illness, allergy or medicine of a person. `told_by` is who said so (a doctor, a paper);
    `dose` belongs to a medicine; `since` and `until` are ISO days, None when not known or still so.
    """

    id: str
    person_id: str
    kind: Kind
    code: str | None = None
    text: str | None = None
    dose: str | None = None
    told_by: str | None = None
    since: str | None = None
    until: str | None = None

    def holds(self, day: str) -> bool:
        """Whether it stands on an ISO day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or self.until > day
        )

    def words(self) -> str:
        """What it is: "High blood pressure", "Amlodipin, 5 mg in the morning"."""
        parts = [_(ILLNESSES[self.code]) if self.code else "", self.text or "", self.dose or ""]
        return ", ".join(part for part in parts if part)


def read_fact(fields: Mapping[str, str], today: date, person_id: str, kind: Kind) -> Fact:
    """What a form says: `code` (of an illness), `text`, `dose`, `told_by`, `since`, `until`.

    Raises Invalid with every problem.
    """
    form = Form(fields, today)
    code = fields.get("code", "") if kind == "illness" else ""
    text = form.text("text")
    if code and code not in ILLNESSES:
        form.problems["code"] = _("Choose one of these.")
    if not code and text is None:
        form.problems["text"] = _needed(kind)
    for name in ("text", "dose", "told_by"):
        if len(form.text(name) or "") > LENGTH:
            form.problems[name] = _("At most {n} letters. Please shorten it.").format(n=LENGTH)
    since, until = form.day("since"), form.day("until")
    form.not_before("until", until, since)
    found = Fact(
        id="",
        person_id=person_id,
        kind=kind,
        code=code or None,
        text=text,
        dose=form.text("dose") if kind == "medicine" else None,
        told_by=form.text("told_by"),
        since=since,
        until=until,
    )
    form.close()
    return found


def _needed(kind: Kind) -> str:
    if kind == "illness":
        return _("Choose an illness, or write what the doctor called it.")
    if kind == "allergy":
        return _("Write what it is: a medicine, a food.")
    return _("Write the name of the medicine, as on the prescription.")
