import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid, Refused
from ui.kit.chips import Result
from ui.kit.grid_rows import ROW, GridColumn, GridRow, GridRows, RowResult

COLUMNS = (
    GridColumn("last", "May", typed=False),
    GridColumn("upper", "Upper", spoken="Upper number"),
    GridColumn("lower", "Lower"),
)


def three_rows() -> GridRows:
    rows = GridRows(COLUMNS)
    rows.set_rows(
        [
            GridRow("dao", "Nguyễn Thị Đào", "Bà Đào", {"last": "154/94", "upper": "162"}),
            GridRow("dinh", "Vũ Văn Định", "Ông Định"),
            GridRow("an", "Vũ Thị An", prefilled={"upper": "120"}, asks="Press Enter if right"),
        ]
    )
    return rows


def keep(_key: str, texts: Mapping[str, str]) -> RowResult:
    return RowResult(dict(texts), Result("Normal", band="normal"))


def refuse_high(_key: str, texts: Mapping[str, str]) -> RowResult:
    if int(texts["upper"] or 0) > 300:
        raise Invalid({"upper": "The upper number cannot be over 300."})
    return keep(_key, texts)


def test_typed_text_stands_over_the_stored_one() -> None:
    rows = three_rows()
    rows.type("dao", "upper", "15")
    assert (rows.text("dao", "upper"), rows.state("dao", "upper")) == ("15", "typed")
    assert rows.text("dao", "last") == "154/94"
    assert rows.dirty() == ["dao"]


def test_typing_the_same_again_is_no_change() -> None:
    rows = three_rows()
    rows.type("dao", "upper", " 162 ")
    assert not rows.is_dirty("dao")
    rows.leave("dao", "upper")
    assert rows.state("dao", "upper") == "saved"


def test_a_proposal_counts_only_when_accepted() -> None:
    rows = three_rows()
    assert (rows.text("an", "upper"), rows.state("an", "upper")) == ("120", "prefilled")
    assert not rows.is_dirty("an")
    assert rows.result("an", current=True).word == "Press Enter if right"
    rows.accept("an", "upper")
    assert rows.dirty() == ["an"]
    done = rows.save("an", keep)
    assert done is not None
    assert done.texts == {"upper": "120", "lower": ""}
    assert rows.result("an", current=True) == Result("Normal", band="normal")


def test_what_is_sent_is_composed_and_stripped() -> None:
    rows = three_rows()
    rows.type("dinh", "upper", unicodedata.normalize("NFD", " Đủ "))
    seen: list[Mapping[str, str]] = []

    def save(_key: str, texts: Mapping[str, str]) -> RowResult:
        seen.append(texts)
        return RowResult(texts)

    rows.save("dinh", save)
    assert seen == [{"upper": "Đủ", "lower": ""}]


def test_what_is_wrong_stays_and_is_said() -> None:
    rows = three_rows()
    rows.type("dinh", "upper", "1380")
    assert rows.save("dinh", refuse_high) is None
    assert rows.text("dinh", "upper") == "1380"
    assert rows.result("dinh", current=False).word == "Look again"
    assert [one.sentence for one in rows.problems()] == ["The upper number cannot be over 300."]
    assert rows.spoken("dinh", COLUMNS[1]) == "Upper number, Vũ Văn Định, 1380, needs a look"
    rows.type("dinh", "upper", "138")
    assert not list(rows.problems())
    assert rows.save("dinh", refuse_high)


def test_a_refusal_belongs_to_the_row() -> None:
    def closed(_key: str, _texts: Mapping[str, str]) -> RowResult:
        raise Refused("The month is closed.")

    rows = three_rows()
    rows.type("dinh", "upper", "138")
    assert rows.save("dinh", closed) is None
    assert [(one.column, one.sentence) for one in rows.problems()] == [
        (ROW, "The month is closed.")
    ]
    assert rows.text("dinh", "upper") == "138"


def test_problems_of_other_fields_belong_to_the_row() -> None:
    def strict(_key: str, _texts: Mapping[str, str]) -> RowResult:
        raise Invalid({"on": "This day has not come yet.", "lower": "Type a number."})

    rows = three_rows()
    rows.type("dinh", "upper", "138")
    rows.save("dinh", strict)
    assert [(one.column, one.sentence) for one in rows.problems()] == [
        (ROW, "This day has not come yet."),
        ("lower", "Type a number."),
    ]


def test_problems_are_visited_in_turn() -> None:
    rows = three_rows()
    for key in ("dao", "an"):
        rows.type(key, "upper", "1380")
        rows.save(key, refuse_high)
    first = rows.next_problem("dinh", "lower")
    assert first is not None
    assert first.key == "an"
    second = rows.next_problem(first.key, first.column)
    assert second is not None
    assert second.key == "dao"


def test_a_check_speaks_of_the_cell_left_only() -> None:
    def check(_key: str, texts: Mapping[str, str]) -> None:
        problems = {"lower": "The lower number is missing."}
        if int(texts["upper"] or 0) > 300:
            problems["upper"] = "Too high."
        raise Invalid(problems)

    rows = three_rows()
    rows.check("dinh", "upper", check)
    assert not list(rows.problems())
    rows.type("dinh", "upper", "1380")
    rows.check("dinh", "upper", check)
    assert [one.sentence for one in rows.problems()] == ["Too high."]


def test_the_page_may_refresh_while_a_row_is_saved() -> None:
    rows = three_rows()
    rows.type("dinh", "upper", "138")
    rows.type("an", "upper", "11")

    def save(key: str, texts: Mapping[str, str]) -> RowResult:
        rows.set_rows([GridRow("an", "Vũ Thị An"), GridRow(key, "Vũ Văn Định", texts=texts)])
        return RowResult(texts)

    assert rows.save("dinh", save)
    assert rows.state("dinh", "upper") == "saved"
    assert rows.text("an", "upper") == "11"


_WORDS = st.sampled_from(["", "1", "138", "1380", "52,8", "Đủ"])
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "leave", "save", "refresh", "away"]),
        st.sampled_from(["dao", "dinh", "an"]),
        st.sampled_from(["upper", "lower"]),
        _WORDS,
    ),
    max_size=30,
)


@given(_STEPS)
def test_nothing_typed_is_ever_lost(steps: list[tuple[str, str, str, str]]) -> None:
    """Whatever happens, a cell shows what was typed last, or what was stored from it."""
    rows = three_rows()
    everyone = rows.rows
    stored: dict[str, dict[str, str]] = {row.key: dict(row.texts) for row in everyone}
    typed: dict[tuple[str, str], str] = {}

    def save(key: str, texts: Mapping[str, str]) -> RowResult:
        if "1380" in texts.values():
            raise Invalid({"upper": "Too high."})
        stored[key].update(texts)
        return RowResult(texts)

    for step, key, column, word in steps:
        if step == "type":
            rows.type(key, column, word)
            typed[key, column] = word
        elif step == "leave":
            rows.leave(key, column)
        elif step == "save":
            rows.save(key, save)
        elif step == "away":
            rows.set_rows([row for row in everyone if row.key != key])
        if step in ("refresh", "away"):
            rows.set_rows(
                [
                    GridRow(row.key, row.name, texts=stored[row.key], prefilled=row.prefilled)
                    for row in everyone
                ]
            )
        for (row_key, name), text in typed.items():
            if text:
                assert rows.text(row_key, name) == text


@pytest.mark.parametrize(("current", "word"), [(True, "Being written"), (False, "")])
def test_the_current_row_says_that_it_is_being_written(current: bool, word: str) -> None:
    assert three_rows().result("dinh", current=current).word == word
