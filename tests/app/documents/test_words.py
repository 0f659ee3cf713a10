"""Papers for Word: the words of the PDF in its order, in the layout of Decree 30."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt
from docx.table import Table

from app.club.file import Club
from app.documents import minutes, minutes_docx
from app.documents.decree30_parts import MOTTO, NATION
from app.documents.minutes import Minutes
from app.documents.words import FACE
from tests.app.documents.month import JUNE, hold
from tests.app.documents.papers import placed


@pytest.fixture
def june(club: Club) -> Minutes:
    hold(club)
    return minutes.gather(club, JUNE)


def opened(found: Minutes) -> Any:
    return Document(BytesIO(minutes_docx.render(found)))


def texts(part: Any) -> Iterator[str]:
    """The words of every paragraph, those of tables cell by cell."""
    for inner in part.iter_inner_content():
        if isinstance(inner, Table):
            for row in inner.rows:
                for cell in row.cells:
                    yield from texts(cell)
        else:
            yield inner.text


def plain(parts: Iterator[str]) -> list[str]:
    return " ".join(parts).replace("\N{NO-BREAK SPACE}", " ").split()


def test_the_same_words_in_the_same_order_as_on_paper(june: Minutes) -> None:
    drawn = placed(lambda watch: minutes.render(june, watch=watch))
    on_paper = (one.text for one in drawn if one.size > 9 and one.baseline != 13)
    assert plain(texts(opened(june))) == plain(on_paper)


def test_page_and_letters_are_those_of_the_decree(june: Minutes) -> None:
    paper = opened(june)
    section = paper.sections[0]
    measures = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in measures] == [210, 297, 30, 15]
    assert round(section.top_margin.mm) == round(section.bottom_margin.mm) == 20
    names = {
        name
        for fonts in paper.styles.element.iter()
        if fonts.tag.endswith("}rFonts")
        for name in fonts.attrib.values()
    }
    assert names == {FACE}
    body = next(each for each in paper.paragraphs if each.text.startswith("Hôm nay"))
    assert round(body.paragraph_format.first_line_indent.mm) == 10
    assert body.paragraph_format.line_spacing == Pt(18)
    assert {run.font.size for run in body.runs} == {Pt(13)}


def test_head_table_and_signatures(june: Minutes) -> None:
    heads, decisions, signatures = opened(june).tables
    assert [each.text for each in heads.rows[0].cells[1].paragraphs][:2] == [NATION, MOTTO]
    assert [cell.text for cell in decisions.rows[0].cells] == [
        *("Số", "Nội dung", "Người làm", "Hạn")
    ]
    assert decisions.rows[0]._tr.xpath("w:trPr/w:tblHeader"), "stands again on each page"
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in decisions.rows)
    left, right = ([each.text for each in cell.paragraphs] for cell in signatures.rows[0].cells)
    assert left == ["THƯ KÝ", "(Ký, ghi rõ họ tên)", "Đoàn Văn Minh"]
    assert right == ["CHỦ TRÌ", "CHỦ NHIỆM", "(Ký, ghi rõ họ tên)", "Trịnh Thị Lan"]


def test_number_and_code_stand_where_they_should(june: Minutes) -> None:
    section = opened(june).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    for foot in (section.footer, section.first_page_footer):
        said = foot.paragraphs[0].text
        assert f"mã {minutes.code(june)}" in said
        assert "NUMPAGES" in foot._element.xml
        assert foot.paragraphs[0].style.name == "Normal", "no tab but ours, at the right edge"


def test_the_practice_book_says_so(june: Minutes) -> None:
    trying = replace(june, issuer=replace(june.issuer, practice=True))
    section = opened(trying).sections[0]
    first, later = section.first_page_header, section.header
    assert first.paragraphs[0].text == later.paragraphs[0].text != ""
    assert opened(june).sections[0].header.paragraphs[0].text == ""


def test_the_same_minutes_are_the_same_bytes(june: Minutes) -> None:
    assert minutes_docx.render(june) == minutes_docx.render(june)
    about = opened(june).core_properties
    assert about.title == minutes.title(june)
    assert about.author == june.issuer.name
    assert (about.comments, about.language) == ("", "vi-VN")
    assert about.created.date() == june.printed
