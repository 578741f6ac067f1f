"""Words of a page: cleaning, the engine's interface, the way back to the page's own pixels."""

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from chalicelib import words
from chalicelib.errors import Later
from chalicelib.ink import INK, blobs, even, grey, runs
from chalicelib.sheet import Box, Page, Word
from chalicelib.words.clean import BODY, cleaned, letter_height
from chalicelib.words.lines import in_lines
from chalicelib.words.look import Look
from chalicelib.words.seals import seals, without_seals

TSV_HEAD = "level page_num block_num par_num line_num word_num left top width height conf text"
TSV_ROW = "5 1 1 1 1 1 10 20 30 40 91 Quảng"


def paper(leaders: bool = False, rule: bool = False, size: int = 30) -> Image.Image:
    image = Image.new("L", (900, 500), 255)
    pen = ImageDraw.Draw(image)
    for line in range(6):
        pen.text((40, 30 + 70 * line), "Họ, chữ đệm, tên: Lê Thị Mẫu Minh", fill=0, font_size=size)
    if leaders:
        for x in range(560, 880, 8):
            pen.rectangle((x, 56, x + 2, 58), fill=40)
    if rule:
        pen.rectangle((30, 250, 870, 252), fill=0)
    return image


def page(image: Image.Image, layer: tuple[Word, ...] = ()) -> Page:
    out = io.BytesIO()
    image.save(out, "PNG")
    return Page(1, out.getvalue(), image.width, image.height, layer)


def ink_in(image: Image.Image, box: tuple[int, int, int, int], scale: float) -> int:
    x0, y0, x1, y1 = (round(edge * scale) for edge in box)
    part = image.crop((x0, y0, x1, y1))
    return int((grey(part) < INK).sum())


def program(folder: Path, tsv: str) -> str:
    """A stand-in for tesseract that notes its environment and answers with `tsv`."""
    script = folder / "reader"
    (folder / "answer.tsv").write_text(tsv.replace(" ", "\t"), encoding="utf-8")
    script.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --version ]; then echo tesseract 5.3.0; exit; fi\n'
        f'echo "$OMP_THREAD_LIMIT $*" > "{folder}/called"\n'
        f'cp "{folder}/answer.tsv" "$2.tsv"\n'
    )
    script.chmod(0o755)
    return str(script)


def test_leaders_and_rules_go_and_letters_stay() -> None:
    plain, scale = cleaned(paper())
    dotted, same_scale = cleaned(paper(leaders=True, rule=True))
    assert scale == pytest.approx(same_scale, rel=0.1)
    assert ink_in(dotted, (545, 40, 890, 62), same_scale) == 0
    assert ink_in(dotted, (30, 248, 870, 255), same_scale) == 0
    kept = ink_in(dotted, (30, 20, 545, 240), same_scale)
    assert kept == pytest.approx(ink_in(plain, (30, 20, 545, 240), scale), rel=0.1)


@pytest.mark.parametrize("size", [22, 30, 44])
def test_letters_come_out_at_the_height_the_reader_likes(size: int) -> None:
    picture, _ = cleaned(paper(size=size))
    assert letter_height(grey(picture) < INK) == pytest.approx(BODY, rel=0.2)


def test_even_light_makes_shadow_white() -> None:
    shade = Image.linear_gradient("L").resize((900, 500)).point(lambda v: 110 + v // 2)
    dark = Image.composite(paper(), Image.new("L", (900, 500), 0), shade)
    lit = even(grey(dark))
    assert lit[480:, 20:30].min() > 230
    assert lit[:10, 20:30].min() > 230


def test_touching_ink_is_one_blob() -> None:
    mask = grey(Image.new("L", (12, 8), 0)) > 0
    mask = mask.copy()
    mask[1, 1:4] = mask[2, 4:6] = mask[3, 3] = True  # a corner joins them
    mask[6, 9] = True
    found = blobs(runs(mask))
    assert sorted(found.ink.tolist()) == [1, 6]
    boxes = set(zip(found.x0, found.y0, found.x1, found.y1, strict=True))
    assert boxes == {(1, 1, 6, 4), (9, 6, 10, 7)}


def test_boxes_come_back_in_pixels_of_the_page() -> None:
    image = paper(size=60)
    _, scale = cleaned(image)
    seen = Word("Lê", Box(10, 20, 30, 40), 0.9)
    (word,) = words.read(page(image), words.Recorded((seen,)))
    assert scale < 0.8
    assert word.box == Box(*(round(edge / scale) for edge in seen.box))


def test_a_trusted_layer_needs_no_reader() -> None:
    layer = (Word("Quảng", Box(10, 10, 60, 30), source="layer"),)
    assert words.read(page(paper(), layer), words.Tesseract("/no/such/program")) == layer


def test_a_qr_code_is_one_word() -> None:
    image = Image.new("L", (400, 300), 255)
    code = zxingcpp.create_barcode("022195020496||Cao Thị Mẫu", zxingcpp.BarcodeFormat.QRCode)
    image.paste(Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)), (100, 50))
    (word,) = words.read(page(image), words.Recorded())
    assert (word.text, word.source, word.line) == ("022195020496||Cao Thị Mẫu", "qr", -1)
    assert word.box.x0 >= 100


def test_the_program_runs_on_one_thread_and_in_vietnamese(tmp_path: Path) -> None:
    engine = words.Tesseract(program(tmp_path, f"{TSV_HEAD}\n{TSV_ROW}\n"), tessdata="/models")
    assert engine.read(paper()) == [Word("Quảng", Box(10, 20, 40, 60), 0.91)]
    called = (tmp_path / "called").read_text().split()
    assert called[0] == "1"
    assert called[called.index("-l") + 1] == "vie"
    assert called[called.index("--psm") + 1] == "4"
    assert called[called.index("--tessdata-dir") + 1] == "/models"


def test_a_missing_program_is_a_neighbour_that_does_not_answer() -> None:
    with pytest.raises(Later):
        words.Tesseract("/no/such/program").read(paper())


def test_sloping_lines_hold_together() -> None:
    def word(text: str, x: int, y: int) -> Word:
        return Word(text, Box(x, y, x + 50, y + 20))

    sloping = [word("c", 200, 26), word("a", 0, 10), word("d", 0, 44), word("b", 100, 18)]
    sloping.append(word("e", 100, 52))
    ordered = in_lines(sloping)
    assert [(w.text, w.line) for w in ordered] == [
        *(("a", 0), ("b", 0), ("c", 0)),
        *(("d", 1), ("e", 1)),
    ]


def test_shapes_survive_json() -> None:
    word = Word("Hoà", Box(1, 2, 3, 4), 0.5, "ocr", 7)
    assert Word.from_json(word.to_json()) == word
    whole = page(paper(), (word,))
    assert Page.from_json(whole.to_json(), whole.image) == whole
    assert whole.media_type == "image/png"


def stamped(colour: tuple[int, int, int]) -> Image.Image:
    """A page in colour: a red title, black and blue writing, and a seal over both."""
    image = paper().convert("RGB").resize((1240, 689))
    pen = ImageDraw.Draw(image)
    pen.text((700, 20), "GIẤY CHỨNG NHẬN", fill=(200, 30, 40), font_size=40)
    pen.line((300, 420, 520, 300), fill=(40, 50, 160), width=5)
    pen.ellipse((300, 250, 540, 490), outline=colour, width=9)
    pen.ellipse((335, 285, 505, 455), outline=colour, width=5)
    return image


def darkest(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    lowest, _ = image.crop(box).getextrema()
    return int(lowest)  # type: ignore[arg-type]


def test_a_red_seal_fades_and_what_lies_under_it_stays() -> None:
    (seal, *_) = seals(stamped((200, 30, 40)))
    assert seal.x0 == pytest.approx(300, abs=20)
    assert seal.y1 == pytest.approx(490, abs=20)
    faded = without_seals(stamped((200, 30, 40)))
    assert darkest(faded, (415, 482, 425, 489)) > 190  # the ring alone
    assert darkest(faded, (310, 300, 520, 420)) < 60  # black and blue under it
    assert darkest(faded, (700, 20, 1100, 65)) < 100  # a red title is text


def test_a_blue_ring_may_be_a_pen_and_stays() -> None:
    blue = stamped((40, 50, 160))
    assert seals(blue) == []
    assert darkest(without_seals(blue), (415, 482, 425, 489)) < 80


class NeverBlank(words.LineReader):
    """Reads the same word wherever it looks."""

    def line(self, image: Image.Image, box: Box) -> tuple[str, float]:
        return "chữ", 1.0


class Shown:
    """An engine that reads nothing and remembers what it was shown."""

    def __init__(self) -> None:
        self.pictures: list[Image.Image] = []

    def read(self, image: Image.Image) -> list[Word]:
        self.pictures.append(image.copy())
        return []


def test_what_the_form_prints_is_lent_and_not_shown_to_the_reference() -> None:
    image = paper()
    _, scale = cleaned(image)
    title = Word("TIÊU ĐỀ", Box(30, 20, 890, 70), source="line")
    name = Word("Minh", Box(30, 90, 890, 140), source="line")
    own = tuple(
        Word(w.text, Box(*(round(edge * scale) for edge in w.box)), source=w.source)
        for w in (title, name)
    )
    first, settled = Shown(), Word(title.text, title.box, source="lent")
    read = words.read(page(image), first, words.Recorded(own), lambda seen: [settled])
    (shown,) = first.pictures
    assert ink_in(shown, title.box, scale) == 0
    assert ink_in(shown, name.box, scale) > 0
    assert [(word.text, word.source) for word in read if word.text] == [
        ("TIÊU ĐỀ", "lent"), ("TIÊU ĐỀ", "line"), ("Minh", "line"),
    ]  # fmt: skip
    cleaned_again, _ = cleaned(image)
    assert ink_in(cleaned_again, title.box, scale) > 0


def test_a_second_look_at_the_page_as_it_is_says_nothing_where_nothing_was_taken_away() -> None:
    whole, dotted = page(paper()), page(paper(leaders=True))
    box = Box(560, 30, 880, 62)
    sheets = (whole.image, dotted.image)
    look = Look(lambda number: sheets[number - 1], words.Recorded(), NeverBlank())
    assert look(1, [box], "bare") == ("", 0.0)
    assert look(2, [box], "bare") == ("chữ", 1.0)


def test_letters_made_of_dots_are_no_leader() -> None:
    """A needle printer sets letters of dots that stand in rows, too."""
    image = paper(leaders=True)
    pen = ImageDraw.Draw(image)
    glyph = ("11110", "10001", "10001", "11110", "10001", "10001", "11110")
    for letter in range(12):
        for row, dots in enumerate(glyph):
            for column in (n for n, dot in enumerate(dots) if dot == "1"):
                x, y = 40 + 40 * letter + 5 * column, 446 + 5 * row
                pen.ellipse((x, y, x + 2, y + 2), fill=0)
    picture, scale = cleaned(image)
    assert ink_in(picture, (36, 446, 520, 484), scale) > 0.6 * ink_in(image, (36, 446, 520, 484), 1)
    assert ink_in(picture, (560, 50, 880, 62), scale) == 0
