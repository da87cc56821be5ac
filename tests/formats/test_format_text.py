from formats_helpers import assert_mapped, edited, protected, read, texts

from mtqa.formats.text import read_blocks


def test_blank_lines_part_paragraphs():
    assert texts("One here.\nTwo.\n\n  \nThree.\n") == ["One here.", "Two.", "Three."]


def test_a_wrapped_paragraph_is_one_block_with_spaces_for_newlines():
    wrapped = (
        "The warring sides in Sudan agreed late on Tuesday to a truce of three days,\n"
        "the first pause in the fighting since the beginning of June, and then they\n"
        "went to Geneva. Neither general had travelled to Switzerland before. The talks\n"
        "resume on Friday.\n"
    )
    blocks = read(wrapped).blocks
    assert len(blocks) == 1
    assert blocks[0].text == wrapped.strip().replace("\n", " ")
    assert len(blocks[0].pieces) == 1


def test_one_paragraph_a_line_stays_apart():
    long = "The minister said that the plan would go ahead as it had been agreed upon. " * 3
    assert len(texts(f"{long}\n{long}\n{long}")) == 3
    assert len(texts("He came in.\nShe went out.\nThey spoke at last.\n")) == 3


def test_a_headline_stands_apart_from_the_line_below():
    wrapped = (
        "Mediators secure truce\n"
        "The warring sides in Sudan agreed late on Tuesday to a truce of three days,\n"
        "the first pause in the fighting since the beginning of June, and then they\n"
        "went to Geneva again.\n"
    )
    blocks = read(wrapped).blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph"]


def test_a_small_letter_goes_on_with_the_sentence():
    lines = "The minister said on Tuesday that the plan of the\ngovernment would go ahead.\n"
    assert len(texts(lines)) == 1


def test_bullets_are_items_without_their_marks():
    blocks = read("- one thing\n- another thing\n1. first thing\n").blocks
    assert [block.text for block in blocks] == ["one thing", "another thing", "first thing"]
    assert {block.kind for block in blocks} == {"item"}


def test_crlf_and_indentation_at_a_joint_are_one_space_and_kept():
    wrapped = (
        "The warring sides in Sudan agreed late on Tuesday to a truce of three days,\r\n"
        "   the first pause in the fighting since the beginning of June, it is told\r\n"
        "here.\r\n"
    )
    document = read(wrapped)
    assert "days, the first pause" in document.blocks[0].text
    assert "told here." in document.blocks[0].text
    assert_mapped(document)
    assert edited(document, "days, the first", "days, a first") == wrapped.replace(
        "the first", "a first"
    )


def test_an_edit_over_a_line_end_keeps_the_line_end():
    wrapped = (
        "The warring sides in Sudan agreed late on Tuesday to a truce with exclamation\n"
        "brands in the text of the agreement, which was made known on Thursday night.\n"
    )
    assert edited(read(wrapped), "exclamation brands", "exclamation marks") == wrapped.replace(
        "brands", "marks"
    )


def test_protected_spans():
    text = (
        "See https://a.example/x?y=(1), write to jo@b.example.org or @jo about #news2 "
        "in `run it`, /etc/mtqa.conf, {{name}}, ${x}, %s and %(n)d, C:\\Temp\\a.txt "
        "or bbc.co.uk; report.pdf."
    )
    assert protected(text) == [
        "https://a.example/x?y=(1)", "jo@b.example.org", "@jo", "#news2", "`run it`",
        "/etc/mtqa.conf", "{{name}}", "${x}", "%s", "%(n)d", "C:\\Temp\\a.txt", "bbc.co.uk",
        "report.pdf",
    ]  # fmt: skip


def test_prose_is_not_protected():
    text = (
        "He and/or she works 24/7, pays 5% more, is no. #1, and earns 3.5 percent at 60 km/h. "
        "The end.It was glued. In the U.S. and the U.K. it is so. 50%of them; he said ...and left."
    )
    assert protected(text) == []


def test_other_line_ends():
    assert texts("One.\r\rTwo.\u2029Three.\f\fFour.") == ["One.", "Two.", "Three.", "Four."]


def test_nothing_in_nothing():
    assert read_blocks("") == ()
    assert read_blocks(" \n\t\r\n \n") == ()
