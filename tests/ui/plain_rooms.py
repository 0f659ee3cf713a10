"""Rooms to try the window with: a page with one field each."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.fields import TextField
from ui.kit.page import Page
from ui.kit.rooms import Room
from ui.kit.session import Session
from ui.kit.step_column import Part, StepColumn


class Plain(Page):
    """A room with one field."""

    name = ""

    def __init__(self, session: Session, shell: Any) -> None:
        super().__init__(session, shell)
        self.head(self.name, "Trang này để thử.")
        self.field = TextField("Họ và tên")
        self.body.add(self.field)
        self.about: dict[str, Any] = {}
        self.left = 0

    def arrive(self, **about: Any) -> None:
        self.about = about

    def first_focus(self) -> QWidget:
        return self.field.first()

    def leaving(self) -> None:
        self.left += 1


class Home(Plain):
    name = "Trang đầu"


class Members(Plain):
    name, help_id = "Thành viên", "members"


class Health(Plain):
    name, quiet = "Sức khỏe", True


class Welcome(Plain):
    name = "Mở sổ"


class Work(Plain):
    """A page of long work that brings its own column."""

    name, help_id = "Việc dài", "home"

    def __init__(self, session: Session, shell: Any) -> None:
        super().__init__(session, shell)
        parts = [Part(str(n), f"Việc {n}", str(n % 10)) for n in range(1, 11)]
        self.steps = StepColumn(parts, "Kết thúc", "F9")
        self.steps.tell("Việc tháng 6", "Chủ nhật 21/6/2026")
        self.chosen: list[object] = []
        self.steps.chosen.connect(self.chosen.append)
        self.steps.hide()
        self.steps.setParent(self)

    def column(self) -> StepColumn:
        return self.steps


def room(name: str, page: type[Page], number: str = "", right: str = "") -> Room:
    return Room(name, page.__name__, "users", f"{__name__}:{page.__name__}", number, right)


TEST_ROOMS = {
    "club": (
        room("home", Home),
        room("members", Members, "1", "members.read"),
        room("health", Health, "4", "health.read"),
    ),
    "": (room("welcome", Welcome),),
}
