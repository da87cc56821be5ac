import pytest
from formats_helpers import assert_mapped, edited, protected, read, texts

ARTICLE = """---
title: The exclamation brands
---
# Título *bold* {#id}

A &amp; b \\* c `co de` [link &lt;](http://x "t") ![alt *x*](u) end.

> The first
> quotation[^1] [ref][r]
lazy

- item one
  goes on
- [x] task

| a | b \\| c |
|---|---|
| `x` | zed |

```
code brands
```

<div>
raw
</div>

<!-- mtqa: ignore x -->

[^1]: A note.

[r]: http://z "brands"
"""


def test_what_is_text():
    assert texts(ARTICLE, "markdown") == [
        "Título bold", "A & b * c co de link < end.", "The first quotation ref lazy",
        "item one goes on", "task", "a", "b | c", "x", "zed", "A note.",
    ]  # fmt: skip


def test_kinds():
    kinds = [block.kind for block in read(ARTICLE, "markdown").blocks]
    assert kinds == [
        "heading", "paragraph", "quote", "item", "item", "cell", "cell", "cell", "cell",
        "footnote",
    ]  # fmt: skip


def test_code_is_read_with_the_sentence_and_protected():
    assert protected(ARTICLE, "markdown") == ["co de", "x"]
    assert protected("See <https://a.example/b> and <code>a b</code>.", "markdown") == [
        "https://a.example/b",
        "a b",
    ]


def test_the_map_holds():
    assert_mapped(read(ARTICLE, "markdown"))
    assert_mapped(read(ARTICLE.replace("\n", "\r\n"), "markdown"))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Título bold", "Title italic", "Título *bold*", "Title *italic*"),
        ("& b", "and b", "&amp; b", "and b"),
        ("first quotation", "second quotation", "> The first", "> The second"),
        ("goes on", "# 1 < 2", "goes on", "\\# 1 < 2"),
        ("link <", "web <", "[link", "[web"),
        ("task", "*task* [x]", "[x] task", "[x] \\*task\\* \\[x\\]"),
        ("zed", "p|q", "| zed |", "| p\\|q |"),
        ("A note", "A snake_case & &amp; note", "A note", "A snake_case & \\&amp; note"),
    ],
)
def test_only_the_words_change(old, new, before, after):
    assert ARTICLE.count(before) == 1
    assert edited(read(ARTICLE, "markdown"), old, new) == ARTICLE.replace(before, after)


def test_joined_lines_of_a_quotation_lose_their_prefix():
    text = "> one two\n> three four\n"
    assert edited(read(text, "markdown"), "two three", "twothree") == "> one twothree four\n"


def test_a_replacement_at_a_line_start_does_not_become_a_list():
    assert edited(read("foo bar\n", "markdown"), "foo", "1.") == "1\\. bar\n"
    assert edited(read("foo bar\n", "markdown"), "foo", "-") == "\\- bar\n"


def test_a_break_tag_is_a_space_that_is_not_written():
    text = "one<br>two\n"
    document = read(text, "markdown")
    assert document.blocks[0].text == "one two"
    assert edited(document, "one two", "six seven") == "six<br>seven\n"
