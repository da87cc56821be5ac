import pytest
from formats_helpers import assert_mapped, edited, protected, read, texts

PAGE = """<!DOCTYPE html><html><head><title>Peace &amp; War</title>
<style>p > a {}</style><meta name="description" content="brands"></head>
<body class=x><h1>Big news<br>in town</h1>
<p>The <b>exclamation</b>
   <i>brands</i> of R&D &mdash; caf&eacute;&nbsp;x<sup>1</sup> and 2<sup>nd</sup>.<br><br>Next
<code>foo( )</code> is <span class="a notranslate">Brand <b>X</b></span> here.
<p translate=no>leave me<p>see <!-- mtqa: ignore x --> there</p>
<script>var a="<p>no</p>";</script><pre>no</pre><ul><li>one<li>two<ul><li>three</ul></ul>
<table><tr><td>c1<td>c2</table>a < b <img alt="brands">tail <a href="x>y">link text</a>, end.
<noscript>js</noscript><svg><title>no</title><text>no</text></svg></body></html>
"""


def test_what_is_text():
    assert texts(PAGE, "html") == [
        "Peace & War", "Big news in town", "The exclamation brands of R&D — café\xa0x and 2nd.",
        "Next foo( ) is Brand X here.", "leave me", "see there", "one", "two", "three", "c1",
        "c2", "a < b tail link text, end.",
    ]  # fmt: skip


def test_kinds():
    kinds = [block.kind for block in read(PAGE, "html").blocks]
    assert kinds[:3] == ["heading", "heading", "paragraph"]
    assert kinds[6:11] == ["item", "item", "item", "cell", "cell"]


def test_what_is_protected():
    assert protected(PAGE, "html") == ["foo( )", "Brand X", "leave me"]


def test_the_map_holds():
    assert_mapped(read(PAGE, "html"))
    assert_mapped(read(PAGE.replace("\n", "\r\n"), "html"))


def test_comments_stay_in_the_document():
    assert "<!-- mtqa: ignore x -->" in read(PAGE, "html").text


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("exclamation brands", "exclamation marks", "<i>brands", "<i>marks"),
        ("café", "coffee", "caf&eacute;", "coffee"),
        (" — ", ", ", " &mdash; ", ", "),
        ("Peace & War", "Peace & Law", "&amp; War", "&amp; Law"),
        ("three", "a<b> & c", "<li>three", "<li>a&lt;b&gt; &amp; c"),
        ("link text, end", "link, the end", "link text</a>, end", "link</a>, the end"),
        ("in town", 'in "town"', "in town", 'in "town"'),
        ("text, end", "texts, end", "link text", "link texts"),
    ],
)
def test_only_the_words_change(old, new, before, after):
    assert PAGE.count(before) == 1
    assert edited(read(PAGE, "html"), old, new) == PAGE.replace(before, after)


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("<p>R&D is</p>", "D", "lt"),
        ("<p>R&D;</p>", "D", "amp"),
        ("<p>a &lt b</p>", " b", "b"),
        ("<p>1 < 2</p>", " 2", "b"),
        ("<p>& lt;</p>", " ", ""),
        ("<p>a < b c</p>", " b", ""),
        ("<p>&#65 1</p>", " ", ""),
        ("<p>fi&fjlig;x</p>", "j", "k"),
        ("<p>x &NotEqualTilde; y</p>", "≂", "="),
    ],
)
def test_no_replacement_becomes_markup(page, old, new):
    document = read(page, "html")
    said = texts(edited(document, old, new), "html")
    meant = [block.text.replace(old, new, 1) for block in document.blocks]
    assert ["".join(text.split()) for text in said] == ["".join(text.split()) for text in meant]


def test_an_insertion_stands_outside_the_tag_that_follows():
    assert edited(read("<p>into <b>hands</b></p>", "html"), "into hands", "into the hands") == (
        "<p>into the <b>hands</b></p>"
    )


@pytest.mark.parametrize(
    ("soup", "said"),
    [
        ("a <b>c <i>d</b> e</i> f", ["a c d e f"]),
        ("<head><title>T</title><p>text", ["T", "text"]),
        ("<p>one<p>two</div></span>three", ["one", "two", "three"]),
        ("a <3 b </ c > d", ["a <3 b d"]),
        ("x <a href='un closed", ["x <a href='un closed"]),
        ("<p title=it's>one</p><p>it's two</p>", ["one", "it's two"]),
        ("<p>a</p><!-- never closed <p>b</p>", ["a"]),
        ("<P>UP</P><SCRIPT>no</SCRIPT >yes", ["UP", "yes"]),
        ("a<script>x<script>y</script>b", ["ab"]),
        ("a<wbr>b<b>c</b>", ["abc"]),
        ("<?php echo '<p>a > b</p>'; ?>text", ["text"]),
        ("<p>a</p>\x0c<td>b", ["a", "b"]),
        ("<!---->a<!-->b", ["ab"]),
        ("&nbsp;&#32;&bogus; &amp;lt; &#0;", ["\xa0 &bogus; &lt; \ufffd"]),
        ("a<br>B<br>c<br/><br>d", ["a", "B c", "d"]),
    ],
)
def test_soup(soup, said):
    assert texts(soup, "html") == said
    assert_mapped(read(soup, "html"))


def test_nested_protection_ends_where_it_should():
    page = "<span translate=no>a <span>b</span> c</span> d <i translate='yes'>e</i>"
    assert protected(page, "html") == ["a b c"]
    page = "<div translate=no>a <span translate=yes>b</span> c</div>"
    assert protected(page, "html") == ["a", "c"]
