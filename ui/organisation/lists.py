"""The lists of this room: who may change them, and their page of help."""

from typing import TypeVar

from ui.kit import list_page
from ui.kit.list_page import HasId

R = TypeVar("R", bound=HasId)


class ListPage(list_page.ListPage[R]):
    """A list of what the club has and does."""

    help_id = "organisation"
    right = "organisation.write"
