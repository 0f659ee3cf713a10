"""Consent on paper: what a signed paper says, and how each purpose stands on a day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.base.text import N_, _
from app.members.reading import Reading
from app.members.rules import PURPOSES, Purpose
from app.privacy.texts import versions

SignedBy = Literal["signature", "fingerprint"]
ReadBy = Literal["self", "read_to"]
Standing = Literal["given", "refused", "withdrawn", "never"]

SIGNED_BY: dict[SignedBy, str] = {"signature": N_("signature"), "fingerprint": N_("fingerprint")}
READ_BY: dict[ReadBy, str] = {"self": N_("read it alone"), "read_to": N_("it was read out")}

STANDINGS: dict[Standing, str] = {
    "given": N_("agrees"),
    "refused": N_("does not agree"),
    "withdrawn": N_("withdrawn"),
    "never": N_("not asked yet"),
}


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """A signed form. `signed_on` is an ISO day, `version` the wording (`texts.consent_text`).

    `witness` is whoever saw a fingerprint being given; a representative signs for who cannot, with
    what they are to the person and the paper that says so. `kept_at` tells where the paper lies.
    """

    signed_on: str
    version: str
    signed_by: SignedBy
    read_by: ReadBy
    collected_by: str
    witness: str | None = None
    representative: str | None = None
    representative_is: str | None = None
    representative_paper: str | None = None
    kept_at: str | None = None
    note: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What was once said about one purpose: agreed to on a day, and until when.

    A "no" on paper is a statement that ended on the day it was made: it was in force on none.
    """

    id: str
    purpose: Purpose
    given_on: str
    withdrawn_on: str | None = None
    receiver: str | None = None
    paper_id: str | None = None

    @property
    def last_said(self) -> str:
        """The day of the last word on it."""
        return self.withdrawn_on or self.given_on


@dataclass(frozen=True, slots=True)
class Mark:
    """How one purpose stands for one person; `since` is the ISO day of the last word on it."""

    standing: Standing
    since: str | None = None
    receiver: str | None = None
    paper_id: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the boxes of a paper say: True for yes, False for no; a purpose left blank is missing.

    `receiver` is whom the member wrote at C4.
    """

    purposes: Mapping[Purpose, bool]
    receiver: str | None = None


def mark(statements: Iterable[Statement], on: date) -> Mark:
    """How a purpose stands on a day, from every statement about it."""
    day = on.isoformat()
    said = [each for each in statements if each.given_on <= day]
    if not said:
        return Mark("never")
    last = max(said, key=lambda each: (each.given_on, each.withdrawn_on is None))
    ended = last.withdrawn_on is not None and last.withdrawn_on <= day
    standing: Standing = (
        "given" if not ended else "refused" if last.withdrawn_on == last.given_on else "withdrawn"
    )
    since = last.withdrawn_on if ended else last.given_on
    return Mark(standing, since, last.receiver, last.paper_id)


# --- reading forms --------------------------------------------------------------------------------


def read_paper(fields: Mapping[str, str], today: date) -> tuple[ConsentPaper, Answers]:
    """A paper and its boxes from the texts of a form. Raises Invalid with every problem.

    Fields are named as those of ConsentPaper; besides, `C1` to `C5` hold "yes", "no" or nothing,
    and `receiver` whom C4 is for.
    """
    form = Reading(fields, today)
    version = form.code("version", versions(), _("Choose the version printed on the paper."))
    signed_by = form.code("signed_by", SIGNED_BY, _("Choose how the paper is signed."))
    read_by = form.code("read_by", READ_BY, _("Choose who read it."))
    paper = ConsentPaper(
        signed_on=form.needed_day("signed_on"),
        version=version,
        signed_by=cast("SignedBy", signed_by),
        read_by=cast("ReadBy", read_by),
        collected_by=form.needed("collected_by", _("Write who took the paper.")),
        witness=form.text("witness"),
        representative=form.text("representative"),
        representative_is=form.text("representative_is"),
        representative_paper=form.text("representative_paper"),
        kept_at=form.text("kept_at"),
        note=form.text("note"),
    )
    if signed_by == "fingerprint" and paper.witness is None:
        form.problems["witness"] = _("A fingerprint needs a witness: write who saw it.")
    if paper.representative is not None and paper.representative_is is None:
        form.problems["representative_is"] = _("Write who that is: son, daughter, guardian.")
    answers = _read_answers(fields, form)
    form.close()
    return paper, answers


def _read_answers(fields: Mapping[str, str], form: Reading) -> Answers:
    boxes = {purpose: fields.get(purpose, "") for purpose in PURPOSES}
    purposes = {purpose: box == "yes" for purpose, box in boxes.items() if box in ("yes", "no")}
    receiver = form.text("receiver")
    if not purposes:
        form.problems["C1"] = _("No box is ticked. Choose what stands on the paper.")
    if purposes.get("C4") and receiver is None:
        form.problems["receiver"] = _("Write who is to get the readings, as on the paper.")
    return Answers(purposes, receiver if purposes.get("C4") else None)


def doubts(paper: ConsentPaper, *, represented: bool) -> dict[str, str]:
    """What looks odd about a paper, a sentence per field. Never a reason to refuse.

    `represented` when the register says that somebody acts for this person.
    """
    found = {}
    if represented and paper.representative is None:
        found["representative"] = _("Somebody acts for this person by law: did they sign?")
    if paper.representative is not None and paper.representative_paper is None:
        found["representative_paper"] = _("Which paper says that they may sign?")
    if paper.read_by == "read_to" and paper.witness is None:
        found["witness"] = _("Who read it out? Write the name, if it stands on the paper.")
    return found
