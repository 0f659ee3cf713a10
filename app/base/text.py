"""The user's language: one gettext catalogue for screens, messages and papers.

English is the source language, so a text without a translation is still readable. Vietnamese is
what the program speaks until told otherwise.
"""

import gettext as _gettext
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from string import Formatter

from app.base import places

LANGUAGES = ("vi", "en")
DOMAIN = "club"


class Translator:
    """The texts of one language. A translation with other {placeholders} than its source is refused
    and the source shown instead: a wrong catalogue must not break a screen."""

    def __init__(self, language: str, catalogue: _gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def gettext(self, text: str) -> str:
        """`text` in this language."""
        if not text:  # gettext answers "" with the header of the catalogue
            return text
        translated = self._catalogue.gettext(text)
        return translated if _placeholders(translated) == _placeholders(text) else text

    def ngettext(self, one: str, many: str, n: int) -> str:
        """`one` or `many` in this language, whichever fits the count `n`."""
        translated = self._catalogue.ngettext(one, many, n)
        # A language with one form only, such as Vietnamese, has the placeholders of the plural.
        if _placeholders(translated) in (_placeholders(one), _placeholders(many)):
            return translated
        return one if n == 1 else many


class _Chosen:
    """The language of the program. This is the one thing in app.base that a caller can change:
    nearly every function makes some text, and all screens change language together."""

    language = LANGUAGES[0]


_spoken_here: ContextVar[str | None] = ContextVar("_spoken_here", default=None)


@cache
def translator(language: str) -> Translator:
    """The texts of `language` ("vi" or "en"), whatever the screen speaks.

    Raises ValueError for a language that we do not have.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    # English is the source: it needs no catalogue, and must not fall back to another one.
    folder = str(places.catalogues())
    wanted = [] if language == "en" else [language]
    return Translator(language, _gettext.translation(DOMAIN, folder, wanted, fallback=True))


def set_language(language: str) -> None:
    """Choose the language of the program: "vi" or "en". Raises ValueError for any other."""
    _Chosen.language = translator(language).language


def language() -> str:
    """The language in which `_` answers here: "vi" or "en"."""
    return _spoken_here.get() or _Chosen.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block, and this thread only, `_` answers in `language`: for a paper in
    another language than the screen."""
    token = _spoken_here.set(translator(language).language)
    try:
        yield
    finally:
        _spoken_here.reset(token)


def _(text: str) -> str:
    """`text` in the user's language. Fill placeholders later: `_("{n} kg").format(n=3)`."""
    return translator(language()).gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark `text` for translation without translating it yet: for constants."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` in the user's language, whichever fits `n`; `{n}` is left to fill."""
    return translator(language()).ngettext(one, many, n)


def nfc(text: str) -> str:
    """`text` with each letter and its marks as one character: the one form that we store."""
    return unicodedata.normalize("NFC", text)


def decimal(value: float) -> str:
    """A number with at most one decimal, as the language writes it: "94,4" or "94.4"; "75"."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language() == "vi" else text


def _placeholders(text: str) -> frozenset[str] | None:
    """The names to fill in, as written; None when the text is no format string at all."""
    if "{" not in text and "}" not in text:
        return frozenset()
    try:
        return frozenset(
            name for _text, name, _spec, _how in Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None
