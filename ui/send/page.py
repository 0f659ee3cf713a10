"""Send to the commune: what goes, what stays, what was checked; then onto the stick."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.job import Job
from app.base.text import _, ngettext
from app.bundle import records, write
from app.bundle.records import Export
from app.bundle.write import Prepared
from app.club.history import VIETNAM
from app.members import records as members
from app.stick.write import ROOM, check_room
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.stick_line import StickLine
from ui.send.lines import LinesPage
from ui.send.pairing import PairPage


class SendPage(Page):
    """One button sends; before the first time there is only the pairing."""

    help_id = "send"
    reads = members.READS | {"consent", "reading", "paired_commune", "export", "club"}

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._prepared: Prepared | None = None
        self._pair = Button(_("Pairing"), icon="key-round")
        self._pair.clicked.connect(self._open_pairing)
        self._begin = Button(
            _("Pair with the commune"), icon="key-round", kind="primary", main=True
        )
        self._begin.clicked.connect(self._open_pairing)
        self.do = Button(_("Send to USB"), icon="stick", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._send)
        self.set_actions(self._pair, self.do)
        self.stick = StickLine(session, _("Where to"))
        self._unpaired = Empty(
            "landmark",
            _("Not yet paired with the commune"),
            _("Once, at a meeting with the commune, both sides exchange a key file and a paper."),
            self._begin,
        )
        self._content = Column(14)
        self.body.add(self._unpaired, stretch=1)
        self.body.add(self.stick)
        self.body.addLayout(self._content, 1)

    def first_focus(self) -> QWidget | None:
        return self.do if self._prepared is not None else self._begin

    def refresh(self) -> None:
        self._content.clear()
        club = self.session.club
        commune = records.commune(club)
        may = self.session.may("bundle.write")
        ready = commune is not None and may
        for widget in (self._pair, self.do, self.stick):
            widget.setVisible(ready)
        self._unpaired.setVisible(commune is None)
        self._begin.setVisible(may)
        if commune is None:
            self._prepared = None
            self.head(
                _("Send to the commune"), _("What may leave goes to the commune on a USB stick.")
            )
            return
        sent = records.exports(club, newest=1)
        self.head(
            _("Send to the commune, number {seq}").format(seq=sent[0].seq + 1 if sent else 1),
            _("Copies what may leave onto a USB stick, for {commune}.").format(
                commune=commune.name
            ),
        )
        written = records.last_written(club)
        if may:
            if self._prepared is None:
                self.do.setFocus(Qt.FocusReason.OtherFocusReason)  # the first time after pairing
            self._prepared = write.prepare(club, self.session.today())
            self.stick.need = ROOM * len(self._prepared.data)
            self.stick.look()
            self._content.add(self._cards(self._prepared), stretch=1)
        self._content.add(muted(_last(written) if written else _("Nothing sent yet.")))
        if not may:
            self._content.stretch()

    def clear_error(self) -> None:
        super().clear_error()
        self.stick.setVisible(self._prepared is not None)

    @guard
    def _open_pairing(self) -> None:
        self.shell.show(PairPage(self.session, self.shell))

    # --- what goes --------------------------------------------------------------------------

    def _cards(self, prepared: Prepared) -> QWidget:
        leaving = SideBySide(self._goes(prepared), _stays(prepared), share=50)
        return SideBySide(leaving, self._checked(), share=66)

    def _goes(self, prepared: Prepared) -> QWidget:
        inside = padded(8)
        inside.add(section(_("Goes")))
        months = {
            each["period"] for each in prepared.tables["figure"] if each["figure"] == "readings"
        }
        for text in (
            _("Name and place of the club"),
            ngettext(
                "{n} name, agreed to on paper", "{n} names, agreed to on paper", prepared.named
            ).format(n=prepared.named),
            ngettext(
                "{n} person without a name", "{n} people without a name", prepared.unnamed
            ).format(n=prepared.unnamed),
            _("Counts by age, sex and household"),
            ngettext(
                "How many were measured, {n} month",
                "How many were measured, {n} months",
                len(months),
            ).format(n=len(months)),
        ):
            inside.add(mark_line("check", text))
        each_line = Button(_("See each line"), icon="list", key="F3")
        each_line.clicked.connect(self._show_lines)
        flow = Flow(8)
        flow.add(each_line)
        inside.stretch()
        inside.add(plain(flow))
        return card(inside)

    def _checked(self) -> QWidget:
        inside = padded(8)
        inside.add(section(_("Checked")))
        today = self.session.today()
        here = members.members(self.session.club, today)
        unknown = sum(m.person.birth is None or m.person.sex is None for m in here)
        confirm = sum(m.status is not None and m.status.to_confirm(today) for m in here)
        if unknown:
            inside.add(
                mark_line(
                    "triangle-alert",
                    ngettext(
                        "{n} person has no year of birth or sex. It can be sent all the same.",
                        "{n} people have no year of birth or sex. It can be sent all the same.",
                        unknown,
                    ).format(n=unknown),
                    "warn",
                )
            )
        else:
            inside.add(mark_line("circle-check", _("All have a year of birth and sex")))
        if confirm:
            inside.add(
                mark_line(
                    "triangle-alert",
                    ngettext(
                        "{n} household status is of an older list",
                        "{n} household statuses are of an older list",
                        confirm,
                    ).format(n=confirm),
                    "warn",
                )
            )
        else:
            inside.add(mark_line("circle-check", _("Household list of this year")))
        inside.add(mark_line("circle-check", _("Signed and locked for the commune only")))
        inside.stretch()
        return card(inside)

    @guard
    def _show_lines(self) -> None:
        if self._prepared is not None:
            self.shell.show(LinesPage(self.session, self.shell, self._prepared))

    # --- sending ----------------------------------------------------------------------------

    @guard
    def _send(self) -> None:
        if self.stick.drive() is None:
            self.stick.choose()
        drive = self.stick.drive()
        if drive is None:
            return
        club, root = self.session.club, drive.root
        prepared = write.prepare(club, self.session.today())
        written = write.earlier(club)

        def look(_job: Job) -> tuple[str, ...]:
            check_room(root, len(prepared.data))
            return write.check_again(written, root)

        then = partial(self._write, prepared, root)
        self.run(look, then, _("Looking at the stick"), retry=self._send)

    def _write(self, prepared: Prepared, root: Path, damaged: Sequence[str]) -> None:
        """There is room: use up the number, and write."""
        write.record(self.session.club, prepared)
        self._tell_pages()

        def deliver(job: Job) -> tuple[Path, ...]:
            return write.deliver(prepared, root, job)

        then = partial(self._sent, prepared, damaged)
        self.run(deliver, then, _("Writing to the stick"), retry=self._send)

    def _tell_pages(self) -> None:
        """Exports are kept outside the changes of the book, so nobody else tells."""
        self.session.changed.emit(frozenset({"export"}))

    def _sent(self, prepared: Prepared, damaged: Sequence[str], paths: Sequence[Path]) -> None:
        rest = [_("Wait until the light of the stick is off, then pull it out.")]
        if damaged:
            rest.append(_("An earlier file on this stick is damaged: take another stick."))
        records.mark_written(self.session.club, prepared.export.id)
        self._tell_pages()
        self.good(
            _("Number {seq} is on the stick and was read back: {file}.").format(
                seq=prepared.export.seq, file=paths[0].name
            ),
            " ".join(rest),
        )
        self.stick.hide()  # it has done its part; the room is for the good news


def _stays(prepared: Prepared) -> QWidget:
    inside = padded(8)
    inside.add(section(_("Stays in the club")))
    texts = [_("The readings of each person"), _("Citizen numbers and telephones")]
    if prepared.unnamed:
        texts.append(
            ngettext(
                "Name of {n} person who has not agreed",
                "Names of {n} people who have not agreed",
                prepared.unnamed,
            ).format(n=prepared.unnamed)
        )
    for text in (*texts, _("Health insurance cards"), _("Notes and relatives")):
        inside.add(mark_line("lock", text, "ink"))
    inside.stretch()
    return card(inside)


def _last(export: Export) -> str:
    at = datetime.fromisoformat(export.written_at or export.at)
    return _(
        "Before this: number {seq}, written on {day}. Pulled out too early? Nothing is harmed;"
        " send again."
    ).format(seq=export.seq, day=fmt_date(at.astimezone(VIETNAM).date()))
