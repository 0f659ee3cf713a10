"""Measures the health room of a club that has measured for ten years (7,200 readings and more):
first page, a list, the month, a person, the measuring day, slips, until each is painted."""

from __future__ import annotations

from bench_kit import Result, Scene
from bench_window import printed

PAGES = ("first page", "a list", "the month", "a person", "the measuring day", "the slips")


def health(scene: Scene) -> list[Result]:
    """The best of some rounds for each page; the first opening of all loads what pages need."""
    folder = str(scene.practice(years=10))
    rounds = [printed(scene, "health", folder) for _round in range(2)]
    best = [min(times) for times in zip(*rounds, strict=True)]
    return [
        Result("health", f"open {page}, 10-year club", took, "ms", 100)
        for page, took in zip(PAGES, best, strict=True)
    ]
