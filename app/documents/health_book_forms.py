"""Pages of the health book that are the same for everybody: advice, and forms to fill by hand; on
three of them stands what the club was told.

What is the same is drawn once per file and shared by all books. Lengths are millimetres, text
sizes points.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.base.text import _, language
from app.documents.health_book_frame import (
    BOTTOM,
    NOTHING_TOLD,
    TEXT_WIDTH,
    Told,
    heading,
    left_of,
    tick_box,
)
from app.documents.kit import Sheet
from app.documents.letters import cut, fitting, width
from app.health.facts import ILLNESSES
from app.health.thresholds import Rules, Span

TICKED = ("hypertension", "diabetes", "heart", "stroke", "lungs", "joints")
"""Illnesses with a box of their own; others stand beside "Other"."""


def what_numbers_say(sheet: Sheet, rules: Rules) -> None:
    """Page 4: the bands by mark, word and numbers, each with what to do."""
    x = left_of(4)
    right = x + TEXT_WIDTH
    heading(sheet, 4, _("What do the numbers say?"))
    y = sheet.paragraph(
        x,
        29.6,
        _("The meter gives **two numbers**. Read both. The worse line counts."),
        16,
        room=TEXT_WIDTH,
    )
    sheet.text(x + 77, y + 0.2, _("upper"), 14, room=34, align="center")
    sheet.text(x + 108, y + 0.2, _("lower"), 14, room=28, align="center")
    y += 2.2
    sheet.rule(x, y, right, 1.0)
    codes = [band.code for band in rules.bands if band.code not in ("low", "urgent")]
    for code in [*codes, "low"]:
        band = rules.band(code)
        sheet.mark(x + 1.4, y + 2.4, 9.2, code)
        word = band.word.in_(language())
        sheet.text(x + 14, y + 8.6, word, fitting(word, 47, 18, 16, bold=True), room=47, bold=True)
        for span, middle in ((band.systolic, 77.0), (band.diastolic, 108.0)):
            said = span_text(span)
            size = fitting(said, 30, 17, 14, bold=True)
            sheet.text(x + middle, y + 8.6, said, size, room=30, bold=True, align="center")
        advice = advice_for(rules, code)
        y = sheet.paragraph(x + 14, y + 16, advice, 16, room=TEXT_WIDTH - 14) - 3.6
        sheet.rule(x, y, right, 1.0)
    _urgent(sheet, x, y + 2.4, rules)


def _urgent(sheet: Sheet, x: float, y: float, rules: Rules) -> None:
    band = rules.band("urgent")
    sheet.box(x, y, TEXT_WIDTH, BOTTOM - y, weight=2, round_=1.6)
    middle = (y + BOTTOM) / 2
    sheet.mark(x + 2.6, middle - 5.6, 11.2, "urgent")
    text = _("Upper **from {systolic}** or lower **from {diastolic}:** {advice}").format(
        systolic=band.systolic.low, diastolic=band.diastolic.low, advice=advice_for(rules, "urgent")
    )
    sheet.paragraph(x + 17, middle - 1.4, text, 16, room=TEXT_WIDTH - 20)


def measuring_well(sheet: Sheet, rules: Rules) -> None:
    """Page 5: how to measure, step by step, and when to call 115."""
    x = left_of(5)
    heading(sheet, 5, _("Measuring well"))
    y = 32.5
    for number, (title, text) in enumerate(rules.advice.measuring, start=1):
        sheet.disc(x + 6, y + 1, 11.6)
        sheet.text(x + 6, y + 3.2, str(number), 18, room=10, bold=True, align="center", paper=True)
        said = [_fill(words.in_(language()), rules) for words in (title, text)]
        y = sheet.paragraph(x + 16, y, said[0], 16, room=TEXT_WIDTH - 16, bold=True)
        y = sheet.paragraph(x + 16, y, said[1], 16, room=TEXT_WIDTH - 16) + 2.4
    top = y - 3
    sheet.box(x, top, TEXT_WIDTH, BOTTOM - top, weight=2, round_=1.6)
    y = top + 9
    sheet.text(x + 5, y, _("Call 115 at once for"), 20, room=TEXT_WIDTH - 10, bold=True)
    y += 9
    for sign in rules.advice.emergency:
        sheet.disc(x + 7.4, y - 1.9, 2.4)
        y = sheet.paragraph(x + 12, y, sign.in_(language()), 16, room=TEXT_WIDTH - 16) + 0.8
    caution = rules.advice.caution.in_(language())
    sheet.paragraph(x + 5, y + 1.6, caution, 16, room=TEXT_WIDTH - 10, bold=True)


def known_illnesses(sheet: Sheet, told: Told = NOTHING_TOLD) -> None:
    """Page 3: what a doctor has said, allergies, operations; what the club was told stands there,
    the rest is filled in by hand."""
    x = left_of(3)
    right = x + TEXT_WIDTH
    heading(sheet, 3, _("Known illnesses"))
    sheet.text(x, 31, _("A doctor told me that I have"), 16, room=TEXT_WIDTH, bold=True)
    y = 41.6
    for code in (*TICKED, ""):
        tick_box(sheet, x, y - 4.9, 6.2)
        sheet.text(x + 10, y, _(ILLNESSES[code]) if code else _("Other"), 16, room=68)
        sheet.dotted(x + 80, y + 1.4, right)
        said = told.since.get(code) if code else told.other
        if said is not None:
            _cross(sheet, x, y - 4.9, 6.2)
            _put(sheet, x + 80, y, said, TEXT_WIDTH - 80)
        y += 10.5
    top = y - 4.6
    sheet.box(x, top, TEXT_WIDTH, 27, weight=2, round_=1.6)
    sheet.text(x + 4, top + 7, _("Allergies (medicine, food)"), 16, room=TEXT_WIDTH - 8, bold=True)
    sheet.dotted(x + 4, top + 15.6, right - 4)
    sheet.dotted(x + 4, top + 24, right - 4)
    _put(sheet, x + 4, top + 14.2, told.allergies, TEXT_WIDTH - 8, bold=True)
    y = top + 35
    sheet.text(x, y, _("Operations, stays in hospital"), 16, room=TEXT_WIDTH, bold=True)
    sheet.dotted(x, y + 10, right)
    sheet.dotted(x, y + 20, right)
    y += 30
    _choices(sheet, x, y, _("Smoking"), (_("no"), _("yes")))
    _choices(sheet, x, y + 9.6, _("Alcohol"), (_("no"), _("a little"), _("daily")))


def _put(sheet: Sheet, x: float, y: float, text: str, room: float, *, bold: bool = False) -> None:
    """What is known, on the line to write on."""
    if text:
        size = fitting(text, room, 14, 12, bold=bold)
        sheet.text(x, y, cut(text, room, size, bold=bold), size, room=room, bold=bold)


def _cross(sheet: Sheet, x: float, y: float, side: float) -> None:
    """A cross in a box."""
    inset = side * 0.2
    low, high = inset, side - inset
    sheet.line(x + low, y + low, x + high, y + high, 1.6)
    sheet.line(x + low, y + high, x + high, y + low, 1.6)


def _choices(sheet: Sheet, x: float, y: float, title: str, choices: Sequence[str]) -> None:
    sheet.text(x, y, title, 16, room=34, bold=True)
    at = x + 35
    for choice in choices:
        tick_box(sheet, at, y - 4.9, 6.2)
        sheet.text(at + 8, y, choice, 14, room=26)
        at += 8 + width(choice, 14) + 6


def check_ups(sheet: Sheet, told: Told = NOTHING_TOLD) -> None:
    """Page 12: three check-ups, the last ones that the club knows, then blank ones."""
    x = left_of(12)
    heading(sheet, 12, _("Check-ups"))
    note = _("At least 2 a year. Please ask the health worker to write.")
    sheet.paragraph(x, 29.5, note, 14, room=TEXT_WIDTH)
    labels = (_("Day, place"), _("Result"), _("Follow-up"), _("Next time"))
    top = 35.0
    high = (BOTTOM - top - 6) / 3
    for number in range(3):
        sheet.box(x, top, TEXT_WIDTH, high, weight=1, round_=1.6)
        step = high / 4
        known = told.check_ups[number] if number < len(told.check_ups) else ("",) * 4
        for row, (label, said) in enumerate(zip(labels, known, strict=True)):
            y = top + row * step + 7.8
            sheet.text(x + 4, y, label, 14, room=30)
            sheet.dotted(x + 36, y + 2, x + TEXT_WIDTH - 4)
            _put(sheet, x + 36, y, said, TEXT_WIDTH - 40)
        top += high + 3


def medicines(sheet: Sheet, told: Told = NOTHING_TOLD) -> None:
    """Page 13: medicines by prescription, those that the club was told first."""
    x = left_of(13)
    heading(sheet, 13, _("My medicines"))
    note = _("By prescription only. Take this book along.")
    sheet.paragraph(x, 29.5, note, 14, room=TEXT_WIDTH)
    edges = (0, 45, 67, 83, 105, TEXT_WIDTH)
    titles = (_("Medicine, dose"), _("Morning"), _("Noon"), _("Evening"), _("Until"))
    top = 34.0
    sheet.tint(x, top, TEXT_WIDTH, 11, 10)
    for title, (left, right) in zip(titles, pairwise(edges), strict=True):
        middle = x + (left + right) / 2
        room = right - left - 0.8
        sheet.text(middle, top + 7.2, title, 14, room=room, bold=True, align="center")
    top += 11
    sheet.rule(x, top, x + TEXT_WIDTH, 1.0)
    high = (BOTTOM - top) / 6
    for number in range(6):
        sheet.dotted(x + 1, top + high * 0.42, x + 43)
        sheet.dotted(x + 1, top + high * 0.84, x + 43)
        name, dose = told.medicines[number] if number < len(told.medicines) else ("", "")
        _put(sheet, x + 1, top + high * 0.42 - 1.4, name, 42, bold=True)
        _put(sheet, x + 1, top + high * 0.84 - 1.4, dose, 42)
        top += high
        sheet.rule(x, top, x + TEXT_WIDTH, 1.0)
    for edge in edges[1:-1]:
        sheet.line(x + edge, 45, x + edge, BOTTOM, 0.5)


def appointments(sheet: Sheet) -> None:
    """Page 14: where to go and when."""
    x = left_of(14)
    heading(sheet, 14, _("Appointments"))
    top = 27.0
    sheet.tint(x, top, TEXT_WIDTH, 11, 10)
    sheet.text(x + 2, top + 7.2, _("Day, hour"), 14, room=32, bold=True)
    sheet.text(x + 36, top + 7.2, _("Where, what for"), 14, room=64, bold=True)
    sheet.text(x + 113, top + 7.2, _("Done"), 14, room=18, bold=True, align="center")
    top += 11
    sheet.rule(x, top, x + TEXT_WIDTH, 1.0)
    high = (BOTTOM - top) / 8
    for _number in range(8):
        sheet.dotted(x + 1, top + high - 4, x + 32)
        sheet.dotted(x + 36, top + high - 4, x + 100)
        tick_box(sheet, x + 108.8, top + (high - 8.4) / 2, 8.4)
        top += high
        sheet.rule(x, top, x + TEXT_WIDTH, 0.7)


def notes(sheet: Sheet) -> None:
    """Page 15: lines to write on."""
    x = left_of(15)
    heading(sheet, 15, _("My notes"))
    sheet.text(x, 29.5, _("What to ask the doctor, what to remember."), 14, room=TEXT_WIDTH)
    y = 42.0
    while y < BOTTOM:
        sheet.dotted(x, y, x + TEXT_WIDTH)
        y += 11.0


def span_text(span: Span) -> str:
    """A span of numbers in words: "130 – 139", "under 90", "from 180"."""
    if span.low is None:
        return _("under {n}").format(n=(span.high or 0) + 1)
    if span.high is None:
        return _("from {n}").format(n=span.low)
    return f"{span.low} – {span.high}"


def advice_for(rules: Rules, code: str) -> str:
    """What to do about a reading of this band."""
    return _fill(rules.advice.by_band[code].in_(language()), rules)


def _fill(text: str, rules: Rules) -> str:
    return text.replace("{minutes}", str(rules.second_reading.rest_minutes))
