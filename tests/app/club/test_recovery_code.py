"""A recovery code reads back as typed by people, and no slip of the pen passes for a code."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.club.recovery_code import new_code, read_code

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.randoms(use_true_random=False).map(lambda chance: new_code(chance.randbytes))


@given(codes)
def test_a_code_has_six_groups_of_five_and_reads_back(code: str) -> None:
    assert [len(group) for group in code.split("-")] == [5] * 6
    assert read_code(code) == code.replace("-", "")


@given(codes)
def test_case_spaces_and_misread_signs_do_not_matter(code: str) -> None:
    typed = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l") + "\r\n"
    assert read_code(typed) == read_code(code)


def test_every_wrong_sign_and_every_swap_is_caught() -> None:
    signs = read_code(new_code(random.Random(7).randbytes))
    wrong = [signs[:at] + sign + signs[at + 1 :] for at in range(30) for sign in SIGNS]
    for one in range(30):
        for other in range(one):
            swapped = list(signs)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            wrong.append("".join(swapped))
    refused = 0
    for typed in wrong:
        if typed == signs:
            continue
        with pytest.raises(Invalid) as caught:
            read_code(typed)
        assert set(caught.value.problems) == {"code"}
        refused += 1
    assert refused > 1300


def test_codes_differ_and_use_all_signs() -> None:
    chance = random.Random(1)
    made = {new_code(chance.randbytes) for _ in range(200)}
    assert len(made) == 200
    assert set("".join(made)) == {*SIGNS, "-"}


@pytest.mark.parametrize("typed", ["", "4C0QH", "đđđ", "4C0QH-" * 5 + "ÂÊÔƠƯ", "0" * 29, "1" * 30])
def test_what_is_no_code_is_told_so(typed: str) -> None:
    with pytest.raises(Invalid, match="Nothing was changed"):
        read_code(typed)


def test_only_the_all_zero_code_is_trivial() -> None:
    assert read_code("0" * 30) == "0" * 30  # arithmetic, not a slot: it opens nothing
