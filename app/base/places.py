"""Where the program's own files and the user's data are."""

import os
from pathlib import Path

import platformdirs


def _root() -> Path:
    # The folder that holds `app`: the checkout in development, the program's folder once installed.
    return Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """The path of a file that ships with the program, such as `resource("fonts", "x.ttf")`."""
    return _root().joinpath("resources", *parts)


def catalogues() -> Path:
    """The folder of the translations, laid out as gettext wants: `vi/LC_MESSAGES/club.mo`."""
    return _root() / "i18n"


def data_dir() -> Path:
    """The user's folder for settings, the log and the practice club. It may not exist yet.

    The environment variable `SO_CLB_DATA` overrides it.
    """
    chosen = os.environ.get("SO_CLB_DATA")
    if chosen:
        return Path(chosen)
    return platformdirs.user_data_path("so-clb", appauthor=False)
