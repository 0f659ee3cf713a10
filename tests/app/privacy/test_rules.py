from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.privacy.rules import Mark, Statement, doubts, mark, read_paper
from tests.makers import TODAY

PAPER = {
    "signed_on": "1/11/2026",
    "version": "2026-1",
    "signed_by": "signature",
    "read_by": "self",
    "collected_by": "Bình",
    "C1": "yes",
}


def test_a_paper_is_read_with_its_boxes() -> None:
    paper, answers = read_paper({**PAPER, "C2": "no", "C3": ""}, TODAY)
    assert (paper.signed_on, paper.version, paper.kept_at) == ("2026-11-01", "2026-1", None)
    assert dict(answers.purposes) == {"C1": True, "C2": False}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"signed_on": ""}, "signed_on"),
        ({"signed_on": "1/12/2026"}, "signed_on"),
        ({"version": "1999"}, "version"),
        ({"signed_by": ""}, "signed_by"),
        ({"read_by": ""}, "read_by"),
        ({"collected_by": " "}, "collected_by"),
        ({"signed_by": "fingerprint"}, "witness"),
        ({"representative": "Trịnh Văn Ba"}, "representative_is"),
        ({"C1": ""}, "C1"),
        ({"C4": "yes"}, "receiver"),
    ],
)
def test_what_is_missing_on_a_paper_is_named(fields: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_paper({**PAPER, **fields}, TODAY)
    assert set(raised.value.problems) == {field}


def test_the_receiver_counts_only_with_a_yes() -> None:
    _paper, answers = read_paper({**PAPER, "C4": "no", "receiver": "Trạm y tế"}, TODAY)
    assert answers.receiver is None


def test_doubts_are_asked_and_never_stop() -> None:
    paper, _answers = read_paper({**PAPER, "read_by": "read_to"}, TODAY)
    assert set(doubts(paper, represented=True)) == {"representative", "witness"}
    signed = {**PAPER, "representative": "Trịnh Văn Ba", "representative_is": "con trai"}
    paper, _answers = read_paper(signed, TODAY)
    assert set(doubts(paper, represented=True)) == {"representative_paper"}
    assert doubts(read_paper(PAPER, TODAY)[0], represented=False) == {}


def said(given: str, withdrawn: str | None = None) -> Statement:
    return Statement("s", "C5", given, withdrawn)


@pytest.mark.parametrize(
    ("statements", "wanted"),
    [
        ([], Mark("never")),
        ([said("2026-12-01")], Mark("never")),
        ([said("2026-01-01")], Mark("given", "2026-01-01")),
        ([said("2026-01-01", "2026-01-01")], Mark("refused", "2026-01-01")),
        ([said("2026-01-01", "2026-03-01")], Mark("withdrawn", "2026-03-01")),
        ([said("2026-01-01", "2026-12-01")], Mark("given", "2026-01-01")),
        ([said("2026-01-01", "2026-03-01"), said("2026-04-01")], Mark("given", "2026-04-01")),
        ([said("2026-01-01"), said("2025-01-01", "2025-01-01")], Mark("given", "2026-01-01")),
    ],
)
def test_how_a_purpose_stands(statements: list[Statement], wanted: Mark) -> None:
    assert mark(statements, date(2026, 6, 30)) == wanted


days = st.dates(date(2020, 1, 1), date(2026, 12, 31)).map(date.isoformat)


@given(st.lists(st.tuples(days, days | st.none())), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_given_means_that_the_last_statement_covers_the_day(
    spans: list[tuple[str, str | None]], on: date
) -> None:
    statements = [said(first, max(first, last) if last else None) for first, last in spans]
    found = mark(statements, on)
    day = on.isoformat()
    assert (found.standing == "never") == all(each.given_on > day for each in statements)
    if found.standing == "given":
        assert any(
            each.given_on <= day and (each.withdrawn_on is None or each.withdrawn_on > day)
            for each in statements
        )
