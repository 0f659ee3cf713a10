from app.bundle import contents
from app.bundle.contents import IN_MANIFEST, PAYLOAD, PURPOSES, STAYS, STAYS_WHOLE, leaving
from app.club.file import Club


def test_every_column_leaves_or_stays(club: Club) -> None:
    columns = {
        f"{table}.{column.name}"
        for table in club.db.table_names()
        if not table.startswith("sqlite_")
        for column in club.db.table(table).columns
    }
    listed = leaving() | STAYS.keys()
    whole = {column for column in columns if column.partition(".")[0] in STAYS_WHOLE}
    assert not columns - listed - whole, "List in bundle/contents.py whether these leave or stay"
    assert not listed - columns, "No such columns"
    assert not leaving() & STAYS.keys(), "These leave and stay at once"
    assert whole & leaving() <= set(IN_MANIFEST), "Tables that stay whole"


def test_names_need_their_consent() -> None:
    assert {c.purpose for table in PAYLOAD.values() for c in table} <= PURPOSES.keys()
    for source in ("person.name", "person.hamlet"):
        assert {
            column.purpose
            for table in PAYLOAD.values()
            for column in table
            if source in column.sources
        } == {contents.NAMED}


def test_rows_with_anything_else_are_found() -> None:
    club = {column.name: None for column in PAYLOAD["club"]}
    row = {**club, "id": "0" * 32, "name": "CLB", "code": "HB01"}
    assert contents.fault("club", [row]) is None
    assert contents.fault("club", [{**row, "phone": "0912"}]) == "club: other columns"
    assert contents.fault("club", [{**row, "phone": "0912"}], more=True) is None
    assert contents.fault("club", [{k: v for k, v in row.items() if k != "hamlet"}], more=True)
    assert contents.fault("club", [row, row]) == "club: not in order, or twice"
    assert contents.fault("club", ["row"]) == "club: other columns"
    for name, wrong in (
        ("id", "x"),
        ("name", None),
        ("name", ""),
        ("name", "a\nb"),
        ("name", "a" * 201),
        ("name", 1),
        ("code", "hb01"),
        ("founded_on", "2015-02-30"),
        ("founded_on", "2015-13"),
    ):
        assert contents.fault("club", [{**row, name: wrong}]) == f"club: {name}"
