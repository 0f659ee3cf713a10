"""What tests of papers share: an issuer, checks of everything placed, the words of a PDF."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import combinations
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from app.documents.issuer import Contact, Issuer
from app.documents.kit import Placed, Watch

ISSUER = Issuer(
    "CLB Liên thế hệ tự giúp nhau thôn Đông",
    "xã Hòa Bình",
    "tỉnh Bắc Ninh",
    Contact("Trịnh Thị Lan", "0987654321", "bà"),
    hamlet="thôn Đông",
    mark="0123456789abcdef",
)
LONG_ISSUER = Issuer(
    "Câu lạc bộ Liên thế hệ tự giúp nhau khu dân cư số 12 tổ dân phố Nguyễn Thị Minh Khai",
    "phường Đồng Nguyên Thượng",
    "tỉnh Thừa Thiên Huế",
    Contact("Nguyễn Hoàng Công Tằng Tôn Nữ Phương Khanh", "0987654321", "cụ"),
    hamlet="tổ dân phố Nguyễn Thị Minh Khai",
    mark="fedcba9876543210",
)
NOBODY_KNOWN = Issuer("CLB", "xã A", "B")
LONG_NAME = "Nguyễn Hoàng Công Tằng Tôn Nữ Phương Khanh"


def placed(render: Callable[[Watch], bytes]) -> list[Placed]:
    """Every text of a paper as it was drawn."""
    found: list[Placed] = []
    render(found.append)
    assert found
    return found


def check(
    texts: Sequence[Placed], size: tuple[float, float], smallest: float, *, edge: float = 5.0
) -> None:
    """No text is too small, wider than its room, off the paper or over another one."""
    by_page: dict[int, list[Placed]] = defaultdict(list)
    for one in texts:
        assert one.size >= smallest, one
        assert one.width <= one.room + 0.06, one
        assert edge <= one.left, one
        assert one.left + one.width <= size[0] - edge + 0.01, one
        assert edge <= one.baseline - one.size * 0.2, one
        assert one.baseline <= size[1] - edge + 1, one
        by_page[one.page].append(one)
    for page in by_page.values():
        for first, second in combinations(page, 2):
            assert not _overlap(first, second), (first, second)


def _overlap(first: Placed, second: Placed) -> bool:
    """Whether the letters of two texts touch; capitals are 0.26 mm high per point."""
    across = min(first.left + first.width, second.left + second.width) - max(
        first.left, second.left
    )
    top = max(first.baseline - first.size * 0.26, second.baseline - second.size * 0.26)
    bottom = min(first.baseline, second.baseline)
    return across > 0.1 and bottom - top > 0.1


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    """All words, on one line."""
    return " ".join(" ".join(pages(pdf)).split())


def faces(pdf: bytes) -> set[str]:
    """The families of every font the file names; fails for one that is not embedded."""
    found = set()
    for font in _fonts(PdfReader(BytesIO(pdf)).trailer, set()):
        assert font["/FontDescriptor"].get_object()["/FontFile2"]
        found.add(font["/BaseFont"].split("+")[-1].split("-")[0])
    return found


def _fonts(value: Any, seen: set[int]) -> Any:
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, dict):
        if value.get("/Type") == "/Font":
            yield value
        for part in value.values():
            yield from _fonts(part, seen)
    elif isinstance(value, list):
        for part in value:
            yield from _fonts(part, seen)
