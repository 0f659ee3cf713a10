import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.ids import code_for, is_code, new_code, new_id, read_code

ALPHABET = "234679ACDEFGHJKMNPQRTUVWXYZ"
sixteen_bytes = st.binary(min_size=16, max_size=16)


@given(sixteen_bytes)
def test_an_id_holds_all_sixteen_bytes(data: bytes) -> None:
    made = new_id(lambda n: data[:n])
    assert len(made) == 26
    number = 0
    for sign in made:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(sign)
    assert number.to_bytes(16, "big") == data


@given(sixteen_bytes)
def test_a_code_can_be_read_however_it_is_typed(data: bytes) -> None:
    code = new_code(lambda n: data[:n])
    assert len(code) == 7
    assert set(code.replace("-", "")) <= set(ALPHABET)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:3]} {code[4:]} "):
        assert read_code(typed) == code


@given(sixteen_bytes, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(data: bytes, place: int, sign: str) -> None:
    signs = list(new_code(lambda n: data[:n]).replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(UserError):
        read_code("".join(signs))


@given(sixteen_bytes, st.integers(0, 4))
def test_two_signs_swapped_are_noticed(data: bytes, place: int) -> None:
    signs = list(new_code(lambda n: data[:n]).replace("-", ""))
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(UserError):
        read_code("".join(signs))


@pytest.mark.parametrize("typed", ["", "C4K", "C4K-7RM2", "O0K-7RM", "so khám"])
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(UserError):
        read_code(typed)


def test_a_paper_recorded_nowhere_keeps_its_code() -> None:
    code = code_for("health book", "club", "042")
    assert code == code_for("health book", "club", "042") == read_code(code)
    assert code != code_for("health book", "club", "043")
    assert code_for("ab", "c") != code_for("a", "bc")


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_known_as_one(random: bytes) -> None:
    code = new_code(lambda _count: random)
    assert is_code(code)
    assert is_code(code.replace("-", "").lower())
    swapped = code[1] + code[0] + code[2:]
    assert is_code(swapped) is (swapped == code)
    assert not is_code(code[:-1])
    assert not is_code("Đào")
