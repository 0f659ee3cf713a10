"""Consent papers in the book, and the register of consents on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.base.text import N_, _
from app.members import parts_records
from app.members.records import members, require_person
from app.members.rules import PURPOSES, Member, Purpose
from app.privacy.rules import Answers, ConsentPaper, Mark, Statement, mark
from app.privacy.texts import consent_text

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"person", "membership", "consent", "consent_paper"})
"""The tables behind the register of consents."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A member in the register of consents: how each purpose stands, and the newest paper."""

    member: Member
    marks: Mapping[Purpose, Mark]
    paper: ConsentPaper | None

    @property
    def not_asked(self) -> bool:
        """Whether this member was never asked: a box left blank on a paper was asked about."""
        return self.paper is None and all(mark.standing == "never" for mark in self.marks.values())


# --- questions ------------------------------------------------------------------------------------


def register(club: "Club", on: date) -> tuple[Registered, ...]:
    """Every member of that day with what they agreed to, in name order."""
    statements: dict[str, dict[Purpose, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for row in club.db.query(f"select person_id, {_STATEMENT} from consent"):
        person_id = row.pop("person_id")
        statements[person_id][row["purpose"]].append(Statement(**row))
    newest: dict[str, ConsentPaper] = {}
    for row in club.db.query(
        f"select person_id, {_PAPER} from consent_paper where signed_on <= :day order by signed_on,"
        " rowid",
        {"day": on.isoformat()},
    ):
        person_id = row.pop("person_id")
        newest[person_id] = ConsentPaper(**row)
    return tuple(
        Registered(
            member,
            {purpose: mark(statements[member.id][purpose], on) for purpose in PURPOSES},
            newest.get(member.id),
        )
        for member in members(club, on)
    )


def marks(club: "Club", person_id: str, on: date) -> dict[Purpose, Mark]:
    """How every purpose stands for one person on a day."""
    club.require("members.read")
    said = _statements(club, person_id)
    return {purpose: mark(said[purpose], on) for purpose in PURPOSES}


def papers(club: "Club", person_id: str) -> tuple[ConsentPaper, ...]:
    """Every paper that a person signed, newest first."""
    club.require("members.read")
    sql = f"""
        select {_PAPER} from consent_paper where person_id = :id
        order by signed_on desc, rowid desc
    """
    return tuple(ConsentPaper(**row) for row in club.db.query(sql, {"id": person_id}))


def last_place(club: "Club") -> str | None:
    """Where the papers lie that were collected last: what a form suggests."""
    row = club.db.execute(
        "select kept_at from consent_paper where kept_at is not null"
        " order by signed_on desc, rowid desc limit 1"
    ).fetchone()
    return None if row is None else str(row[0])


def is_represented(club: "Club", person_id: str, on: date) -> bool:
    """Whether the register says that somebody acts for this person on that day."""
    day = on.isoformat()
    return any(
        each.kind == "represented"
        and each.since <= day
        and (each.until is None or each.until > day)
        for each in parts_records.circumstances(club, person_id)
    )


_PAPER = (
    "id, signed_on, version, signed_by, read_by, witness, representative, representative_is,"
    " representative_paper, collected_by, kept_at, note"
)
_STATEMENT = "id, purpose, given_on, withdrawn_on, receiver, paper_id"


def _statements(club: "Club", person_id: str) -> dict[Purpose, list[Statement]]:
    found: dict[Purpose, list[Statement]] = defaultdict(list)
    sql = f"select {_STATEMENT} from consent where person_id = :id"
    for row in club.db.query(sql, {"id": person_id}):
        found[row["purpose"]].append(Statement(**row))
    return found


# --- changes --------------------------------------------------------------------------------------


def give_paper(club: "Club", person_id: str, paper: ConsentPaper, answers: Answers) -> str:
    """Write down a signed paper and what its boxes say; the new id of the paper.

    A box left blank changes nothing. Where a later day has spoken already (a newer paper typed
    first, a withdrawal), that stands. Raises Refused when nobody is there any more.
    """
    row = asdict(paper) | {"id": club.new_id(), "person_id": person_id}
    row["text_sha256"] = consent_text(paper.version).sha256
    with club.change(N_("Record the consent paper of {person}"), person=person_id):
        require_person(club, person_id)
        club.db.table("consent_paper").insert(row)
        said = _statements(club, person_id)
        for purpose, agrees in answers.purposes.items():
            last = max(said[purpose], key=_order, default=None)
            if last is not None and last.last_said > paper.signed_on:
                continue
            receiver = answers.receiver if purpose == "C4" else None
            _state(club, person_id, last, _said(purpose, paper, agrees, receiver, row["id"]))
    return str(row["id"])


def withdraw(club: "Club", person_id: str, purposes: Iterable[Purpose], on: date) -> None:
    """Record that a person no longer agrees to these purposes from that day on.

    Raises Refused when the person agreed to none of them on that day.
    """
    day, wanted = on.isoformat(), frozenset(purposes)
    with club.change(N_("Record that {person} withdraws consent"), person=person_id):
        ended = [
            each
            for purpose, said in _statements(club, person_id).items()
            for each in said
            if purpose in wanted and each.given_on <= day and each.withdrawn_on is None
        ]
        if not ended:
            raise Refused(_("Nothing of this was agreed to on that day. Nothing was changed."))
        for each in ended:
            club.db.table("consent").update(each.id, {"withdrawn_on": day})


def _order(each: Statement) -> tuple[str, bool, str]:
    return each.given_on, each.withdrawn_on is None, each.withdrawn_on or ""


def _said(
    purpose: Purpose, paper: ConsentPaper, agrees: bool, receiver: str | None, paper_id: str
) -> Statement:
    day = paper.signed_on
    return Statement("", purpose, day, None if agrees else day, receiver, paper_id)


def _state(club: "Club", person_id: str, last: Statement | None, said: Statement) -> None:
    """Let a new statement take its place after the last one."""
    standing = last is not None and last.withdrawn_on is None
    if (
        last is not None
        and standing
        and said.withdrawn_on is None
        and last.receiver == said.receiver
    ):
        # Still agreed to, without a gap: the newer paper stands for it now.
        club.db.table("consent").update(last.id, {"paper_id": said.paper_id})
        return
    if last is not None and standing:
        club.db.table("consent").update(last.id, {"withdrawn_on": said.given_on})
        if said.withdrawn_on is not None:
            return
    columns = asdict(said) | {"id": club.new_id(), "person_id": person_id}
    club.db.table("consent").insert(columns)
