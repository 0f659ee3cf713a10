"""Choosing by one key: the area, then what is usual in it."""

from collections.abc import Callable

from app.areas.deeds import Deed, deeds
from app.base.areas import AREAS, Area
from app.base.dated import Words
from app.base.text import _
from ui.areas import words
from ui.kit.choose import ChoosePage, Option
from ui.kit.page import Shell
from ui.kit.session import Session


def area_page(session: Session, shell: Shell, then: Callable[[Area], object]) -> ChoosePage:
    """Asks for one of the eight areas."""
    options = [Option(code, words.area(code), words.ICONS[code]) for code in AREAS]

    def chosen(code: str) -> None:
        then(next(area for area in AREAS if area == code))

    return ChoosePage(session, shell, _("Which area was it?"), options, chosen)


def deed_page(
    session: Session, shell: Shell, area: Area, then: Callable[[Deed], object]
) -> ChoosePage:
    """Asks what was done in an area: what is usual in it, or something else."""
    usual = {deed.id: deed for deed in deeds()[area]}
    options = [Option(deed.id, deed.words(), words.ICONS[area]) for deed in usual.values()]
    other = Option("", _("Something else, in your own words"), "pencil")

    def chosen(code: str) -> None:
        then(usual.get(code, Deed("", area, "other", Words("", ""))))

    return ChoosePage(session, shell, words.area(area), [*options, other], chosen)
