"""Key slots open for whom they should and for nobody else, whatever happens to their file."""

import json
import random
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.files import resource
from app.club import keys, locks
from app.club.faults import NO_KEYS, Trouble
from app.club.keys import KeyFile, Slot
from app.club.locks import Owner
from app.club.ports import Kdf, Ports
from tests.makers import fast_ports

WORDS = resource("words", "passphrase.txt").read_text(encoding="utf-8").split()
KEY, NEXT = bytes(range(32)), bytes(range(1, 33))
LAN = Owner("lan", "Đỗ Thị Lan", "F", ("chair",))


def slot_for(
    secret: str | None, kind: str = keys.PASSPHRASE, owner: Owner = LAN, ports: Ports | None = None
) -> Slot:
    return locks.make_slot(ports or fast_ports(), "file", KEY, owner, secret, kind)


def key_file(*slots: Slot) -> KeyFile:
    return KeyFile("file", "club", "CLB thôn Đông", slots)


def opens(slot: Slot, secret: str, file_id: str = "file") -> bool:
    found = locks.unlock(file_id, slot, secret)
    return found is not None and found.current == KEY


def dump_unsigned(value: object) -> bytes:
    """A key file as somebody else might write it: with a right sum."""
    body = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return body + b"\nsha256:" + sha256(body).hexdigest().encode() + b"\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the key file of Lan (a passphrase) and of the recovery sheet."""
    recovery = slot_for("4C0QH" * 6, keys.RECOVERY, Owner("", ""))
    keys.write(tmp_path, key_file(slot_for("trâu lúa ao sen"), recovery))
    return tmp_path


# --- slots ----------------------------------------------------------------------------------------


def test_a_slot_opens_with_its_own_secret_only() -> None:
    slot = slot_for("trâu lúa ao sen")
    assert opens(slot, "TRAU LÚA ao sen")
    assert not opens(slot, "trâu lúa ao")
    assert not opens(slot, "")


def test_a_thousand_wrong_passphrases_open_nothing() -> None:
    chance = random.Random(1)
    slots = [slot_for("trâu lúa ao sen"), slot_for(None, keys.OPEN)]
    for _ in range(1_000):
        guess = " ".join(chance.sample(WORDS, 4))
        assert not any(opens(slot, guess) for slot in slots)


def test_twenty_wrong_passphrases_at_the_real_cost() -> None:
    real = replace(fast_ports(), kdf=Kdf())
    slot = slot_for("trâu lúa ao sen", ports=real)
    assert (slot.memory_kib, slot.passes) == (65_536, 3)
    chance = random.Random(2)
    assert not any(opens(slot, " ".join(chance.sample(WORDS, 4))) for _ in range(20))
    assert opens(slot, "trâu lúa ao sen")


def test_two_slots_of_one_passphrase_share_nothing() -> None:
    ports = fast_ports()
    one, other = (asdict(slot_for("trâu lúa ao sen", ports=ports)) for _ in range(2))
    for field in ("id", "salt", "nonce", "locked", "public", "sealed"):
        assert one[field] != other[field]


@pytest.mark.parametrize(
    "forged",
    [
        {"id": "another"},
        {"kind": "recovery"},
        {"officer_id": "binh"},
        {"passes": 2},
        {"memory_kib": 16},
        {"salt": "00" * 16},
        {"nonce": "00" * 24},
        {"public": "00" * 32},
    ],
)
def test_a_slot_cannot_pass_for_another(forged: dict[str, object]) -> None:
    slot = slot_for("trâu lúa ao sen")
    assert not opens(replace(slot, **forged), "trâu lúa ao sen")  # type: ignore[arg-type]


def test_a_slot_of_another_book_does_not_open() -> None:
    assert not opens(slot_for("trâu lúa ao sen"), "trâu lúa ao sen", file_id="other")


def test_name_and_roles_in_the_key_file_are_for_show() -> None:
    slot = replace(slot_for("trâu lúa ao sen"), name="Bình", roles=("viewer",))
    assert opens(slot, "trâu lúa ao sen")


def test_what_is_sealed_in_a_slot_cannot_be_spoilt_unseen() -> None:
    slot = slot_for("trâu lúa ao sen")
    spoilt = replace(slot, sealed=slot.sealed[:-2] + ("00" if slot.sealed[-2:] != "00" else "01"))
    with pytest.raises(Trouble) as caught:
        locks.unlock("file", spoilt, "trâu lúa ao sen")
    assert caught.value.reason == NO_KEYS


# --- renewing -------------------------------------------------------------------------------------


def test_while_a_key_is_renewed_both_open_and_strangers_get_nothing() -> None:
    lan, stranger = slot_for("trâu lúa ao sen"), slot_for("một hai ba bốn")
    both = locks.with_next(key_file(lan, stranger), {lan.public}, NEXT)
    found = locks.unlock("file", both.slots[0], "trâu lúa ao sen")
    assert found == locks.DataKeys(KEY, NEXT)
    assert locks.unlock("file", both.slots[1], "một hai ba bốn") == locks.DataKeys(KEY, None)
    done = locks.only_next(both)
    assert [slot.id for slot in done.slots] == [lan.id]
    assert locks.unlock("file", done.slots[0], "trâu lúa ao sen") == locks.DataKeys(NEXT, None)
    assert locks.only_old(both) == key_file(lan, stranger)


# --- the file -------------------------------------------------------------------------------------


def test_what_is_written_comes_back(folder: Path) -> None:
    read = keys.read(folder)
    assert [slot.name for slot in read.slots] == ["Đỗ Thị Lan", ""]
    assert keys.load(keys.dump(read)) == read
    assert opens(read.slots[0], "trâu lúa ao sen")


def test_every_flipped_byte_and_every_cut_is_refused(folder: Path) -> None:
    whole = (folder / keys.FILES[0]).read_bytes()
    for at in range(len(whole)):
        broken = bytearray(whole)
        broken[at] ^= 1 << at % 8
        if bytes(broken).strip() != whole.strip():  # the last newline is all that does not count
            with pytest.raises(Trouble):
                keys.load(bytes(broken))
        if at < len(whole) - 1:
            with pytest.raises(Trouble):
                keys.load(whole[:at])


@given(st.data())
def test_two_spoilt_copies_are_refused_one_is_not(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    right = key_file(slot_for("trâu lúa ao sen"))
    keys.write(folder, right)
    whole = (folder / keys.FILES[0]).read_bytes()
    spoilt = data.draw(st.sets(st.sampled_from(keys.FILES)))
    for name in spoilt:
        at = data.draw(st.integers(0, len(whole) - 2))
        broken = bytearray(whole)
        broken[at] ^= data.draw(st.integers(1, 255))
        (folder / name).write_bytes(broken[: data.draw(st.integers(at + 1, len(whole)))])
    if len(spoilt) == 2:
        with pytest.raises(Trouble):
            keys.read(folder)
    else:
        assert keys.read(folder) == right
        keys.mend(folder, right)
        assert {(folder / name).read_bytes() for name in keys.FILES} == {whole}


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 1 << 30},
        {"memory_kib": 1},
        {"passes": 10_000},
        {"passes": True},
        {"kind": "back door"},
        {"salt": "zz" * 16},
        {"salt": ""},
        {"public": "00"},
        {"roles": "chair"},
        {"name": None},
        {"sealed": ""},
    ],
)
def test_a_key_file_with_a_right_sum_and_wrong_values_is_refused(change: dict[str, object]) -> None:
    value = asdict(key_file(slot_for("trâu lúa ao sen")))
    assert keys.load(dump_unsigned(value))
    value["slots"] = [{**value["slots"][0], **change}]
    with pytest.raises(Trouble):
        keys.load(dump_unsigned(value))


@pytest.mark.parametrize(
    "value",
    [None, [], {}, "keys", {"slots": []}, {"file_id": 1, "kind": "", "title": "", "slots": []}],
)
def test_other_json_is_refused(value: object) -> None:
    with pytest.raises(Trouble):
        keys.load(dump_unsigned(value))


def test_no_slots_or_too_many_are_refused() -> None:
    slot = asdict(slot_for(None, keys.OPEN))
    for count in (0, 101):
        value = {**asdict(key_file()), "slots": [slot] * count}
        with pytest.raises(Trouble):
            keys.load(dump_unsigned(value))


def test_a_key_file_is_for_its_owner_only(folder: Path) -> None:
    for name in keys.FILES:
        assert (folder / name).stat().st_mode & 0o077 == 0
