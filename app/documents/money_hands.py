"""Who signs the papers of the money on a day, and the words that these papers share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base import money
from app.documents.letters import clean
from app.organisation import records as organisation

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Hands:
    """Names of those who sign; one that is not known is left open. Clubs have no office of an
    accountant, so that name is always written by hand."""

    maker: str = ""
    treasurer: str = ""
    accountant: str = ""
    chair: str = ""


def hands_of(club: "Club", on: date) -> Hands:
    """The chair and the treasurer of a day; the paper is made by the officer at work.

    Needs organisation.read.
    """
    return Hands(
        maker=clean(club.actor.name),
        treasurer=clean(organisation.holder(club, "treasurer", on) or ""),
        chair=clean(organisation.holder(club, "chair", on) or ""),
    )


def each_words(amounts: Iterable[int]) -> str:
    """Equal amounts as "57 người × 5.000 đ"; others by the most frequent first: "55 người ×
    5.000 đ + 2 người × 10.000 đ"; "" when there are more than three kinds. In Vietnamese."""
    kinds = Counter(amounts).most_common()
    if not 0 < len(kinds) <= 3:
        return ""
    return " + ".join(
        f"{count}{money.NO_BREAK_SPACE}người × {money.fmt(amount)}" for amount, count in kinds
    )


def listed(check_words: str) -> str:
    """Check words as papers have them: "lúa – mây – cầu – sáng – trầu – đình"."""
    return " – ".join(check_words.split())
