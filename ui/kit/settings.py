"""What the people at this PC chose for the screen, in one small file. Nothing about a club's people
stands here, only the folder of the book that was open last."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.base.errors import UserError
from app.base.files import data_dir, write_whole
from app.base.text import LANGUAGES
from ui.kit.style import SIZES, THEMES

FILE = "screen.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """Size of text in per cent (one of SIZES), theme, language, and the book opened last."""

    size: int = SIZES[0]
    theme: str = "light"
    language: str = LANGUAGES[0]
    last_folder: str = ""


def read() -> Settings:
    """The settings of this PC; whatever cannot be read or is not known counts as the default."""
    try:
        kept = json.loads((data_dir() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    default = Settings()
    return Settings(
        size=_one_of(kept.get("size"), SIZES, default.size),
        theme=_one_of(kept.get("theme"), THEMES, default.theme),
        language=_one_of(kept.get("language"), LANGUAGES, default.language),
        last_folder=str(kept.get("last_folder") or ""),
    )


def write(settings: Settings) -> None:
    """Keep the settings. A disk that does not take them changes nothing for the user: no error."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    try:
        data_dir().mkdir(parents=True, exist_ok=True)
        write_whole(Path(data_dir() / FILE), text.encode())
    except (OSError, UserError):
        from app.base.log import logger  # rare, and the first page need not wait for it

        logger("ui.settings").info("the settings could not be written")


def _one_of(value: Any, known: Any, default: Any) -> Any:
    return value if isinstance(value, type(default)) and value in known else default
