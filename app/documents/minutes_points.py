"""What minutes say of a meeting, point by point in the order of its steps. Pure, in Vietnamese.

Sentences end without a full stop here; whoever joins them puts it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.areas.rules import HELP_FORMS, WOVEN, Activity, Help, HelpCase
from app.base import money
from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.lunar import lunar, lunar_words
from app.base.text import _
from app.documents.decree30_parts import official_time, weekday_date
from app.documents.letters import clean
from app.health.thresholds import rules_on
from app.meetings.rules import CashCount, Meeting, Task, Theme
from app.meetings.summary import Summary


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point: what it is about, in bold, and what is said."""

    about: str
    said: str


def tidy(text: str | None) -> str:
    """What somebody typed as a part of a sentence: one line, without the stop at its end, and
    without the stars that would make it bold."""
    return clean((text or "").replace("**", "*")).rstrip(" .;,")


def points(told: Summary, on: date, asked: Sequence[str] = ()) -> tuple[Point, ...]:
    """The points of a meeting held on a day, in the order of its steps; what there was nothing of
    is left out. `asked` is what it asked of the commune and others."""
    found = (
        Point("Việc giao từ trước", carried_words(told.carried, on)),
        Point("Cân, đo huyết áp", _measured(told, on)),
        Point("Thu phí thành viên", _fees(told)),
        *(
            Point(
                _(title), _area(told.areas[area].activities, on, asked if area == "rights" else ())
            )
            for area, title in AREAS.items()
        ),
        Point("Mảng chưa có việc trong tháng", _lacking(told)),
        Point(
            "Giúp một hoàn cảnh", "; ".join(_case(each, on) for each in _cases_by(told.cases, on))
        ),
        Point("Việc cho cộng đồng", _deeds(told.community, on)),
        Point("Ý kiến, ghi thêm", tidy(told.meeting.remarks)),
    )
    return tuple(point for point in found if point.said)


def carried_words(tasks: Sequence[Task], on: date) -> str:
    """What earlier meetings gave and what came of it by the day of this one."""
    if not tasks:
        return ""
    done = [task for task in tasks if task.done_on is not None and task.done_on <= on.isoformat()]
    still = [task for task in tasks if task not in done]
    said = []
    if done:
        each = "; ".join(_done(task) for task in done)
        said.append(f"{len(done)} trên {len(tasks)} việc đã xong: {each}")
    if still:
        each = "; ".join(_still(task) for task in still)
        said.append(f"{len(still)} việc làm tiếp: {each}")
    return ". ".join(said)


def plan(following: Meeting | None, themes: Sequence[Theme]) -> str:
    """When and where the next meeting is, who leads it, and what it is about in each area."""
    said = []
    if following is None or following.day is None or following.state == "called_off":
        said.append("Chưa định ngày sinh hoạt")
    else:
        day = date.fromisoformat(following.day)
        when = f"{weekday_date(day)} ({lunar_words(lunar(day))})"
        time = f"{official_time(following.at_time)}, " if following.at_time else ""
        place = f", tại {tidy(following.place)}" if following.place else ""
        said.append(f"Sinh hoạt {time}{when}{place}")
        if following.leader:
            said.append(f"Chủ trì: {tidy(following.leader)}")
    by_area: dict[Area, list[str]] = {}
    for theme in themes:
        by_area.setdefault(theme.area, []).append(tidy(theme.topic))
    if by_area:
        topics = (f"{_(AREAS[area])}: {', '.join(by_area[area])}" for area in by_area)
        said.append(f"Nội dung: {'; '.join(topics)}")
    return ". ".join(said)


def cash(counted: CashCount) -> str:
    """The sum with its parts, and who counted before whom."""
    parts = " + ".join(
        f"{count} × {money.fmt(value)}" for value, count in sorted(counted.notes.items())[::-1]
    )
    said = [f"Tiền mặt đếm được: {f'{parts} = ' if parts else ''}{money.fmt(counted.total_vnd)}"]
    if counted.counted_by:
        said.append(f"Người đếm: {tidy(counted.counted_by)}")
    if counted.witness:
        said.append(f"Người chứng kiến: {tidy(counted.witness)}")
    if counted.remark:
        said.append(f"Ghi chú: {tidy(counted.remark)}")
    return ". ".join(said)


# --- points -------------------------------------------------------------------------------------


def _done(task: Task) -> str:
    owner = f" ({tidy(task.owner)})" if task.owner else ""
    return f"{tidy(task.text)}{owner}{f' – {tidy(task.result)}' if task.result else ''}"


def _still(task: Task) -> str:
    until = f"hạn {fmt_date(date.fromisoformat(task.due_on))}" if task.due_on else ""
    about = ", ".join(part for part in (tidy(task.owner), until) if part)
    return f"{tidy(task.text)}{f' ({about})' if about else ''}"


def _measured(told: Summary, on: date) -> str:
    """How many were measured and how many in each band: counts, never a name."""
    if not told.measured.people:
        return ""
    titles = {band.code: band.word.in_("vi") for band in rules_on(on).bands}
    bands = [f"{titles[code].lower()} {n}" for code, n in told.measured.by_band.items()]
    counts = f". Huyết áp (số người): {', '.join(bands)}" if bands else ""
    return f"{told.measured.people} người được cân, đo{counts}"


def _fees(told: Summary) -> str:
    """What came in for what, and what was lent: sums, never a name."""
    came = told.moved.collected
    said = []
    if told.fee_payers:
        said.append(f"{told.fee_payers} người nộp, cộng {money.fmt(told.fees_vnd)}")
    others = (
        ("tiền tiết kiệm", came.savings_vnd),
        ("lãi vay", came.interest_vnd + came.late_interest_vnd),
        ("gốc vay trả lại", came.principal_vnd),
        ("tiền giữ hộ", came.held_vnd),
    )
    said += [f"{what} {money.fmt(amount)}" for what, amount in others if amount]
    if came.total_vnd > came.fee_vnd:
        said.append(f"tổng cộng thu {money.fmt(came.total_vnd)}")
    if told.moved.loans:
        lent = money.fmt(told.moved.lent_vnd)
        said.append(f"phát {told.moved.loans} món vay, cộng {lent}")
    return "; ".join(said)


def _area(activities: Iterable[Activity], on: date, asked: Sequence[str]) -> str:
    """What was done; work for the community has a point of its own."""
    done = _deeds((each for each in activities if each.kind != "community"), on)
    parts = (done, *(f"kiến nghị với {each}" for each in asked))
    return "; ".join(part for part in parts if part)


def _deeds(activities: Iterable[Activity], on: date) -> str:
    """What was done by the day of the meeting: minutes do not tell what came after it."""
    by_day = on.isoformat()
    return "; ".join(_deed(each, on) for each in activities if each.on_date <= by_day)


def _deed(activity: Activity, on: date) -> str:
    about = ", ".join(_about(activity))
    day = date.fromisoformat(activity.on_date)
    when = "" if day == on else f"ngày {day.day}/{day.month}: "
    return f"{when}{tidy(activity.what)}{f' ({about})' if about else ''}"


def _about(activity: Activity) -> Iterator[str]:
    if activity.led():
        yield f"{tidy(activity.led())} hướng dẫn"
    people = (activity.participants or 0) + (activity.outsiders or 0)
    if people:
        outsiders = f", {activity.outsiders} ngoài câu lạc bộ" if activity.outsiders else ""
        yield f"{people}{money.NO_BREAK_SPACE}người{outsiders}"
    if activity.spent_vnd:
        yield f"chi {money.fmt(activity.spent_vnd)}"
    if activity.in_kind:
        yield f"hiện vật: {tidy(activity.in_kind)}"
    if activity.woven is not None:
        yield _(WOVEN[activity.woven]).lower()


def _lacking(told: Summary) -> str:
    return ", ".join(_(AREAS[area]).lower() for area, done in told.areas.items() if not done.count)


def _cases_by(cases: Iterable[HelpCase], on: date) -> tuple[HelpCase, ...]:
    """The cases of a month that were known on the day of its meeting."""
    return tuple(case for case in cases if case.meeting_id or case.found_on <= on.isoformat())


def _case(case: HelpCase, on: date) -> str:
    """Who is helped and with what; why they need it is nobody's business who reads minutes."""
    helps = [_help(each) for each in case.helps if each.on_date <= on.isoformat()]
    return ": ".join(part for part in (tidy(case.called()), ", ".join(helps)) if part)


def _help(given: Help) -> str:
    what = tidy(given.what) or _(HELP_FORMS[given.form]).lower()
    if not given.value_vnd:
        return what
    amount = money.fmt(given.value_vnd)
    return f"{what} ({amount if given.form == 'money' else f'trị giá {amount}'})"
