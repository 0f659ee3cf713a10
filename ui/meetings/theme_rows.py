"""The themes of a meeting as rows of a typing grid: eight areas, what it is about, who leads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.base.areas import AREAS, Area
from app.base.errors import Invalid
from app.base.names import fold
from app.base.text import N_, _
from app.meetings.rules import Theme
from ui.kit.grid import Grid, GridColumn
from ui.kit.grid_rows import Save
from ui.meetings.people import People

TOPIC, LEADER = "topic", "leader"
ALIKE = 3
"""So many people of one name are told apart in a sentence."""
SHORT_NAMES: Mapping[Area, str] = {
    "income": N_("Income"),
    "health": N_("Health"),
    "home_care": N_("Home care"),
    "self_help": N_("Self-help"),
    "rights": N_("Rights"),
    "awareness": N_("Knowledge"),
    "culture": N_("Culture"),
    "resources": N_("Means"),
}
"""The areas in one word, for a narrow window."""
ROOM_FOR_NAMES = 860
"""From this width on (px at 100 %) a theme and a name are seen whole."""
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""


def theme_grid(save: Save, result_title: str, *, brief: bool) -> Grid:
    """The grid; in a narrow window its typed columns leave room for the names of the areas."""
    topic, leader = (260, 110) if brief else (350, 196)
    return Grid(
        [
            GridColumn(TOPIC, _("Theme"), topic, align="left"),
            GridColumn(LEADER, _("In charge"), leader, align="left"),
        ],
        save,
        name_title=_("Area"),
        result_title=_("Done?") if brief else result_title,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the grid: a theme of an area, or the place for its first one."""

    area: Area
    theme: Theme | None

    def texts(self) -> dict[str, str]:
        """What its cells show."""
        if self.theme is None:
            return {}
        return {TOPIC: self.theme.topic, LEADER: self.theme.leader}


class Choices(Protocol):
    """What may be chosen as the theme of an area."""

    def topic(self, area: Area, typed: str) -> str:
        """The theme that is meant by what was typed; "" is what a leader alone leads."""


def area_words(area: Area, *, brief: bool) -> str:
    """The name of an area, in one word where there is little room."""
    return _(SHORT_NAMES[area] if brief else AREAS[area])


def places(themes: Iterable[Theme], order: Iterable[Area] = AREAS) -> dict[str, Place]:
    """The rows by their keys: every area once, or once for each of its themes."""
    found: dict[str, Place] = {}
    themes = tuple(themes)
    for area in order:
        here = [theme for theme in themes if theme.area == area]
        for number, theme in enumerate(here or [None]):
            found[f"{area}.{number}"] = Place(area, theme)
    return found


def read(place: Place, texts: Mapping[str, str], people: People, choices: Choices) -> Theme | None:
    """The theme that a row says; None when it says nothing. Raises Invalid."""
    typed, leader, before = texts[TOPIC], texts[LEADER], place.theme
    if not typed and not leader:
        return None
    topic = typed if before is not None and not typed else choices.topic(place.area, typed)
    if not topic:
        raise Invalid({TOPIC: _("Write what it is about.")})
    if before is not None and leader == before.leader:
        return Theme(before.id, place.area, topic, before.leader_id, leader)
    person_id = find(people, leader)
    person = people.get(person_id) if person_id is not None else None
    name = person.name if person is not None else leader
    return Theme(before.id if before else "", place.area, topic, person_id, name)


def find(people: People, typed: str) -> str | None:
    """The id of whom a part of a name means. Raises Invalid when it means nobody or several."""
    if not typed:
        return None
    found = [each for each in people.find(typed) if _named(typed, each.name)]
    found = [each for each in found if fold(each.name) == fold(typed)] or found
    if len(found) == 1:
        return found[0].id
    if not found:
        raise Invalid({LEADER: _("Nobody in the register is called so. Type a part of the name.")})
    names = ", ".join(f"{each.name} ({each.more})" for each in found[:ALIKE])
    raise Invalid({LEADER: _("Which one? Type more: {names}.").format(names=names)})


def _named(typed: str, name: str) -> bool:
    """Whether every word typed begins a word of the name: "le buoi" means Lê Thị Bưởi."""
    words = fold(name).split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())


def changed(before: Mapping[str, Place], now: Mapping[str, Theme | None]) -> list[Theme]:
    """All themes when some rows say something else `now`, in the usual order of areas."""
    all_now = {key: now.get(key, place.theme) for key, place in before.items()}
    order = list(AREAS)
    return sorted(filter(None, all_now.values()), key=lambda theme: order.index(theme.area))
