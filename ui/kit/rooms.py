"""What the left column and the list of contents show: rooms with their numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """A room with a screen. `title` is an English text marked with N_.

    `page` names the class of its page ("ui.members.page:MembersPage"), imported when first opened.
    `number` is its key with Alt, or "" for a room that is reached from others; `right` is needed
    to see it at all; `apart` sets it below a line in the column.
    """

    name: str
    title: str
    icon: str
    page: str
    number: str = ""
    right: str = ""
    apart: bool = False
