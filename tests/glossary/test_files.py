"""Reading and writing glossaries, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mtqa.cli.glossary import glossary
from mtqa.errors import GlossaryError
from mtqa.glossary import Term, load_glossaries
from mtqa.glossary.write import FORMATS, write_glossary

TBX3 = """<?xml version="1.0"?><tbx type="TBX-Min" style="dct" xmlns="urn:iso:std:iso:30042:ed-2"
xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="1"><langSec xml:lang="en">
<termSec><term>key rate</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
<min:partOfSpeech>noun</min:partOfSpeech></termSec><termSec><term>director rate</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>taux directeur</term></termSec></langSec></conceptEntry></body></text></tbx>"""
TBX2 = """<?xml version="1.0"?><martif type="TBX"><text><body><termEntry><langSet xml:lang="en-GB">
<ntig><termGrp><term>key rate</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
<tig><term>director rate</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""


def load(tmp_path: Path, name: str, text: str) -> list[Term]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(load_glossaries([path], shipped=False).terms)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "source,target\ndirector rate,key rate\n"),
        ("b.csv", "director rate,key rate\n"),
        ("c.csv", "director rate,key rate,en,en\n"),
        ("d.csv", "Term;Forbidden form;Part of speech\nkey rate;director rate;noun\n"),
        ("e.tsv", "use\tnot\tpos\nkey rate\tdirector rate\tnoun\n"),
        (
            "f.csv",
            '"Source Term","Preferred Term","Note"\n"director rate","key rate","a ""note"""\n',
        ),
        ("g.tbx", TBX3),
        ("h.tbx", TBX2),
        ("i.toml", '[[term]]\nuse = "key rate"\nnot = ["director rate"]\n'),
    ],
)
def test_every_dialect_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    (term,) = load(tmp_path, name, text)
    assert (term.use, term.wrong, term.pos) == ("key rate", ("director rate",), "noun")


@pytest.mark.parametrize("head", ["", "term\n"])
def test_a_single_column_lists_correct_terms(tmp_path: Path, head: str) -> None:
    terms = load(tmp_path, "one.csv", f"{head}key rate\nexclamation mark\n")
    assert [term.use for term in terms] == ["key rate", "exclamation mark"]


@pytest.mark.parametrize("form", FORMATS)
def test_written_and_read_again(tmp_path: Path, form: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[term]]\nuse = "R&D <budget>"\nalso = ["x \\"y\\""]\nnot = ["budget, of R"]\npos = "noun"\n',
        encoding="utf-8",
    )
    (before,) = load_glossaries([path], shipped=False).terms
    text = write_glossary([before], form)
    (after,) = load(tmp_path, f"again.{form.rstrip('2')}", text)
    assert (after.use, after.also, after.wrong) == (before.use, before.also, before.wrong)


def test_cells_cannot_be_formulas(tmp_path: Path) -> None:
    (term,) = load(tmp_path, "a.toml", '[[term]]\nuse = "=HYPERLINK(1)"\n')
    assert "'=HYPERLINK" in write_glossary([term], "csv")


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("a.toml", '[[term]]\nuse = "x"\n\n[[term]]\nuze = "y"\n', 4, "did you mean “use”"),
        ("b.toml", "[[term]]\nuse = \n", 2, "not valid TOML"),
        ("c.toml", '[[term]]\npos = "noun"\n', 1, "no “use”"),
        ("d.toml", '[[term]]\nuse = "x"\npos = "nuon"\n', 1, "did you mean “noun”"),
        ("e.toml", '[[trem]]\nuse = "x"\n', 1, "did you mean “term”"),
        ("f.csv", "use,not\nx,y\n,z\n", 3, "no correct term"),
        ("g.tbx", "<tbx><text>", 1, "not well-formed"),
        ("h.tbx", '<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>', 1, "entity"),
        ("i.tbx", "<html/>", 1, "root element"),
        ("j.csv", 'use,not\n"x"y,z\n', 2, "cannot be read"),
    ],
)
def test_a_fault_has_its_line_and_remedy(
    tmp_path: Path, name: str, text: str, line: int, words: str
) -> None:
    with pytest.raises(GlossaryError, match=f"{name}:{line}: .*") as caught:
        load(tmp_path, name, text)
    assert words in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b'[[term]]\nuse = "caf\xe9"\n')
    with pytest.raises(GlossaryError, match=r"x.toml:2: The file is not UTF-8"):
        load_glossaries([path], shipped=False)


def test_two_users_files_may_not_contradict(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text('[[term]]\nuse = "key rate"\nnot = ["policy rate"]\n', encoding="utf-8")
    two.write_text('[[term]]\nuse = "policy rate"\n', encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"one.toml:1: .*correct at .*two.toml:1"):
        load_glossaries([one, two], shipped=False)


def test_a_users_file_overrides_what_is_shipped(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[term]]\nuse = "director rate"\n', encoding="utf-8")
    shipped = load_glossaries().terms
    assert any("director rate" in term.wrong for term in shipped)
    assert not any("director rate" in term.wrong for term in load_glossaries([path]).terms)


@pytest.mark.parametrize("given", ["missing.toml", "a.docx", "."])
def test_what_cannot_be_loaded_is_said(tmp_path: Path, given: str) -> None:
    with pytest.raises(GlossaryError, match=r"cannot be read|no glossary"):
        load_glossaries([tmp_path / given])


def test_command_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[term]]\nuse = "x term"\nnot = ["y term"]\nbad = "no"\n', encoding="utf-8")
    run = CliRunner().invoke(glossary, ["check", str(path)])
    assert run.exit_code == 1
    assert f"{path}:1: x term: " in run.stdout
    run = CliRunner().invoke(glossary, ["convert", str(path), "--to", "csv"])
    assert run.stdout.splitlines()[1].startswith("x term,y term,")
    run = CliRunner().invoke(glossary, ["convert", str(path), "--to", "cvs"])
    assert run.exit_code == 2
    assert "did you mean “csv”" in run.stderr
    run = CliRunner().invoke(glossary, ["list", str(path), "--entries"])
    assert run.stdout == "own\tx term\t\ty term\n"
