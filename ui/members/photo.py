"""The photo of a person: cut to 3 : 4 and made small, shown in a frame, chosen from a disk."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.text import _
from app.members import parts_records
from app.members.parts import LARGEST_PHOTO
from ui.kit import icons, pick
from ui.kit.button import Button
from ui.kit.fields import ENTER
from ui.kit.labels import body, muted
from ui.kit.layout import Column, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import BODY, TEXT_FLAGS, look, px

LARGEST_FILE = 60 * 1024 * 1024
"""Bytes: no camera or telephone makes a larger photo."""

WIDTH, HEIGHT = 480, 640
"""What is kept at most: enough for a card in print."""

PLACE = (96, 128)
"""The frame on a person's page, at 100 %."""

_KINDS = "*.jpg *.jpeg *.png *.bmp *.gif *.webp *.tif *.tiff"
_QUALITIES = (88, 80, 70, 60, 50, 35)


def shrink(data: bytes) -> bytes:
    """A picture file as a JPEG of at most 100 kB: turned upright, its middle cut to 3 : 4.

    Nothing but the picture itself goes over: no place, no camera, no time. Raises UserError when
    the file is no picture that can be read.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if (size := reader.size()).isValid():
        reader.setScaledSize(_enough(size))  # a photo of 50 million points is never unpacked whole
    picture = reader.read()
    if picture.isNull() or min(picture.width(), picture.height()) < 4:
        raise UserError(
            _(
                "This picture cannot be read. Nothing was changed. "
                "Choose a photo that was saved as JPG or PNG."
            )
        )
    return _encoded(_cut(picture))


def read_and_shrink(path: Path) -> bytes:
    """`shrink` of a file. Raises UserError also when the file itself cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                _("This file is too large for a photo. Nothing was changed. Choose another one.")
            )
        return shrink(path.read_bytes())
    except OSError as error:
        raise UserError(
            _("The file cannot be opened. Nothing was changed. Is the stick still in?")
        ) from error


def _enough(size: QSize) -> QSize:
    """The smallest size that still covers what is kept, whichever way up the picture is."""
    least = QSize(HEIGHT, HEIGHT)
    covering = size.scaled(least, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    return covering if covering.width() < size.width() else size


def _cut(picture: QImage) -> QImage:
    """The middle of a picture as 3 : 4 on white, with nothing that the file said beside it."""
    width, height = picture.width(), picture.height()
    if width * HEIGHT > height * WIDTH:
        width = max(height * WIDTH // HEIGHT, 1)
    else:
        height = max(width * HEIGHT // WIDTH, 1)
    middle = QRect((picture.width() - width) // 2, (picture.height() - height) // 2, width, height)
    target = QSize(min(width, WIDTH), min(height, HEIGHT))
    drawn = QImage(target, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    smooth = Qt.TransformationMode.SmoothTransformation
    part = picture.copy(middle).scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, part)
    painter.end()
    return drawn


def _encoded(picture: QImage) -> bytes:
    """The best JPEG that is small enough."""
    while True:
        for quality in _QUALITIES:
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            picture.save(buffer, "JPG", quality)  # type: ignore[call-overload]
            jpeg = bytes(buffer.data().data())
            if len(jpeg) <= LARGEST_PHOTO:
                return jpeg
        picture = picture.scaledToWidth(
            picture.width() * 3 // 4, Qt.TransformationMode.SmoothTransformation
        )


def choose(page: Page, person_id: str, then: Callable[[], object] | None = None) -> None:
    """Ask for a file, make it small on the worker, and keep it as the person's photo."""
    path = pick.open_file(page, _("Choose a photo"), [(_("Photos"), _KINDS)])
    if path is None:
        return

    def work(_job: Job) -> bytes:
        return read_and_shrink(path)

    def keep(jpeg: bytes) -> None:
        parts_records.set_photo(page.session.club, person_id, jpeg)
        if then is not None:
            then()

    page.run(work, keep, _("Making the photo small"))


class Portrait(QAbstractButton):
    """The framed photo; without one a place with the word to press. `at_100` is its size."""

    def __init__(self, name: str, at_100: tuple[int, int] = PLACE) -> None:
        super().__init__()
        self._at_100 = at_100
        self._picture = QPixmap()
        self.setAccessibleName(name)
        self.setProperty("ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_photo(self, jpeg: bytes | None) -> None:
        """Show this photo, or the empty place."""
        self._picture = QPixmap()
        if jpeg is not None:
            self._picture.loadFromData(jpeg)
        self.update()

    def has_photo(self) -> bool:
        """Whether a photo is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        return QSize(px(self._at_100[0]), px(self._at_100[1]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(now.color("line"), 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.has_photo():
            shape = QPainterPath()
            shape.addRoundedRect(frame, now.px(6), now.px(6))
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), self._picture)
            painter.setClipping(False)
        else:
            pen.setStyle(Qt.PenStyle.DashLine)
            size = now.px(40)
            x = (self.width() - size) / 2
            icons.paint(painter, "user-plus", now.tokens.pri, x, self.height() * 0.2, size)
            painter.setPen(now.color("ink"))
            painter.setFont(now.font(BODY))
            below = QRectF(0, self.height() * 0.56, self.width(), now.px(34))
            painter.drawText(below, int(TEXT_FLAGS) | Qt.AlignmentFlag.AlignHCenter, _("Photo"))
        painter.setPen(pen)
        painter.drawRoundedRect(frame, now.px(6), now.px(6))


class PhotoPage(Page):
    """The photo at full size, another one, or none."""

    help_id = "members"
    reads = frozenset({"photo", "consent"})

    def __init__(
        self, session: Session, shell: Shell, person_id: str, name: str, *, on_posters: bool
    ) -> None:
        super().__init__(session, shell)
        self._person_id = person_id
        self.head(_("Photo of {name}").format(name=name))
        remove = Button(_("Take the photo out"), icon="x")
        remove.clicked.connect(self._remove)
        self._another = Button(_("Choose another photo"), icon="user", key="F2", kind="primary")
        self._another.clicked.connect(self._choose)
        if session.may("members.write"):
            self.set_actions(remove, self._another)
        self.portrait = Portrait(self.title(), (288, 384))
        self.portrait.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.portrait.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        beside = Column(8)
        beside.add(
            body(
                _("Signed: this photo may stand on posters and keepsakes.")
                if on_posters
                else _("Not signed for posters: the photo stays in this book.")
            )
        )
        beside.add(muted(_("Its middle is kept, upright, at most 100 kB.")))
        beside.stretch()
        row = Row(24)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.add(plain(beside), stretch=1)
        inside = padded(8)
        inside.add(row)
        self.body.add(card(inside))
        self.body.stretch()

    def refresh(self) -> None:
        self.portrait.show_photo(parts_records.photo(self.session.club, self._person_id))

    def first_focus(self) -> QWidget | None:
        return self._another if self.session.may("members.write") else None

    @guard
    def _choose(self) -> None:
        choose(self, self._person_id)

    @guard
    def _remove(self) -> None:
        parts_records.remove_photo(self.session.club, self._person_id)
        self.shell.back()
