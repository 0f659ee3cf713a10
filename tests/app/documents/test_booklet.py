"""Folded sheets turn into a book whose pages run from the first to the last."""

import pytest

from app.documents.booklet import sides


def folded(pages: int) -> list[int]:
    """Read a folded book: the right half of each front, its back, …; then back through the rest."""
    order = list(sides(pages))
    fronts, backs = order[0::2], order[1::2]
    first_half = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])
    ]
    second_half = [
        page
        for front, back in zip(fronts[::-1], backs[::-1], strict=True)
        for page in (back[1], front[0])
    ]
    return first_half + second_half


def test_the_order_of_sixteen_pages() -> None:
    assert list(sides(16)) == [
        (16, 1),
        (2, 15),
        (14, 3),
        (4, 13),
        (12, 5),
        (6, 11),
        (10, 7),
        (8, 9),
    ]


@pytest.mark.parametrize("pages", [4, 8, 16, 32])
def test_folding_gives_the_pages_in_order(pages: int) -> None:
    assert folded(pages) == list(range(1, pages + 1))
