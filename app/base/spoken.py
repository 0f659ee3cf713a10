"""Our list of 512 everyday Vietnamese syllables, easy to tell apart when read aloud."""

from functools import cache

from app.base.files import resource


@cache
def spoken_words() -> tuple[str, ...]:
    """The syllables in their order, which never changes: check words on paper count by it."""
    return tuple(resource("words", "passphrase.txt").read_text(encoding="utf-8").split())
