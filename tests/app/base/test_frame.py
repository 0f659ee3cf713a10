"""A framed file is whole and right, or it is refused with the reason."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.frame import BadFrame, Section, frame, peek, unframe

WHOLE = frame(b"NCTX", Section(1, 0, b"first"), Section(2, 1, b""), Section(3, 0, b"x" * 300))


def fault_of(raw: bytes) -> str:
    with pytest.raises(BadFrame) as caught:
        unframe(b"NCTX", raw)
    return caught.value.fault


@given(
    st.lists(
        st.builds(Section, st.integers(0, 65535), st.integers(0, 65535), st.binary(max_size=400)),
        min_size=1,
        max_size=16,
    )
)
def test_what_is_framed_comes_back(sections: list[Section]) -> None:
    assert unframe(b"NCTX", frame(b"NCTX", *sections)) == tuple(sections)


def test_every_cut_is_told_as_torn() -> None:
    assert {fault_of(WHOLE[:length]) for length in range(len(WHOLE))} == {"TORN"}


def test_every_wrong_bit_is_refused() -> None:
    for at in range(len(WHOLE) * 8):
        raw = bytearray(WHOLE)
        raw[at // 8] ^= 1 << at % 8
        assert fault_of(bytes(raw)) in {"TORN", "DAMAGED", "FOREIGN"}


def test_one_section_can_be_read_alone() -> None:
    assert peek(b"NCTX", BytesIO(WHOLE[:-5]), 1, 100) == b"first"
    assert peek(b"NCTX", BytesIO(WHOLE), 3, 300) == b"x" * 300
    for raw, wanted, most in (
        (WHOLE, 3, 299),
        (WHOLE, 4, 99),
        (b"%PDF-1.7", 1, 9),
        (WHOLE[:9], 1, 9),
    ):
        with pytest.raises(BadFrame):
            peek(b"NCTX", BytesIO(raw), wanted, most)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"%PDF-1.7 something else altogether", "FOREIGN"),
        (bytes(4096), "DAMAGED"),
        (WHOLE + b"\n", "DAMAGED"),
        (frame(b"NCTB", Section(1, 0, b"a bundle")), "FOREIGN"),
        (frame(b"NCTX"), "DAMAGED"),
        (frame(b"NCTX", *[Section(1, 0, b"")] * 17), "DAMAGED"),
    ],
)
def test_other_files_are_refused(raw: bytes, fault: str) -> None:
    assert fault_of(raw) == fault


def test_a_newer_version_is_told_from_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.base.frame.VERSION", 2)
    newer = frame(b"NCTX", Section(1, 0, b"later"))
    monkeypatch.undo()
    assert fault_of(newer) == "NEWER"
