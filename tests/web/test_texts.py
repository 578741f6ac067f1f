"""Both languages are whole: every text has its English, and what runs is what is written."""

import re
import string

from chalicelib.web.tongue import at, catalogue
from local import texts


def test_every_text_has_english_and_none_is_left_over() -> None:
    kept = {message.id: message.string for message in texts.catalogue() if message.id}
    assert set(texts.texts()) == set(kept), "run python -m local.texts"
    assert [text for text, english in kept.items() if not english] == []


def test_compiled_catalogue_is_the_written_one() -> None:
    assert texts.MO.read_bytes() == texts.compiled(texts.catalogue())


def test_both_languages_fill_in_the_same_blanks() -> None:
    blank = re.compile(r"%\(\w+\)s|#")
    for message in texts.catalogue():
        if message.id:
            assert sorted(blank.findall(message.id)) == sorted(blank.findall(message.string))


def test_english_is_no_longer_vietnamese() -> None:
    plain = set(string.printable) | set("–·")
    for message in texts.catalogue():
        if message.id and message.id != "Một Cửa":
            assert set(message.string) <= plain, message.string


def test_text_without_translation_stays_vietnamese() -> None:
    assert catalogue("en").gettext("Câu chưa có") == "Câu chưa có"
    assert catalogue("en").gettext("Tra cứu") == "Track"


def test_moments_are_told_in_vietnamese_time() -> None:
    assert at("2026-11-23T09:30:00+00:00", "vi") == "16:30 ngày 23/11/2026"
    assert at("2026-11-23T16:30:00+07:00", "en") == "16:30, 23/11/2026"
    assert at("", "vi") == ""
