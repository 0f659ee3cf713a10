"""The style sheet, built from the tokens and the scale: whatever the kit does not paint itself."""

from collections.abc import Callable
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.kit.style import Tokens

# Heights in a sheet leave out border and padding: a field of 46 px has min-height 46 - 2 x 2, and
# 46 - 2 x 3 when its line grows to 3 px in focus, or the page would jump.
_SHEET = Template("""
QToolTip { color: $ink; background: $surface; border: 2px solid $ink; padding: ${p4}px; }
QScrollArea, QScrollArea > QWidget > QWidget#plain { background: transparent; border: 0; }

QLabel { padding-top: 1px; }
QLabel[role="title"] { font-size: ${p30}px; font-weight: bold; }
QLabel[role="big"] { font-size: ${p27}px; font-weight: bold; }
QLabel[role="section"] { font-size: ${p21}px; font-weight: bold; }
QLabel[role="bold"] { font-weight: bold; }
QLabel[role="muted"] { color: $ink2; }
QLabel[role="small"] { font-size: ${p17}px; }
QLabel[role="error"] { color: $bad; font-weight: bold; }
QLabel[on="side"] { color: $side_ink; }
QLabel[role="warn"] { color: $warn; font-weight: bold; }
QLabel[role="green"] { color: $pri; font-weight: bold; }

QFrame[frame="card"] { background: $surface; border: ${thick}px solid $card_line;
    border-radius: ${p8}px; }
QFrame[frame="bad"] { background: $bad_bg; border: 2px solid $bad; border-radius: ${p6}px; }
QFrame[frame="warn"] { background: $warn_bg; border: 2px solid $warn; border-radius: ${p6}px; }
QFrame[frame="info"] { background: $tint; border: 2px solid $pri; border-radius: ${p6}px; }
QFrame[frame="question"] { background: $surface; border: 3px solid $ink;
    border-radius: ${p8}px; }
QFrame[frame="bar"] { background: $surface; border: 0; border-bottom: 1px solid $hair; }
QFrame[frame="undo"] { background: $tint; border: 0; border-top: 3px solid $pri; }
QFrame[frame="rule"] { background: $hair; border: 0; max-height: 1px; min-height: 1px; }
QFrame[frame="canvas"] { background: $canvas; border: 0; }

QLineEdit, QPlainTextEdit { color: $ink; background: $surface; border: 2px solid $line;
    border-radius: ${p6}px; padding: 0 ${p10}px; font-size: ${p21}px;
    selection-background-color: $pri; selection-color: $on_pri;
    placeholder-text-color: $ink2; }
QPlainTextEdit { padding: ${p6}px ${p6}px; }
QLineEdit { min-height: ${field_2}px; }
QLineEdit:focus, QPlainTextEdit:focus { background: $glow; border: 3px solid $ring; }
QLineEdit:focus { min-height: ${field_3}px; padding: 0 ${p9}px; }
QPlainTextEdit:focus { padding: ${p5}px ${p5}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { background: $bad_bg;
    border: 3px solid $bad; }
QLineEdit[wrong="true"] { min-height: ${field_3}px; padding: 0 ${p9}px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus { background: $glow; }
QLineEdit[cell="true"], QLineEdit[cell="true"]:focus { min-height: 0; padding: 0 ${p8}px;
    border: 3px solid $ring; border-radius: 0; background: $glow; font-size: ${p25}px; }
QLineEdit[cell="true"][wrong="true"] { border: 3px solid $bad; }

QTableView { background: $surface; border: ${thick}px solid $card_line; outline: 0;
    gridline-color: transparent; selection-background-color: transparent; }
QTableView[bare="true"] { background: transparent; border: 0; }
QHeaderView { background: $sunk; border: 0; }
QHeaderView::section { color: $ink; background: $sunk; font-weight: bold; border: 0;
    border-bottom: 2px solid $line; padding: 0 ${p12}px; }

QProgressBar { background: $sunk; border: 1px solid $line; border-radius: 0; }
QProgressBar::chunk { background: $pri; }

QScrollBar:vertical { width: ${p22}px; background: $sunk; margin: 0; border: 0; }
QScrollBar:horizontal { height: ${p22}px; background: $sunk; margin: 0; border: 0; }
QScrollBar::handle { background: $line; border: 3px solid $sunk; border-radius: ${p6}px; }
QScrollBar::handle:vertical { min-height: ${p44}px; }
QScrollBar::handle:horizontal { min-width: ${p44}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: $sunk; }
""")
_LENGTHS = (4, 5, 6, 8, 9, 10, 12, 17, 21, 22, 25, 27, 30, 44)


def sheet(tokens: "Tokens", px: Callable[[float], int]) -> str:
    """The sheet of a theme at a size."""
    values = {name: getattr(tokens, name) for name in tokens.__slots__}
    values |= {f"p{length}": px(length) for length in _LENGTHS}
    return _SHEET.substitute(values, field_2=px(46) - 4, field_3=px(46) - 6)
