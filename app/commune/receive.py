"""Receive what clubs sent on a stick: copy in, check, take in, and say what became of each file."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.base.dates import fmt_date
from app.base.job import NO_JOB, Job
from app.base.text import _
from app.bundle import read
from app.bundle.read import Bundle, Reader
from app.bundle.refusals import DAMAGED, SET_ASIDE, TORN, Unreadable
from app.club.file import Club
from app.commune import inbox, records
from app.commune.inbox import Incoming
from app.commune.records import Changes, Receipt
from app.commune.rules import ACCEPTED, ALREADY, FORK, QUARANTINED, REFUSED, STALE

BAD_RESULTS = frozenset({REFUSED, QUARANTINED, FORK})


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after checking: its bundle, or what is wrong with it."""

    incoming: Incoming
    sum: str
    bundle: Bundle | None
    problem: Unreadable | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a result of `rules`, its reason code (None when accepted), and the
    sentence for the user."""

    file: str
    club: str | None
    seq: int | None
    result: str
    reason: str | None
    message: str
    changes: Changes
    export_id: str | None = None

    @property
    def bad(self) -> bool:
        """Whether somebody has to act on it."""
        return self.result in BAD_RESULTS


def receive(club: Club, path: Path, job: Job = NO_JOB) -> list[Outcome]:
    """Take in a file, or every bundle in a folder; one outcome per file, by club and number.

    Identical copies count as one. Raises UserError when there is nothing to receive.
    """
    club.require("commune.write")
    checked = check(inbox.collect(path, job), records.reader(club), job)
    return take(club, checked)


def retry(club: Club, job: Job = NO_JOB) -> list[Outcome]:
    """Try again what was set aside, after pairing or an update; only what changed is told."""
    club.require("commune.write")
    return take(club, check_again(inbox.waiting(club), records.reader(club), job))


def check_again(waiting: Sequence[Path], reader: Reader, job: Job = NO_JOB) -> list[Checked]:
    """Check files that were set aside without touching the book; those that still have to wait
    are left out."""
    files = [Incoming(path.name, path.read_bytes()) for path in waiting]
    return [item for item in check(files, reader, job) if not _still_waiting(item)]


def _still_waiting(item: Checked) -> bool:
    return item.problem is not None and item.problem.code in SET_ASIDE


def check(files: Sequence[Incoming], reader: Reader, job: Job = NO_JOB) -> list[Checked]:
    """Check files without touching the book: good for a worker."""
    found: dict[str, Checked] = {}
    for number, incoming in enumerate(files):
        job.step(number, len(files), _("Checking the files"))
        sum_ = hashlib.sha256(incoming.data).hexdigest()
        if incoming.problem is not None:
            found[f"{incoming.name}/{sum_}"] = Checked(incoming, sum_, None, incoming.problem)
        elif sum_ not in found:
            found[sum_] = _checked(incoming, sum_, reader)
    return list(found.values())


def _checked(incoming: Incoming, sum_: str, reader: Reader) -> Checked:
    try:
        return Checked(incoming, sum_, read.read(incoming.data, reader), None)
    except Unreadable as problem:
        return Checked(incoming, sum_, None, problem)


def take(club: Club, checked: Sequence[Checked]) -> list[Outcome]:
    """Take in what was found right, oldest number first, and log every file."""
    outcomes = [_take_one(club, item) for item in sorted(checked, key=_order)]
    outcomes = [_with_twin(outcome, outcomes) for outcome in outcomes]
    return sorted(outcomes, key=lambda o: (o.club is None, o.club or "", o.seq or 0, o.file))


def _order(item: Checked) -> tuple[str, int, str]:
    stated = item.bundle.manifest if item.bundle else None
    return (
        (stated.club, stated.seq, item.bundle.id) if stated and item.bundle else ("", 0, item.sum)
    )


def _take_one(club: Club, item: Checked) -> Outcome:
    outcome = _accept(club, item.bundle, item) if item.bundle else _refuse(club, item)
    inbox.log(
        club,
        {
            "file": inbox.kept_name(item.incoming.name),
            "sum": item.sum,
            "export": outcome.export_id,
            "seq": outcome.seq,
            "result": outcome.result,
            "reason": outcome.reason,
            "detail": item.problem.detail if item.problem else "",
        },
    )
    return outcome


def _accept(club: Club, bundle: Bundle, item: Checked) -> Outcome:
    receipt = records.receive(club, bundle, inbox.kept_name(item.incoming.name))
    inbox.no_longer_waiting(club, item.sum)
    result = receipt.result
    return Outcome(
        item.incoming.name,
        bundle.manifest.name,
        bundle.manifest.seq,
        result,
        None if result == ACCEPTED else result.upper(),
        _message(bundle.manifest.name, receipt),
        receipt.changes,
        bundle.id,
    )


def _refuse(club: Club, item: Checked) -> Outcome:
    problem = item.problem or Unreadable(DAMAGED)
    result = REFUSED
    if problem.code not in SET_ASIDE:
        inbox.no_longer_waiting(club, item.sum)
    else:
        try:
            inbox.set_aside(club, item.incoming.data, item.sum)
            result = QUARANTINED
        except Unreadable as full:
            problem = Unreadable(full.code, problem.code, problem.club, problem.seq)
    return Outcome(
        item.incoming.name,
        problem.club,
        problem.seq,
        result,
        problem.code,
        str(problem),
        Changes(),
    )


def _with_twin(outcome: Outcome, all_: Sequence[Outcome]) -> Outcome:
    """A damaged copy beside a good one loses nothing, but tells that the stick is bad."""
    stem = outcome.file.removesuffix(".nctb").removesuffix("_b")
    twins = {f"{stem}.nctb", f"{stem}_b.nctb"} - {outcome.file}
    good = any(other.file in twins and other.export_id for other in all_)
    if outcome.reason not in (DAMAGED, TORN) or not good:
        return outcome
    message = _(
        "This copy is damaged, but its twin on the same stick was good."
        " Nothing is missing and this copy changed nothing."
        " Ask the club to use another stick from now on."
    )
    return Outcome(
        outcome.file,
        outcome.club,
        outcome.seq,
        outcome.result,
        outcome.reason,
        message,
        outcome.changes,
    )


def _message(name: str, receipt: Receipt) -> str:
    if receipt.result == ALREADY:
        return _(
            "Number {seq} of {club} was received on {day} already."
            " Nothing was changed. There is nothing to do."
        ).format(seq=receipt.seq, club=name, day=fmt_date(receipt.received_on))
    if receipt.result == STALE:
        return _(
            "Number {seq} of {club} is older than number {newest}, which counts."
            " It was noted and no figure was changed. There is nothing to do."
        ).format(seq=receipt.seq, club=name, newest=receipt.newest)
    if receipt.result == FORK:
        return _(
            "{club} sent from two different copies of its book."
            " Both are kept, and number {newest} counts for now."
            " Telephone the club: only one PC may keep the book."
        ).format(club=name, newest=receipt.newest)
    return _("Number {seq} of {club} was received and counts from now on.").format(
        seq=receipt.seq, club=name
    )


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One row of the command line's answer."""
    row = asdict(outcome)
    del row["export_id"]
    return row
