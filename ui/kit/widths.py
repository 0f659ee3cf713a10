"""How columns share the width of a table: what matters least goes first."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column would like: `natural` px, never under `least` while another one can go.

    The one with the lowest `keep` goes first; 100 stays whatever happens. A `wide` column takes
    the room that is left, and gives way first where there is none: up to half of its `least`.
    """

    natural: int
    least: int
    keep: int = 100
    wide: bool = False


def share(wishes: Sequence[Wish], room: int) -> list[int]:
    """The width of each column, in px; 0 means that it is not shown. They fill the room exactly."""
    shown = list(range(len(wishes)))
    while sum(wishes[place].least for place in shown) > room:
        droppable = [place for place in shown if wishes[place].keep < 100]
        if not droppable:
            break
        # Of equals the one furthest to the right.
        shown.remove(min(droppable, key=lambda place: (wishes[place].keep, -place)))
    widths = [0] * len(wishes)
    natural = sum(wishes[place].natural for place in shown)
    least = sum(wishes[place].least for place in shown)
    soft = sum(wishes[place].least for place in shown if wishes[place].wide)
    for place in shown:
        wish = wishes[place]
        if natural <= room:
            widths[place] = wish.natural
        elif least <= room:
            given = (room - least) * (wish.natural - wish.least) // max(natural - least, 1)
            widths[place] = wish.least + given
        elif 2 * (least - room) <= soft:
            widths[place] = wish.least - ((least - room) * wish.least // soft if wish.wide else 0)
        else:
            widths[place] = max(room * wish.least // max(least, 1), 1)
    spare = room - sum(widths)
    if spare < 0:  # some pixels too many, from rounding up
        widths[widths.index(max(widths))] += spare
        return widths
    growing = [place for place in shown if wishes[place].wide] or shown[-1:]
    for number, place in enumerate(growing):
        widths[place] += spare // len(growing) + (1 if number < spare % len(growing) else 0)
    return widths
