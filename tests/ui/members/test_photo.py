import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.base.errors import UserError
from app.club.file import Club
from app.members import parts_records
from app.members.parts import LARGEST_PHOTO, photo_fault
from tests.ui.checks import SIZES, check_page, settle
from tests.ui.conftest import FakeShell
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members import photo
from ui.members.person import PersonPage
from ui.members.photo import HEIGHT, WIDTH, PhotoPage, read_and_shrink, shrink

Show = Callable[[Page], Page]
SECRET = b"Xom Dinh 20.98N 105.85E"


@pytest.fixture(autouse=True)
def _plugins(qapp: QApplication) -> None:
    """The readers of pictures are found by the application."""


def picture(
    width: int, height: int, kind: str = "PNG", middle: str = "red", noise: int = 0
) -> bytes:
    """A picture, blue with a square of another colour in its middle."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    side = min(width, height) // 2
    painter = QPainter(image)
    painter.fillRect((width - side) // 2, (height - side) // 2, side, side, QColor(middle))
    painter.end()
    state = 12345
    for x in range(0, width if noise else 0, 2):
        for y in range(0, height, 2):
            state = (state * 1103515245 + 12345) % 2**31
            image.setPixelColor(x, y, QColor.fromRgb(state >> 7))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def with_exif(jpeg: bytes, orientation: int) -> bytes:
    """A JPEG that says which way up it is, and where it was taken."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + SECRET
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def opened(jpeg: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(jpeg)
    return image


@pytest.mark.parametrize(
    ("width", "height"), [(2000, 1200), (1200, 2000), (900, 1200), (30, 30), (640, 480)]
)
@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_a_photo_becomes_small_and_upright(width: int, height: int, kind: str) -> None:
    jpeg = shrink(picture(width, height, kind))
    assert photo_fault(jpeg) is None
    image = opened(jpeg)
    assert image.width() <= WIDTH and image.height() <= HEIGHT
    assert abs(image.width() * 4 - image.height() * 3) <= 4
    assert image.pixelColor(image.width() // 2, image.height() // 2).red() > 200


def test_a_picture_full_of_detail_is_small_enough_too() -> None:
    jpeg = shrink(picture(600, 800, noise=1))
    assert len(jpeg) <= LARGEST_PHOTO
    assert photo_fault(jpeg) is None


def test_the_camera_says_which_way_up_and_nothing_else_goes_over() -> None:
    lying = QImage(800, 600, QImage.Format.Format_RGB32)
    lying.fill(QColor("blue"))
    painter = QPainter(lying)
    painter.fillRect(0, 0, 400, 600, QColor("red"))  # the left half comes to the top
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    lying.save(buffer, "JPG", 95)  # type: ignore[call-overload]
    sent = with_exif(bytes(buffer.data().data()), 6)
    assert SECRET in sent
    jpeg = shrink(sent)
    assert SECRET not in jpeg and b"Exif" not in jpeg
    image = opened(jpeg)
    assert image.pixelColor(image.width() // 2, 10).red() > 200
    assert image.pixelColor(image.width() // 2, image.height() - 10).blue() > 200


@pytest.mark.parametrize("data", [b"", b"not a picture", b"GIF89a"])
def test_what_is_no_picture_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        shrink(data)


@pytest.mark.qt_log_ignore("JPEG")
def test_a_broken_jpeg_gets_one_sentence() -> None:
    with pytest.raises(UserError, match="cannot be read"):
        shrink(b"\xff\xd8\xff\xe0 broken")


def test_a_quarter_of_a_picture_gets_one_sentence() -> None:
    whole = picture(400, 400, "PNG")
    with pytest.raises(UserError, match="cannot be read"):
        shrink(whole[: len(whole) // 4])


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        read_and_shrink(tmp_path / "gone.jpg")


def test_a_file_that_is_no_photo_by_its_size(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(photo.LARGEST_FILE + 1)
    with pytest.raises(UserError, match="too large"):
        read_and_shrink(film)


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the dialog gives."""
    path = tmp_path / "Bà Đào.png"
    path.write_bytes(picture(700, 900))
    monkeypatch.setattr(pick, "open_file", lambda *_args: path)
    return path


def test_a_photo_is_chosen_by_the_place_where_it_will_stand(
    session: Session,
    shell: FakeShell,
    shown: Show,
    qtbot: QtBot,
    club: Club,
    people: dict[str, str],
    chosen: Path,
) -> None:
    page = PersonPage(session, shell, people["Đào"])
    shown(page)
    assert not page._photo.has_photo()
    page._photo.setFocus()
    QTest.keyClick(page._photo, Qt.Key.Key_Return)
    qtbot.waitUntil(page._photo.has_photo)
    kept = parts_records.photo(club, people["Đào"])
    assert kept is not None and photo_fault(kept) is None
    assert club.history(1)[0].words == "Keep a photo of Nguyễn Thị Đào"
    check_page(page)
    QTest.keyClick(page._photo, Qt.Key.Key_Return)
    assert isinstance(shell.shown[-1], PhotoPage)


def test_a_bad_file_is_told_and_changes_nothing(
    session: Session,
    shell: FakeShell,
    shown: Show,
    qtbot: QtBot,
    club: Club,
    people: dict[str, str],
    chosen: Path,
) -> None:
    chosen.write_bytes(b"no picture")
    page = PersonPage(session, shell, people["Đào"])
    shown(page)
    page._photo.click()
    qtbot.waitUntil(lambda: bool(page.notices()))
    assert page.notices()[0].what == "This picture cannot be read."
    assert parts_records.photo(club, people["Đào"]) is None


def test_choosing_nothing_does_nothing(
    session: Session,
    shell: FakeShell,
    shown: Show,
    club: Club,
    people: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pick, "open_file", lambda *_args: None)
    page = PersonPage(session, shell, people["Đào"])
    shown(page)
    page._photo.click()
    settle()
    assert page.notices() == []
    assert parts_records.photo(club, people["Đào"]) is None


def test_a_viewer_sees_the_photo_only(
    session: Session, shell: FakeShell, shown: Show, club: Club, people: dict[str, str]
) -> None:
    parts_records.set_photo(club, people["Đào"], shrink(picture(600, 800)))
    club.actor = replace(club.actor, roles=frozenset({"viewer"}))
    page = PhotoPage(session, shell, people["Đào"], "bà Đào", on_posters=True)
    shown(page)
    assert page.portrait.has_photo()
    assert not [each for each in page.findChildren(Button) if each.isVisible()]


@pytest.mark.parametrize("size", SIZES)
def test_another_photo_or_none(
    size: int,
    sized: Callable[[int], None],
    session: Session,
    shell: FakeShell,
    shown: Show,
    qtbot: QtBot,
    club: Club,
    people: dict[str, str],
    chosen: Path,
) -> None:
    sized(size)
    me = people["Đào"]
    parts_records.set_photo(club, me, shrink(picture(600, 800, middle="green")))
    before = parts_records.photo(club, me)
    page = PhotoPage(session, shell, me, "bà Đào", on_posters=False)
    shown(page)
    check_page(page)
    assert page.portrait.has_photo()
    QTest.keyClick(page, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: parts_records.photo(club, me) != before)
    page._remove()
    assert parts_records.photo(club, me) is None
    assert shell.backs == 1
    session.undo()
    assert parts_records.photo(club, me) is not None
