"""What the commune knows of a club, as a pure fold over the exports that arrived.

An export names the exports before it, so neither the order of arrival nor a clock matters, and a
lost or repeated stick does no harm: the same exports give the same picture in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ACCEPTED, ALREADY, STALE, FORK = "accepted", "already", "stale", "fork"
QUARANTINED, REFUSED = "quarantined", "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One verified export: its id, its number, and the numbers of all exports before it by id."""

    id: str
    seq: int
    ancestors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one club's exports. It only grows.

    `complete` are those that arrived, `covered` those that another one names as older; both map
    an id to the export's number.
    """

    complete: Mapping[str, int] = field(default_factory=dict)
    covered: Mapping[str, int] = field(default_factory=dict)

    @property
    def heads(self) -> tuple[str, ...]:
        """The exports that arrived and that no other one is newer than: one, or more in a fork."""
        return tuple(sorted(self.complete.keys() - self.covered.keys()))

    @property
    def current(self) -> str | None:
        """The head whose figures count: the one with the highest number; None before the first."""
        return max(self.heads, key=lambda head: (self.complete[head], head), default=None)

    @property
    def missing(self) -> tuple[tuple[int, str], ...]:
        """Number and id of the exports that others name but that never arrived."""
        lost = self.covered.keys() - self.complete.keys()
        return tuple(sorted((self.covered[export], export) for export in lost))

    @property
    def forked(self) -> bool:
        """Whether two copies of the club's book were written to apart from each other."""
        return len(self.heads) > 1


def merge(known: Known, arrival: Arrival) -> tuple[Known, str]:
    """What is known after an export arrived, and what it was: ACCEPTED, ALREADY, STALE or FORK."""
    if arrival.id in known.complete:
        return known, ALREADY
    covered = dict(known.covered)
    for export, seq in arrival.ancestors.items():
        covered[export] = min(seq, covered.get(export, seq))  # whoever says it first or last
    after = Known({**known.complete, arrival.id: arrival.seq}, covered)
    if arrival.id not in after.heads:
        return after, STALE
    return after, FORK if after.forked else ACCEPTED
