"""Reading: damage, forgery, and bundles that a paired but rogue club has signed rightly."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bundle import canonical, read
from app.bundle.manifest import Packed
from app.bundle.read import Reader
from app.bundle.refusals import (
    BAD_CONTENT,
    DAMAGED,
    FORGED,
    NEWER_APP,
    NOT_FOR_US,
    TEXTS,
    TOO_BIG,
    TORN,
    UNPAIRED,
    Unreadable,
)
from tests.bundles import GOLDEN, Forge, forge

SMALL = GOLDEN.raw


def refusal(raw: bytes, reader: Reader = GOLDEN.reader) -> str:
    with pytest.raises(Unreadable) as caught:
        read.read(raw, reader)
    return caught.value.code


# --- files ----------------------------------------------------------------------------------------


def test_the_bundle_of_the_first_version_still_reads() -> None:
    bundle = read.read(SMALL, GOLDEN.reader)
    assert bundle.manifest.name == "CLB thôn Đông"
    assert bundle.manifest.seq == 2
    names = {row["name"] for row in bundle.tables["member"]}
    assert names == {"Nguyễn Thị Lan", None}
    assert len(bundle.tables["figure"]) == 15


def test_every_truncation_is_torn() -> None:
    assert {refusal(SMALL[:length]) for length in range(len(SMALL))} == {TORN}


def test_every_bit_counts() -> None:
    for bit in range(len(SMALL) * 8):
        changed = bytearray(SMALL)
        changed[bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(changed)) == DAMAGED, bit


def test_every_byte_counts_even_when_the_trailer_is_made_right() -> None:
    found = set()
    for position in range(16, len(SMALL) - 48):
        changed = bytearray(SMALL[:-48])
        changed[position] ^= 1 << position % 8
        found.add(refusal(GOLDEN.with_trailer(bytes(changed))))
    assert DAMAGED in found
    assert found <= {DAMAGED, NOT_FOR_US, NEWER_APP}


def test_every_byte_inside_counts_even_when_it_is_locked_again() -> None:
    plain = GOLDEN.plain
    found = set()
    for position in range(len(plain)):
        changed = bytearray(plain)
        changed[position] ^= 1 << position % 8
        found.add(refusal(GOLDEN.lock(bytes(changed))))
    assert FORGED in found
    assert found <= {BAD_CONTENT, FORGED, UNPAIRED, NEWER_APP}


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    refusal(raw)
    refusal(GOLDEN.with_trailer(raw))
    refusal(GOLDEN.lock(raw))
    refusal(GOLDEN.lock(len(raw).to_bytes(4, "big") + raw + bytes(80)))


# --- keys -----------------------------------------------------------------------------------------


def test_a_bundle_is_for_its_receiver_only() -> None:
    other = forge()
    assert refusal(other.bundle(), GOLDEN.reader) == NOT_FOR_US
    # Opened by one who has the club's key but is not whom it was signed for.
    mine = replace(GOLDEN.reader, key_id="f" * 32)
    assert refusal(SMALL, mine) == NOT_FOR_US


def test_a_club_that_is_not_paired_is_refused_with_what_it_says() -> None:
    stranger = replace(GOLDEN.reader, clubs={})
    with pytest.raises(Unreadable) as caught:
        read.read(SMALL, stranger)
    assert (caught.value.code, caught.value.club, caught.value.seq) == (
        UNPAIRED,
        "CLB thôn Đông",
        2,
    )


def test_a_club_with_new_keys_is_not_paired() -> None:
    ((club, (_key_id, sign_key)),) = GOLDEN.reader.clubs.items()
    assert refusal(SMALL, replace(GOLDEN.reader, clubs={club: ("e" * 32, sign_key)})) == UNPAIRED


def test_another_signature_is_forged() -> None:
    ((club, (key_id, _sign_key)),) = GOLDEN.reader.clubs.items()
    wrong = forge().reader.clubs.popitem()[1][1]
    assert refusal(SMALL, replace(GOLDEN.reader, clubs={club: (key_id, wrong)})) == FORGED


# --- rightly signed, but wrong --------------------------------------------------------------------


@pytest.fixture(scope="module")
def rogue() -> Forge:
    return forge()


def test_the_forge_makes_right_bundles(rogue: Forge) -> None:
    assert read.read(rogue.bundle(), rogue.reader).manifest.seq == 1


CONTENTS: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("no table", lambda tables: tables.pop("member")),
    ("another table", lambda tables: tables.update(reading=[])),
    ("table no list", lambda tables: tables.update(member={})),
    ("row no object", lambda tables: tables["member"].append("Lan")),
    ("column too many", lambda tables: tables["member"][0].update(phone="0912")),
    ("column too few", lambda tables: tables["member"][0].pop("sex")),
    ("text for a number", lambda tables: tables["figure"][0].update(numerator="1")),
    ("negative", lambda tables: tables["figure"][0].update(numerator=-1)),
    ("unknown figure", lambda tables: tables["figure"][0].update(figure="loans")),
    ("id of a figure", lambda tables: tables["figure"][0].update(id="a:2026")),
    ("part of nothing", lambda tables: tables["figure"][0].update(numerator=9, denominator=8)),
    ("members", lambda tables: tables["member"].pop()),
    ("twice", lambda tables: tables["member"].append(tables["member"][-1])),
    ("order", lambda tables: tables["member"].reverse()),
    ("another club", lambda tables: tables["club"][0].update(id="0" * 32)),
    ("two clubs", lambda tables: tables["club"].append({**tables["club"][0], "id": "f" * 32})),
    ("no club", lambda tables: tables["club"].clear()),
    ("line break", lambda tables: tables["club"][0].update(name="CLB\nthôn")),
    ("blank name", lambda tables: tables["club"][0].update(name="")),
    ("long name", lambda tables: tables["club"][0].update(name="a" * 201)),
    ("no such day", lambda tables: tables["member"][0].update(birth="1950-02-30")),
]


@pytest.mark.parametrize(
    "spoil", [act for _name, act in CONTENTS], ids=[name for name, _act in CONTENTS]
)
def test_signed_but_wrong_rows_are_refused(
    rogue: Forge, spoil: Callable[[dict[str, Any]], object]
) -> None:
    tables = rogue.tables()
    spoil(tables)
    assert refusal(rogue.bundle(tables), rogue.reader) == BAD_CONTENT


SPELLINGS = [
    b'{"club":[],"figure":[],"member":[],"member":[]}',
    b'{"member":[],"figure":[],"club":[]}',
    b'{ "club":[],"figure":[],"member":[]}',
    b'{"club":[],"figure":[1.0],"member":[]}',
    b'{"club":[],"figure":[' + b"9" * 5_000 + b'],"member":[]}',
    b'{"club":[],"figure":[' + b"[" * 90_000,
    '{"club":[],"figure":["e\u0302"],"member":[]}'.encode(),
    b'{"club":[],"figure":["\\ud800"],"member":[]}',
    b'{"club":[],"figure":["\xff"],"member":[]}',
    b"[]",
    b"",
]


@pytest.mark.parametrize("content", SPELLINGS, ids=range(len(SPELLINGS)))
def test_signed_but_oddly_spelled_content_is_refused(rogue: Forge, content: bytes) -> None:
    assert refusal(rogue.bundle(content=content), rogue.reader) in (BAD_CONTENT, TOO_BIG)


def test_bombs_are_not_unpacked(rogue: Forge) -> None:
    bomb = zlib.compress(b" " * (8 << 20), 9)
    packed = Packed(len(bomb), 8 << 20, read._sum(bomb), "0" * 64)
    assert refusal(rogue.bundle(packed=bomb, about=packed), rogue.reader) == TOO_BIG
    # One that lies about its size stops as soon as it is longer than promised.
    small = replace(packed, size=100)
    assert refusal(rogue.bundle(packed=bomb, about=small), rogue.reader) == BAD_CONTENT
    huge = replace(packed, size=1 << 40)
    assert refusal(rogue.bundle(packed=bomb, about=huge), rogue.reader) == TOO_BIG


@pytest.mark.parametrize("tail", [b"", b"more"])
def test_packed_content_ends_where_it_should(rogue: Forge, tail: bytes) -> None:
    content = canonical.encode(rogue.tables())
    packed = zlib.compress(content)
    broken = packed + tail if tail else packed[:-1]
    about = Packed(len(broken), len(content), read._sum(broken), read._sum(content))
    assert refusal(rogue.bundle(packed=broken, about=about), rogue.reader) == BAD_CONTENT


@pytest.mark.parametrize("piece", [b"[],", b"{},", b"1,"])
def test_swarms_of_tiny_values_are_not_parsed(rogue: Forge, piece: bytes) -> None:
    content = b'{"member":[' + piece * 2_100_000 + b"1]}"
    # Random letters keep the ratio of packing below its limit.
    noise = Random(1).randbytes(300_000).hex().encode()
    raw = rogue.bundle(content=content[:-2] + b'"' + noise + b'"]}')
    with pytest.raises(Unreadable) as caught:
        read.read(raw, rogue.reader)
    assert (caught.value.code, caught.value.detail) == (TOO_BIG, "values")


def test_stated_rows_and_sums_are_compared(rogue: Forge) -> None:
    tables = rogue.tables()
    for wrong in ({"rows": 9}, {"sha": "0" * 64}):
        stated = {
            name: {"rows": len(rows), "sha": read._sum(canonical.encode(rows)), **wrong}
            for name, rows in tables.items()
        }
        assert refusal(rogue.bundle(said={"tables": stated}), rogue.reader) == BAD_CONTENT


def test_what_is_not_packed_is_refused(rogue: Forge) -> None:
    about = Packed(4, 100, read._sum(b"data"), "0" * 64)
    assert refusal(rogue.bundle(packed=b"data", about=about), rogue.reader) == BAD_CONTENT


def test_too_many_rows_are_refused(rogue: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_ROWS", 5)
    assert refusal(rogue.bundle(), rogue.reader) == TOO_BIG


MANIFESTS: list[tuple[str, str, Any]] = [
    ("seq 0", "seq", 0),
    ("seq text", "seq", "1"),
    ("seq huge", "seq", 10**7),
    ("parent not an ancestor", "parents", ["a" * 64]),
    ("parents text", "parents", "a" * 64),
    ("ancestors list", "anc", ["a" * 64]),
    ("ancestor no sum", "anc", {"a": 1}),
    ("ancestor no number", "anc", {"a" * 64: "1"}),
    ("too many ancestors", "anc", {f"{n:064}": 1 for n in range(3_001)}),
    ("no such day", "as_of", "2026-02-30"),
    ("name of two lines", "name", "CLB\nthôn"),
    ("path for a code", "code", "../HB01"),
    ("made nowhen", "made", {"at": "2026-13-01T00:00:00+00:00", "clock_ok": 1}),
    ("made no object", "made", []),
    ("clock neither right nor wrong", "made", {"at": "2026-11-01T00:00:00+00:00", "clock_ok": 2}),
    ("consent of nobody", "consent", {"named": -1, "pseudonymous": 0}),
    ("consent too small", "consent", {"named": 0, "pseudonymous": 0}),
    ("another packing", "content", {"z": "lzma"}),
    ("schema of one number", "schema", [1]),
    ("lineage", "lineage", "x"),
    ("made a number", "made", {"at": 1, "clock_ok": 1}),
    ("day a number", "as_of", 20261121),
    ("a table of nothing", "tables", {"member": 2}),
    ("other numbers of rows", "tables", {"club": {"rows": 9, "sha": "0" * 64}}),
    ("head", "audit", [1, "x"]),
    ("tables", "tables", []),
]


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for _id, n, v in MANIFESTS], ids=[i for i, _n, _v in MANIFESTS]
)
def test_signed_but_wrong_manifests_are_refused(rogue: Forge, name: str, value: Any) -> None:
    raw = rogue.bundle(said={name: value})
    assert refusal(raw, rogue.reader) == BAD_CONTENT


@pytest.mark.parametrize("name", sorted(json.loads(GOLDEN.manifest)))
def test_no_field_of_a_manifest_may_lack(rogue: Forge, name: str) -> None:
    raw = rogue.bundle(said={name: None})
    assert refusal(raw, rogue.reader) in (BAD_CONTENT, NEWER_APP, UNPAIRED)


def test_long_manifests_are_refused(rogue: Forge) -> None:
    assert refusal(rogue.bundle(said={"more": ["a" * 8_000] * 40}), rogue.reader) == BAD_CONTENT


def test_another_club_s_id_does_not_help(rogue: Forge) -> None:
    assert refusal(rogue.bundle(said={"club": "0" * 32}), rogue.reader) == UNPAIRED


# --- older and newer programs ---------------------------------------------------------------------


def test_a_newer_schema_waits_for_an_update(rogue: Forge) -> None:
    assert refusal(rogue.bundle(said={"schema": [2, 0]}), rogue.reader) == NEWER_APP
    assert refusal(rogue.bundle(said={"v": 2}), rogue.reader) == NEWER_APP


def test_what_a_newer_program_adds_is_left_out(rogue: Forge) -> None:
    tables = rogue.tables()
    for row in tables["member"]:
        row["team"] = "1"
    tables["fund"] = [{"id": "a", "balance_vnd": 1}]
    said = {"schema": [1, 7], "more": "later"}
    bundle = read.read(rogue.bundle(tables, said=said), rogue.reader)
    assert bundle.tables.keys() == {"club", "member", "figure"}


def test_what_a_newer_program_adds_does_not_excuse_what_is_wrong(rogue: Forge) -> None:
    tables = rogue.tables()
    tables["member"][0].pop("sex")
    raw = rogue.bundle(tables, said={"schema": [1, 7]})
    assert refusal(raw, rogue.reader) == BAD_CONTENT


# --- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_reason_says_what_happened_and_what_to_do(code: str) -> None:
    text = str(Unreadable(code))
    assert len(text.split()) <= 60
    assert text.count(". ") >= 2 or text.count(".") >= 3
    assert "not changed" in text or "nothing was changed" in text.lower()


def test_a_refusal_goes_through_a_worker() -> None:
    import pickle

    problem = pickle.loads(pickle.dumps(Unreadable(TORN, "x", "CLB", 3)))
    assert (problem.code, problem.detail, problem.club, problem.seq) == (TORN, "x", "CLB", 3)
