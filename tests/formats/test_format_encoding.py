import codecs

import pytest

from mtqa.errors import InputError, UsageError
from mtqa.formats import read_bytes, to_bytes

ENGLISH = "The café’s “naïve” owner, Müller – aged 50 – paid £3 in Zürich.\r\n"
RUSSIAN = "Министр сообщил, что переговоры начнутся во вторник в Женеве.\n"
POLISH = "The minister met Lech Wałęsa in Gdańsk and Łódź.\n"
META = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


def round_trip(data: bytes, path: str = "a.txt", **options: str) -> str:
    document = read_bytes(data, path=path, **options)
    assert to_bytes(document, document.text) == data
    return document.encoding


@pytest.mark.parametrize(
    ("text", "codec", "bom", "found"),
    [
        (ENGLISH, "utf-8", b"", "utf-8"),
        (ENGLISH, "utf-8", codecs.BOM_UTF8, "utf-8"),
        (ENGLISH, "utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        (ENGLISH, "utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        (ENGLISH, "utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        (ENGLISH, "utf-16-le", b"", "utf-16-le"),
        (ENGLISH, "utf-16-be", b"", "utf-16-be"),
        (RUSSIAN, "utf-16-le", b"", "utf-16-le"),
        (ENGLISH, "cp1252", b"", "cp1252"),
        ("He paid in Zürich, at the café.\n", "latin-1", b"", "cp1252"),
        (POLISH, "cp1250", b"", "cp1250"),
        (RUSSIAN, "cp1251", b"", "cp1251"),
        (RUSSIAN, "koi8-r", b"", "koi8_r"),
        ("plain\n", "ascii", b"", "utf-8"),
        ("", "ascii", b"", "utf-8"),
    ],
)
def test_found_and_kept(text, codec, bom, found):
    data = bom + text.encode(codec)
    assert round_trip(data) == found
    assert read_bytes(data, path="a.txt").text == text


@pytest.mark.parametrize(
    ("charset", "codec", "found"),
    [
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1251", "cp1251", "cp1251"),
        ("utf-8", "utf-8", "utf-8"),
        ("nonsense", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
def test_a_page_declares_its_encoding(charset, codec, found):
    words = RUSSIAN if "1251" in charset else "café “x”"
    assert round_trip(META.format(charset, words).encode(codec), "a.html") == found


def test_an_ascii_page_gets_references():
    document = read_bytes(b"<p>a quote</p>", path="a.html")
    assert to_bytes(document, "<p>a “quote”</p>") == b"<p>a &#x201C;quote&#x201D;</p>"


def test_an_encoding_can_be_named():
    assert round_trip(RUSSIAN.encode("koi8-u"), encoding="koi8-u") == "koi8-u"
    assert round_trip(ENGLISH.encode("utf-16"), encoding="utf-16") == "utf-16-le"
    assert round_trip(codecs.BOM_UTF8 + b"x", encoding="utf-8") == "utf-8"
    assert round_trip("日本語の記事".encode("shift_jis"), encoding="shift-jis") == "shift_jis"


def test_an_unknown_encoding():
    with pytest.raises(UsageError, match=r"no text encoding “utf-9”.*did you mean"):
        read_bytes(b"x", path="a.txt", encoding="utf-9")
    with pytest.raises(UsageError, match="no text encoding"):
        read_bytes(b"x", path="a.txt", encoding="base64")


def test_the_wrong_encoding():
    with pytest.raises(InputError, match=r"a\.txt:2: Byte 0xE9 at offset 7 .* --encoding"):
        read_bytes(b"one\ncaf\xe9", path="a.txt", encoding="utf-8")
    with pytest.raises(InputError):
        read_bytes(b"+2AA-", path="a.txt", encoding="utf-7")


@pytest.mark.parametrize(
    "data",
    [
        "one\ncafé na".encode() + b"\xc3 x " + "naïve".encode(),
        b"one\nHello \xff\xfe world, all of it in good English otherwise.\n",
        b"one\n" + "“quoted” text, cut in the middle of a “".encode()[:-1],
    ],
)
def test_broken_utf8_names_the_place_and_the_remedy(data):
    with pytest.raises(InputError, match=r"a\.txt:2: Byte 0x.. at offset \d+ .*--encoding"):
        read_bytes(data, path="a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"text\0more and more", "NUL"),
        (bytes(range(1, 32)) * 9, "binary"),
    ],
)
def test_binary_is_refused(data, what):
    with pytest.raises(InputError, match=what):
        read_bytes(data, path="a.txt")


def test_an_empty_file_has_no_blocks():
    for path in ("a.txt", "a.md", "a.html"):
        assert read_bytes(b"", path=path).blocks == ()
