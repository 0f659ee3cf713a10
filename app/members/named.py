"""How a person is named who may have been erased from the register. Pure."""

from collections.abc import Mapping
from typing import Any

from app.base.text import _


def shown_name(row: Mapping[str, Any]) -> str:
    """The name for a row with `name`, `code` and `erased_on` of a person."""
    if row["erased_on"] is not None:
        return _("Erased person (number {code})").format(code=row["code"])
    return str(row["name"])
