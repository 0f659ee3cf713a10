"""Marks stay inside their square, close, and carry more ink as the number grows."""

import pytest

from app.base.shapes import BANDS, LINE, Mark, mark


def area(steps: tuple[tuple[float, ...], ...]) -> float:
    """Area of an outline, curves taken by their end points and controls (shoelace)."""
    points = [(step[i], step[i + 1]) for step in steps for i in range(0, len(step), 2)]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def ink(shape: Mark) -> float:
    filled = sum(area(part.steps) for part in shape if part.fill == "ink")
    holes = sum(area(part.steps) for part in shape[1:] if part.fill == "paper")
    return filled - holes


@pytest.mark.parametrize("outlined", [False, True])
@pytest.mark.parametrize("code", BANDS)
def test_line_stays_inside_the_unit_square(code: str, outlined: bool) -> None:
    for part in mark(code, outlined=outlined):
        assert len(part.steps[0]) == 2
        assert {len(step) for step in part.steps} <= {2, 6}
        for step in part.steps:
            assert all(LINE / 2 <= number <= 1 - LINE / 2 for number in step)


def test_ink_grows_with_the_number() -> None:
    amounts = [ink(mark(code)) for code in ("normal", "elevated", "high", "very_high", "urgent")]
    assert amounts == sorted(amounts)
    assert amounts[0] == amounts[1] == 0
    assert amounts[2] < amounts[3] < amounts[4]


@pytest.mark.parametrize("code", BANDS)
def test_hollow_marks_carry_no_ink_but_lines(code: str) -> None:
    hollow = mark(code, outlined=True)
    assert all(part.fill == "none" and part.line for part in hollow)


def test_all_marks_differ_even_when_hollow() -> None:
    assert len({mark(code) for code in BANDS}) == len(BANDS)
    assert len({mark(code, outlined=True) for code in BANDS}) == len(BANDS)


def test_unknown_code_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        mark("purple")
