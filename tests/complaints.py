"""How a rule that was broken is told."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def complain(sentence: str, found: list[str]) -> None:
    """Fail with the sentence to follow when something was found."""
    if found:
        pytest.fail("\n  ".join([sentence, *found]), pytrace=False)
