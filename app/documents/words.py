"""Official papers as files for Word, so that a secretary can go on writing in them: the layout of
Decree 30 in Times New Roman, which is as wide as the Tinos of our PDFs.

The same paper gives the same bytes. Always Vietnamese.
"""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from app.base.dates import fmt_date
from app.base.text import _
from app.documents.decree30_parts import (
    BODY,
    CELL,
    INDENT,
    LEFT_ROOM,
    MOTTO,
    NATION,
    PAGE,
    ROOM,
    SIGN_HIGH,
    SIGN_HINT,
    TABLE,
    Letterhead,
    Signer,
    TableColumn,
    dated,
    head_left,
    plain,
)
from app.documents.decree30_parts import LEFT as LEFT_MARGIN
from app.documents.decree30_parts import RIGHT as RIGHT_EDGE
from app.documents.decree30_parts import TOP as TOP_MARGIN
from app.documents.issuer import Issuer
from app.documents.kit import Align
from app.documents.letters import TINOS, cut, width

FACE: Final = "Times New Roman"
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip file can tell: of every part, so that only words make a difference."""

_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_HEADS: Final = (LEFT_ROOM, ROOM - LEFT_ROOM)
_POINT: Final = 17.0
_MARK: Final = 7.0


class WordPaper:
    """An official paper being written from top to bottom; `docx` gives the file.

    Has the parts of `decree30.Official`, with the same words in the same order.
    """

    def __init__(self) -> None:
        self._document = Document()
        self._set_up()

    # --- parts ------------------------------------------------------------------------------

    def head(self, about: Letterhead) -> None:
        """Superior and issuer at the left; the nation's name and motto at the right."""
        heads = self._bare_table(2, _HEADS)
        left, right = heads.rows[0].cells
        lines = head_left(about)
        for line, bold in lines:
            self._line(left, line, 12, bold=bold)
        under = width(lines[-1][0], 12, bold=True, family=TINOS) * 0.4
        _rule(left.add_paragraph(), _HEADS[0], under)
        self._line(right, NATION, 12, bold=True)
        self._line(right, MOTTO, 13, bold=True)
        _rule(right.add_paragraph(), _HEADS[1], width(MOTTO, 13, bold=True, family=TINOS))
        left, right = heads.rows[1].cells
        if about.number:
            self._line(left, f"Số: {about.number}", 13)
        self._line(right, dated(about.place, about.on), 13, italic=True)

    def title(self, kind: str, subject: str = "") -> None:
        """The kind in capitals, the subject below, a short line."""
        lines = plain(subject, ROOM - 20, 14, bold=True) if subject else []
        for number, line in enumerate([kind, *lines]):
            paragraph = self._paragraph(line, 14, "center", bold=True)
            paragraph.paragraph_format.space_before = Pt(0 if number else 18)
            paragraph.paragraph_format.keep_with_next = True
        below = self._document.add_paragraph()
        _rule(below, ROOM, 35)
        below.paragraph_format.space_after = Pt(10)

    def section(self, text: str) -> None:
        """A heading such as "I. Thành phần"."""
        paragraph = self._paragraph(text, BODY, "left", bold=True, after=3)
        paragraph.paragraph_format.keep_with_next = True

    def paragraph(self, text: str) -> None:
        """Justified text with **bold** parts, its first line indented."""
        paragraph = self._body(text)
        paragraph.paragraph_format.first_line_indent = Mm(INDENT)

    def point(self, mark: str, text: str) -> None:
        """A numbered point that hangs behind its mark: "1."."""
        paragraph = self._body(f"{mark}\t{text}")
        shape = paragraph.paragraph_format
        shape.left_indent = Mm(_POINT)
        shape.first_line_indent = Mm(-_MARK)
        shape.tab_stops.add_tab_stop(Mm(_POINT))

    def table(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
        """A table ruled across; its head stands again on each page, a row never breaks."""
        table = self._bare_table(1 + len(rows), [column.wide for column in columns], padded=CELL)
        for number, row in enumerate([[column.title for column in columns], *rows]):
            head = number == 0
            for column, cell, text in zip(columns, table.rows[number].cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                self._run(paragraph, text, TABLE, bold=head)
                paragraph.alignment = _ALIGN[column.align]
                paragraph.paragraph_format.space_before = Pt(2)
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = head
                _dress(cell, head=head)
            _keep_whole(table.rows[number], head=head)
        self._gap(6)

    def signatures(self, signers: Sequence[Signer]) -> None:
        """Who signs, from left to right, the highest at the right.

        At least two paragraphs of text stay on their page.
        """
        for before in self._document.paragraphs[-2:]:
            before.paragraph_format.keep_with_next = True
        columns = max(len(signers), 2)
        table = self._bare_table(1, [ROOM / columns] * columns)
        _keep_whole(table.rows[0])
        over = any(signer.over for signer in signers)
        for cell, signer in zip(
            table.rows[0].cells[columns - len(signers) :], signers, strict=True
        ):
            if signer.over:
                self._line(cell, signer.over, BODY, bold=True)
            self._line(cell, signer.title, BODY, bold=True)
            self._line(cell, SIGN_HINT, 12, italic=True)
            name = self._line(cell, signer.name, BODY, bold=True)
            room = SIGN_HIGH - 12 + (6 if over and not signer.over else 0)
            name.paragraph_format.space_before = Mm(room)

    def recipients(self, names: Sequence[str]) -> None:
        """ "Nơi nhận:" and the list; the last one is where it is filed."""
        self._gap(6)
        heading = self._paragraph("Nơi nhận:", 12, "left", bold=True, italic=True)
        heading.paragraph_format.keep_with_next = True
        for name in names:
            self._paragraph(f"- {name}", 11, "left")

    # --- the file ---------------------------------------------------------------------------

    def docx(self, title: str, issuer: Issuer, printed: date, code: str) -> bytes:
        """The file. `title`, club, day, page and code stand at the foot of each page, the number of
        the page on top of all but the first."""
        section = self._document.sections[0]
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        if issuer.practice:
            for part in (section.header, section.first_page_header):
                self._run(part.paragraphs[0], _("PRACTICE BOOK"), 9, bold=True)
                part.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            number = section.header.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(self._run(number, "", BODY), "PAGE")
        for foot in (section.footer, section.first_page_footer):
            self._foot(foot.paragraphs[0], title, issuer, printed, code)
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by = title, issuer.name, issuer.name
        about.comments, about.language = "", "vi-VN"
        about.created = about.modified = datetime.combine(printed, time())
        about.revision = 1
        into = BytesIO()
        self._document.save(into)
        return _same_bytes(into.getvalue())

    # --- inside -----------------------------------------------------------------------------

    def _set_up(self) -> None:
        """Page, margins, font and language of everything."""
        document = self._document
        section = document.sections[0]
        section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
        section.left_margin, section.right_margin = Mm(LEFT_MARGIN), Mm(PAGE[0] - RIGHT_EDGE)
        section.top_margin = section.bottom_margin = Mm(TOP_MARGIN)
        section.header_distance = section.footer_distance = Mm(8)
        styles = document.styles.element
        for properties in styles.iter(qn("w:rPr")):
            _drop(properties, "w:rFonts", "w:lang")
        normal = document.styles["Normal"]
        _face(normal.element.get_or_add_rPr())
        normal.font.size = Pt(BODY)
        shape = normal.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = 1.0
        for relation, to in list(document.part.package.rels.items()):
            if to.reltype.endswith("/thumbnail"):  # the picture of another document
                document.part.package.rels.pop(relation)

    def _run(
        self,
        paragraph: Paragraph,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
        return _xml(run)

    def _paragraph(
        self,
        text: str,
        size: float,
        align: Align,
        *,
        bold: bool = False,
        italic: bool = False,
        after: float = 0,
    ) -> Paragraph:
        paragraph: Paragraph = self._document.add_paragraph()
        self._run(paragraph, text, size, bold=bold, italic=italic)
        paragraph.alignment = _ALIGN[align]
        paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _body(self, text: str) -> Paragraph:
        """Justified, lines 18 points apart; **starred** parts are bold."""
        paragraph: Paragraph = self._document.add_paragraph()
        for number, part in enumerate(text.split("**")):
            if part:
                self._run(paragraph, part, BODY, bold=number % 2 == 1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape = paragraph.paragraph_format
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(18)
        shape.space_after = Pt(6)
        shape.widow_control = True
        return paragraph

    def _line(
        self, cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False
    ) -> Paragraph:
        """A centred line of a cell, under what stands in it."""
        first = cell.paragraphs[0]
        fresh = len(cell.paragraphs) == 1 and not first.runs
        paragraph: Paragraph = first if fresh else cell.add_paragraph()
        self._run(paragraph, text, size, bold=bold, italic=italic)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def _gap(self, points: float) -> None:
        """Empty paper of so many points."""
        shape = self._document.add_paragraph().paragraph_format
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(points)

    def _bare_table(self, rows: int, wide: Sequence[float], *, padded: float = 0) -> Table:
        """A table without lines whose columns are so many millimetres wide."""
        table: Table = self._document.add_table(rows, len(wide))
        table.autofit = False
        properties = _xml(table).tblPr
        margins = _new("tblCellMar")
        for side in ("left", "right"):
            margins.append(_new(side, w=str(Mm(padded).twips), type="dxa"))
        properties.insert_element_before(margins, "w:tblLook")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, room in zip(table.columns, wide, strict=True):
            column.width = Mm(room)
            for cell in column.cells:
                cell.width = Mm(room)
        return table

    def _foot(
        self, paragraph: Paragraph, title: str, issuer: Issuer, printed: date, code: str
    ) -> None:
        """What it is, whose and when; page of how many, and the code."""
        paragraph.style = self._document.styles["Normal"]  # that of feet has tabs of its own
        _line_at(paragraph, "top")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(ROOM), WD_TAB_ALIGNMENT.RIGHT)
        right = f"trang 99/99 · mã {code}"
        room = ROOM - width(right, 9, bold=True, family=TINOS) - 5
        left = f"{title} · {issuer.name} · in {fmt_date(printed)}"
        self._run(paragraph, f"{cut(left, room, 9, family=TINOS)}\ttrang ", 9)
        _field(self._run(paragraph, "", 9, bold=True), "PAGE")
        self._run(paragraph, "/", 9, bold=True)
        _field(self._run(paragraph, "", 9, bold=True), "NUMPAGES")
        self._run(paragraph, f" · mã {code}", 9, bold=True)


# --- XML that python-docx has no words for ------------------------------------------------------


def _xml(part: Any) -> Any:
    """The element behind a part."""
    return part._element  # noqa: SLF001 - there is no other way to it


def _new(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _drop(parent: BaseOxmlElement, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qn(tag)):
            parent.remove(child)


def _face(properties: BaseOxmlElement) -> None:
    """One font for every script, and the language that a spelling checker goes by."""
    names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FACE)
    properties.insert(0, _new("rFonts", **names))
    properties.append(_new("lang", val="vi-VN", eastAsia="vi-VN"))


def _field(run: BaseOxmlElement, code: str) -> None:
    """Let Word count in this run: "PAGE", "NUMPAGES"."""
    asked = _new("instrText")
    asked.text = code
    run.append(_new("fldChar", fldCharType="begin"))
    run.append(asked)
    run.append(_new("fldChar", fldCharType="end"))


def _line_at(paragraph: Paragraph, side: str, thick: int = 4) -> None:
    """A line along a side of a paragraph, so many eighths of a point thick."""
    borders = _new("pBdr")
    borders.append(_new(side, val="single", sz=str(thick), space="1", color="000000"))
    _xml(paragraph).get_or_add_pPr().append(borders)


def _rule(paragraph: Paragraph, room: float, wide: float) -> None:
    """A short line in the middle of the room, in millimetres."""
    _line_at(paragraph, "bottom", 6)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - wide) / 2)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(2)
    shape.space_after = Pt(4)


def _dress(cell: _Cell, *, head: bool) -> None:
    """Lines above and below, and a grey ground for a head."""
    properties = _xml(cell).get_or_add_tcPr()
    borders = _new("tcBorders")
    for side in ("top", "bottom") if head else ("bottom",):
        borders.append(_new(side, val="single", sz="8" if head else "4", space="0", color="000000"))
    properties.append(borders)
    if head:
        properties.append(_new("shd", val="clear", color="auto", fill="E6E6E6"))


def _keep_whole(row: _Row, *, head: bool = False) -> None:
    """The row does not break over pages; a head stands again on each."""
    properties = _xml(row).get_or_add_trPr()
    properties.append(_new("cantSplit"))
    if head:
        properties.append(_new("tblHeader"))


def _same_bytes(docx: bytes) -> bytes:
    """The file without the time at which it was packed."""
    into = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as packed, zipfile.ZipFile(into, "w") as anew:
        for name in packed.namelist():
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            anew.writestr(part, packed.read(name))
    return into.getvalue()
