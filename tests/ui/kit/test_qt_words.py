from PySide6.QtCore import QCoreApplication, QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QApplication

from app.base.text import set_language, translator
from ui.kit.qt_words import WORDS


def test_a_word_that_we_have_comes_from_our_catalogue(qapp: QApplication) -> None:
    assert "Cancel" in WORDS
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == translator("en").gettext(
        "Cancel"
    )


def test_the_name_of_a_file_is_not_that_of_a_person(qapp: QApplication) -> None:
    set_language("vi")
    word = QCoreApplication.translate("QFileSystemModel", "Name")
    assert word == translator("vi").gettext("File name") != translator("vi").gettext("Name")


def test_a_word_that_we_do_not_have_stays_as_it_is(qapp: QApplication) -> None:
    assert QCoreApplication.translate("Anything", "A word of Qt") == "A word of Qt"
    assert "283pt" in QPageSize(QSizeF(283, 400), QPageSize.Unit.Point).name()
