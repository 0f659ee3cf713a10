from hypothesis import given
from hypothesis import strategies as st

from ui.kit.widths import Wish, share


def test_room_to_spare_goes_to_the_wide_column() -> None:
    assert share([Wish(100, 80, wide=True), Wish(50, 50)], 400) == [350, 50]


def test_the_least_needed_column_goes_first() -> None:
    wishes = [Wish(100, 80, wide=True), Wish(90, 90, keep=10), Wish(90, 90, keep=50)]
    assert share(wishes, 200) == [110, 0, 90]
    assert share(wishes, 120) == [120, 0, 0]


def test_too_little_room_is_shared_when_nothing_may_go() -> None:
    assert share([Wish(100, 80), Wish(100, 80)], 100) == [50, 50]


_WISHES = st.lists(
    st.builds(
        lambda least, more, keep, wide: Wish(least + more, least, keep, wide),
        st.integers(1, 300),
        st.integers(0, 300),
        st.sampled_from([10, 50, 100]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
).filter(lambda wishes: any(wish.keep == 100 for wish in wishes))


@given(_WISHES, st.integers(50, 2000))
def test_columns_fill_the_room_exactly(wishes: list[Wish], room: int) -> None:
    widths = share(wishes, room)
    assert sum(widths) == room
    assert all(width >= 0 for width in widths)
    assert all(width > 0 for wish, width in zip(wishes, widths, strict=True) if wish.keep == 100)


def test_a_wide_column_gives_way_before_the_others() -> None:
    wishes = [Wish(200, 150, wide=True), Wish(80, 70), Wish(80, 70), Wish(200, 150, wide=True)]
    assert share(wishes, 400) == [130, 70, 70, 130]
    assert sum(share(wishes, 220)) == 220
