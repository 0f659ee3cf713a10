"""The plan of a year against what was done: month by month, area by area. Pure."""

from dataclasses import dataclass

from app.base.areas import AREAS, Area
from app.base.dates import Month
from app.meetings.rules import Meeting, Theme


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """A month of the plan: its meeting (None where no rule holds and nothing is stored), its
    themes, the areas in which something was done, and those that nothing can be done for any more.
    """

    month: Month
    meeting: Meeting | None = None
    themes: tuple[Theme, ...] = ()
    done: frozenset[Area] = frozenset()
    over: frozenset[Area] = frozenset()

    @property
    def planned(self) -> tuple[Area, ...]:
        """The areas with a theme, in the usual order."""
        named = {theme.area for theme in self.themes}
        return tuple(area for area in AREAS if area in named)

    @property
    def kept(self) -> tuple[Area, ...]:
        """Planned and done."""
        return tuple(area for area in self.planned if area in self.done)

    @property
    def missed(self) -> tuple[Area, ...]:
        """Planned, and not done while there was time."""
        return tuple(area for area in self.planned if area in self.over)

    @property
    def unplanned(self) -> tuple[Area, ...]:
        """Done without a theme."""
        planned = self.planned
        return tuple(area for area in AREAS if area in self.done and area not in planned)

    def topics(self, area: Area) -> tuple[str, ...]:
        """What was planned in an area."""
        return tuple(theme.topic for theme in self.themes if theme.area == area)


def from_last_year(before: PlannedMonth, now: PlannedMonth) -> tuple[Theme, ...]:
    """The themes of the same month a year before, as new ones, for the areas that have none yet.
    Who led them is left open: people change."""
    planned = now.planned
    return tuple(
        Theme("", theme.area, theme.topic) for theme in before.themes if theme.area not in planned
    )
