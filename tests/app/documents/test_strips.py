"""Strips are shared out over pages: in order, none lost, what is glued stays together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.documents.strips import Strip, pages


def strip(high: float, *, glue: bool = False, lead: Strip | None = None) -> Strip:
    return Strip(high, lambda _sheet, _y: None, glue, lead)


@given(st.lists(st.tuples(st.integers(1, 20), st.booleans())), st.integers(40, 100))
def test_all_in_order_and_within_the_page(parts: list[tuple[int, bool]], room: int) -> None:
    strips = [strip(high, glue=glue) for high, glue in parts]
    found = pages(strips, room)
    assert [one for page in found for one in page] == strips
    for page in found:
        held = sum(one.high for one in page)
        glued = [one.glue for one in page[:-1]]
        assert held <= room or all(glued), "only one unit may be higher than the page"
    for before, after in pairwise(found):
        assert before[-1].glue is False
        assert after


def test_a_lead_stands_again_where_a_page_begins() -> None:
    head = strip(10, glue=True)
    rows = [strip(10, lead=head) for _number in range(7)]
    found = pages([head, *rows], 40)
    assert [len(page) for page in found] == [4, 4, 2]
    assert all(page[0] is head for page in found)


def test_nothing_still_gives_a_page() -> None:
    assert pages([], 100) == [[]]


def test_the_first_page_may_be_shorter() -> None:
    assert [len(page) for page in pages([strip(10)] * 5, 40, 20)] == [2, 3]
