"""The composition of the club on a day, against what official documents ask, as figures and as a
pyramid of ages."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.text import _, language, ngettext
from app.members import records as members
from app.members.rules import Member
from app.targets import records
from app.targets.pyramid import age_groups, picture
from app.targets.rules import RuleSet, Verdict, advice, counted, figures, judge, read_day, title
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.chart import PyramidView
from ui.kit.empty import Empty
from ui.kit.entries import DateField
from ui.kit.form import Form, Values
from ui.kit.labels import bold, muted, section
from ui.kit.layout import Apart, Column, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table
from ui.targets import words

_BESIDE = 1000
"""From this width on, at 100 %, figures and pyramid stand beside each other."""


class CompositionPage(Page):
    """Figures with their verdicts; Enter shows the people behind one."""

    help_id = "targets"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._day = session.today()
        self._rules: RuleSet | None = None  # for who may look at others but not choose
        self._here: tuple[Member, ...] = ()
        day = Button(_("Another day"), icon="calendar-days", key="Ctrl+D")
        day.clicked.connect(self._ask_day)
        which = Button(_("Other targets"), icon="list", key="Ctrl+L")
        which.clicked.connect(self._choose)
        self.paper = Button(_("Print"), icon="printer", key="Ctrl+P", kind="primary")
        self.paper.clicked.connect(self._print)
        self.set_actions(day, which, self.paper)
        self.table: Table[Verdict] = Table(
            [
                TableColumn(_("Target"), lambda one: title(one.target), bold=True, wide=True),
                TableColumn(_("Counted"), counted, align="right"),
                TableColumn(_("Asked for"), lambda one: figures(one.target), keep=70),
                TableColumn(_("Result"), lambda one: words.result(one).word, cell=words.result),
            ],
            key=lambda one: one.id,
            name=_("Targets"),
        )
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._explain)
        self.table.set_empty(Empty("users", _("No members on this day"), _("Choose another day.")))
        self.pyramid = PyramidView(picture(age_groups((), self._day)), _("Ages of the members"))
        self._unplaced = muted("")
        card_of_ages = padded(10)
        card_of_ages.add(section(_("By age and sex")))
        card_of_ages.add(self.pyramid, stretch=1)
        card_of_ages.add(self._unplaced)
        self.body.add(
            SideBySide(self.table, card(card_of_ages), share=72, least=_BESIDE), stretch=1
        )
        # Both always as high as now: the table must not jump while one walks through it.
        self._advice, self._document = bold(""), muted("")
        about = Column(4)
        about.add(self._advice)
        about.add(self._document)
        self.body.add(Apart(plain(about), self.table.pager, gap=16, grow=True))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club = self.session.club
        rules = self._rules or records.chosen(club, self._day)
        self._here = members.members(club, self._day)
        found = judge(rules, self._here, self._day) if self._here else ()
        self._tell(rules)
        self.table.set_rows(found)
        self._explain(self.table.current())
        groups = age_groups(self._here, self._day)
        self.pyramid.set_pyramid(picture(groups))
        count = len(groups.unplaced)
        self._unplaced.setText(
            ngettext(
                "{n} member without sex or year of birth is not shown.",
                "{n} members without sex or year of birth are not shown.",
                count,
            ).format(n=count)
        )
        self._unplaced.setVisible(count > 0)

    def _tell(self, rules: RuleSet) -> None:
        count = len(self._here)
        said = ngettext(
            "{title}, on {date}: {n} member. Who died, left or pauses is not counted.",
            "{title}, on {date}: {n} members. Who died, left or pauses is not counted.",
            count,
        )
        named = rules.title.in_(language())
        self.head(_("Composition"), said.format(title=named, date=fmt_date(self._day), n=count))
        lines = [rules.document]
        if not rules.basis.verified:
            lines.append(_("Not compared with the full text yet."))
        if not rules.holds_on(self._day):
            lines.append(
                _("It holds {period}; this day lies outside.").format(period=words.period(rules))
            )
        self._document.setText(". ".join(line.rstrip(".") for line in lines) + ".")

    def _explain(self, verdict: Verdict | None) -> None:
        """What would help, in one line; who presses Enter reads the rest."""
        note = verdict.target.note if verdict else None
        said = advice(verdict) if verdict else ""
        self._advice.setText(said or (note.in_(language()) if note else " "))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _open(self, verdict: Verdict) -> None:
        from ui.targets.people import PeoplePage

        self.shell.show(PeoplePage(self.session, self.shell, verdict, self._day))

    @guard
    def _ask_day(self) -> None:
        field = DateField(_("Day"), self.session.today(), ahead=0)
        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("The composition on another day"),
                _("The book knows who was a member on any day. Left empty: today."),
                {"day": field},
                self._take_day,
                verb=_("Show this day"),
                leave=_("Leave as it is"),
                icon="calendar-days",
                columns=1,
            )
        )

    def _take_day(self, values: Values) -> None:
        self.show_day(read_day(values, self.session.today()))

    def show_day(self, day: date) -> None:
        """Show the members of another day."""
        self._day = day
        self.refresh()

    @guard
    def _choose(self) -> None:
        from ui.targets.choose import RuleSetsPage

        self.shell.show(RuleSetsPage(self.session, self.shell, self._day, self._take_rules))

    def _take_rules(self, rules: RuleSet | None) -> None:
        """Measure by these from now on: kept in the book by who may, else only shown here."""
        if self.session.may("club.write"):
            records.choose(self.session.club, rules.id if rules else None)
        else:
            self._rules = rules
            self.refresh()

    @guard
    def _print(self) -> None:
        from app.documents import composition

        club = self.session.club
        rules = self._rules or records.chosen(club, self._day)
        pdf = composition.render(composition.gather(club, self._day, rules), language=language())
        self._preview = Preview(
            self.session,
            self.shell,
            pdf,
            _("Composition on {date}").format(date=fmt_date(self._day)),
            _("One page: figures and ages, no names."),
            self._save,
        )
        self.shell.show(self._preview)

    def _save(self, pdf: bytes) -> None:
        path = pick.save_file(self._preview, _("Save the composition"), _("composition.pdf"))
        if path is not None:
            pick.write(path, pdf)
            self._preview.good(_("The paper is saved."), str(path))
