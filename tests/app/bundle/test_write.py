"""Export through the real book: what leaves, and above all what does not."""

import json
import zlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refused, UserError
from app.bundle import canonical, figures, format, keys, manifest, read, records, write
from app.bundle.write import Prepared
from app.club.file import Club
from app.club.roles import VIEWER, Actor
from app.commune.records import reader
from tests.app.club import people
from tests.exchange import Exchange, add_member, consent, measure
from tests.makers import TODAY, make_club
from tests.sticks import Stick


def plain(prepared: Prepared, own: keys.Keys) -> bytes:
    """Everything in a bundle, decrypted and unpacked; the club can open what it sent."""
    body = keys.unlock(format.sync_body(format.unframe(prepared.data)), own.identity)
    length = int.from_bytes(body[:4], "big")
    return body[4 : 4 + length] + zlib.decompress(body[4 + length + read.SIGNATURE :])


def test_without_a_commune_nothing_is_sent(club: Club, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not paired"):
        write.export(club, tmp_path / "stick", TODAY)
    assert not (tmp_path / "stick").exists()
    assert records.exports(club) == []


def test_a_viewer_may_not_send(exchange: Exchange) -> None:
    exchange.club.actor = Actor("v", "Người xem", frozenset({VIEWER}))
    with pytest.raises(Refused):
        write.export(exchange.club, exchange.stick, TODAY)


def test_what_is_sent_reads_back_at_the_commune(exchange: Exchange) -> None:
    lan = add_member(exchange.club, "Nguyễn Thị Lan", named=True, household="poor")
    add_member(exchange.club, "Trần Văn Bình", sex="M", birth="1970-02-03")
    measure(exchange.club, lan, "2026-10-05", 150, 90)
    sent = write.export(exchange.club, exchange.stick, TODAY)
    assert [path.name for path in sent.files] == sorted(p.name for p in exchange.stick.iterdir())
    assert (sent.seq, sent.named, sent.unnamed, sent.damaged) == (1, 1, 1, ())
    one, two = (path.read_bytes() for path in sent.files)
    assert one == two
    bundle = read.read(one, reader(exchange.commune))
    assert bundle.manifest.name == "CLB thôn Đông"
    assert bundle.manifest.as_of == "2026-11-21"
    assert {row["name"] for row in bundle.tables["member"]} == {"Nguyễn Thị Lan", None}
    counted = {row["id"]: row["numerator"] for row in bundle.tables["figure"]}
    assert counted["members:2026-11-21"] == 2
    assert counted["poor:2026-11-21"] == 1
    assert counted["bp_high:2026-10"] == 1
    assert len(sent.lines) == 5


def test_the_history_head_travels(exchange: Exchange) -> None:
    add_member(exchange.club)
    prepared = write.prepare(exchange.club, TODAY)
    (row,) = exchange.club.db.query("select seq, hash from change order by seq desc limit 1")
    assert manifest.decode(prepared.manifest).history == (row["seq"], row["hash"])


def test_numbers_and_ancestors_go_on(exchange: Exchange) -> None:
    for seq in (1, 2, 3):
        assert write.export(exchange.club, exchange.stick, TODAY).seq == seq
    stated = manifest.decode(write.prepare(exchange.club, TODAY).manifest)
    sent = {export.id: export.seq for export in records.exports(exchange.club)}
    assert stated.seq == 4
    assert stated.ancestors == sent
    assert stated.parents == tuple(id for id, seq in sent.items() if seq == 3)


def test_preparing_changes_nothing(exchange: Exchange) -> None:
    keys.own(exchange.club)
    before = exchange.club.db.conn.total_changes
    write.prepare(exchange.club, TODAY)
    assert exchange.club.db.conn.total_changes == before


def test_the_number_is_used_up_before_the_file_is_there(exchange: Exchange) -> None:
    write.record(exchange.club, write.prepare(exchange.club, TODAY))
    # Here the power fails: the stick stays empty, and the next one gets another number.
    assert write.export(exchange.club, exchange.stick, TODAY).seq == 2


def test_only_what_was_read_back_counts_as_written(exchange: Exchange) -> None:
    write.export(exchange.club, exchange.stick, TODAY)
    lost = Stick(pulled_after=6)
    with pytest.raises(UserError, match="pulled out"):
        write.export(exchange.club, exchange.stick, TODAY, files=lost)
    assert lost.tomorrow() == {}
    assert [each.written_at is None for each in records.exports(exchange.club)] == [True, False]
    written = records.last_written(exchange.club)
    assert written is not None
    assert written.seq == 1


def test_an_export_is_no_step_that_undo_takes_back(exchange: Exchange) -> None:
    person = add_member(exchange.club)
    write.export(exchange.club, exchange.stick, TODAY)
    exchange.club.undo()
    assert not list(exchange.club.db.query("select id from person where id = ?", [person]))
    assert len(records.exports(exchange.club)) == 1


def test_exports_are_in_the_log_of_access(exchange: Exchange) -> None:
    write.export(exchange.club, exchange.stick, TODAY)
    (row,) = exchange.club.db.query("select what, detail from access where what = 'export'")
    assert row["detail"].startswith("1 ")


def test_an_older_file_that_the_stick_spoiled_is_named(exchange: Exchange) -> None:
    first = write.export(exchange.club, exchange.stick, TODAY).files[1]
    first.write_bytes(first.read_bytes()[:-1] + b"?")
    sent = write.export(exchange.club, exchange.stick, TODAY)
    assert sent.damaged == (first.name,)


def test_a_new_commune_takes_the_place_of_the_old(exchange: Exchange) -> None:
    old = records.commune(exchange.club)
    assert old is not None
    new = keys.Card("commune", "2" * 32, "Xã mới", "XA", "cd" * 32, old.age_key)
    keys.pair(exchange.club, new, TODAY)
    found = records.commune(exchange.club)
    assert found is not None
    assert found.name == "Xã mới"
    exchange.club.undo()
    assert records.commune(exchange.club) == old


def test_only_consent_that_holds_today_gives_the_name(exchange: Exchange) -> None:
    club = exchange.club
    tomorrow = (TODAY + timedelta(1)).isoformat()
    for name, first, until in (
        ("holds", "2026-01-01", None),
        ("until tomorrow", "2026-01-01", tomorrow),
        ("withdrawn today", "2026-01-01", TODAY.isoformat()),
        ("from tomorrow", tomorrow, None),
    ):
        consent(club, add_member(club, name), given=first, until=until)
    add_member(club, "never asked")
    consent(club, add_member(club, "another purpose"), purpose="C2")
    rows = write.prepare(club, TODAY).tables["member"]
    assert {row["name"] for row in rows} == {"holds", "until tomorrow", None}


CANARY = "xqzcanary"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_leaves_that_nobody_agreed_to(
    exchange: Exchange, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Marks in every field; only those that may leave are found, in any file or log."""
    club = make_club(tmp_path_factory.mktemp("canary") / "club")
    keys.pair(club, keys.own(exchange.commune).card, TODAY)
    allowed = set()
    for number in range(data.draw(st.integers(1, 5))):
        named = data.draw(st.booleans())
        mark = f"{CANARY}{number}"
        fields = ("cccd", "bhyt", "bhyt_place", "phone", "ethnic", "contact_name", "contact_phone")
        person = add_member(
            club,
            f"{mark}name",
            hamlet=f"{mark}hamlet",
            named=named,
            note=f"{mark}note",
            birth=data.draw(st.sampled_from(["1950-05-12", "1951", None])),
            **{field: f"{mark}{field}" for field in fields},
        )
        for purpose in data.draw(st.sets(st.sampled_from(["C1", "C2", "C4", "C5"]))):
            consent(club, person, purpose)
        measure(club, person, "2026-10-05", 137, 83)
        if named:
            allowed |= {f"{mark}name", f"{mark}hamlet"}
    stick = tmp_path_factory.mktemp("stick")
    prepared = write.prepare(club, TODAY)
    write.export(club, stick, TODAY)
    text = plain(prepared, keys.own(club)).decode()
    found = {word for word in text.split('"') if CANARY in word}
    assert found == allowed
    assert "1950-05" not in text or allowed
    assert ":137" not in text  # the reading itself
    club.close(keep_copy=False)
    files = [path for folder in (stick, club.folder) for path in folder.rglob("*")]
    for path in files:
        assert CANARY.encode() not in path.read_bytes() if path.is_file() else True, path.name


def test_money_and_care_change_nothing_of_what_leaves(exchange: Exchange) -> None:
    club = exchange.club
    with club.change("People"):
        people.add_person(club, "Lan", id="p1")
        people.add_membership(club, "p1")
        people.add_person(club, "-", id="p3", erased_on="2026-01-01")
    before = write.prepare(club, TODAY).tables
    rooms = ("funds", "loans", "home_care")
    with club.change("Money and care"):
        for table, row in people.other_rows(club):
            if club.kind.rooms[table] in rooms or table in ("meeting", "collected"):
                club.db.table(table).insert(row)
    assert write.prepare(club, TODAY).tables == before


def test_a_year_alone_shows_no_birthday(exchange: Exchange) -> None:
    add_member(exchange.club, birth="1950-05-12")
    text = json.dumps(write.prepare(exchange.club, TODAY).tables["member"])
    assert "1950-05" not in text


def test_names_of_files_are_plain(exchange: Exchange) -> None:
    with exchange.club.change("Give the club a code"):
        exchange.club.db.execute("update club set code = 'hb-01 Đông'")
    name = write.prepare(exchange.club, TODAY).export.file
    assert name.startswith("NCT_HB01NG_0001_")
    assert name.isascii()


def test_odd_rows_of_the_book_still_leave_rightly(exchange: Exchange) -> None:
    with exchange.club.change("Odd"):
        exchange.club.db.execute("update club set founded_on = 'năm 2015', commune = ' '")
    bundle = read.read(write.prepare(exchange.club, TODAY).data, reader(exchange.commune))
    (row,) = bundle.tables["club"]
    assert (row["founded_on"], row["commune"]) == (None, None)


def test_a_column_that_is_not_listed_stops_the_export(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_member(exchange.club)
    right = figures.member_rows
    monkeypatch.setattr(
        figures,
        "member_rows",
        lambda *args: [{**row, "phone": "0912345678"} for row in right(*args)],
    )
    with pytest.raises(ValueError, match="may not leave"):
        write.export(exchange.club, exchange.stick, TODAY)
    assert not exchange.stick.exists()


def test_the_same_book_gives_the_same_content(exchange: Exchange) -> None:
    add_member(exchange.club, named=True)
    one, two = (write.prepare(exchange.club, date(2026, 11, 21)) for _ in range(2))
    assert one.manifest == two.manifest
    assert canonical.encode(dict(one.tables)) == canonical.encode(dict(two.tables))
