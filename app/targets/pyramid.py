"""Members by age and sex: the groups of a population pyramid, and who cannot be placed in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.base.dates import age
from app.base.pyramid import Pyramid, Step
from app.base.text import _, ngettext
from app.members.rules import Member

LOWEST = 30
"""Who is younger stands in one group: a club has few of them."""


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Ids of the women and men from `low` to `high` full years; the lowest begins at 0."""

    low: int
    high: int
    women: tuple[str, ...]
    men: tuple[str, ...]

    @property
    def name(self) -> str:
        """ "60–69", or "under 30"."""
        if self.low == 0:
            return _("under {n}").format(n=self.high + 1)
        return f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class AgeGroups:
    """Groups without a gap, the oldest first, and those whose sex or birth is not written."""

    groups: tuple[AgeGroup, ...]
    unplaced: tuple[str, ...]


def age_groups(members: Iterable[Member], on: date, step: int = 10) -> AgeGroups:
    """Members by groups of `step` years (5 or 10), in full years as `dates.age` counts them."""
    placed: dict[tuple[int, str], list[str]] = {}
    unplaced = []
    for member in members:
        person = member.person
        if person.birth is None or person.sex is None:
            unplaced.append(member.id)
            continue
        years = age(person.birth, on).years
        low = years // step * step if years >= LOWEST else 0
        placed.setdefault((low, person.sex), []).append(member.id)
    lows = {low for low, _sex in placed}
    if not lows:
        return AgeGroups((), tuple(unplaced))
    rising = [low for low in (0, *range(LOWEST, max(lows) + 1, step)) if low >= min(lows)]
    groups = tuple(
        AgeGroup(
            low,
            LOWEST - 1 if low == 0 else low + step - 1,
            tuple(placed.get((low, "F"), ())),
            tuple(placed.get((low, "M"), ())),
        )
        for low in reversed(rising)
    )
    return AgeGroups(groups, tuple(unplaced))


def picture(groups: AgeGroups) -> Pyramid:
    """The groups as a pyramid: women left, men right, in the user's language."""
    women = sum(len(group.women) for group in groups.groups)
    men = sum(len(group.men) for group in groups.groups)
    return Pyramid(
        ngettext("{n} woman", "{n} women", women).format(n=women),
        ngettext("{n} man", "{n} men", men).format(n=men),
        tuple(Step(group.name, len(group.women), len(group.men)) for group in groups.groups),
    )
