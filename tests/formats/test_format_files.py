import os
import stat
import threading

import pytest
from formats_helpers import read

from mtqa.errors import InputError, OutputError, UsageError
from mtqa.formats import format_for, known_suffixes, read_bytes, read_file, to_bytes, write_file


def test_formats_by_suffix():
    assert format_for("a/b.TXT") == "text"
    assert format_for("-") == format_for("README") == "text"
    assert format_for("x.md") == "markdown"
    assert format_for("x.htm") == "html"
    assert ".html" in known_suffixes()


def test_unknown_formats():
    with pytest.raises(UsageError, match=r"no “\.htlm” files \(did you mean “\.htm”\?\)"):
        format_for("a.htlm")
    with pytest.raises(UsageError, match="did you mean “markdown”"):
        read_bytes(b"x", path="a.txt", format="markdwn")


def test_a_named_format_wins_over_the_suffix(tmp_path):
    file = tmp_path / "a.odd"
    file.write_bytes(b"# Head")
    assert read_file(file, format="markdown").blocks[0].text == "Head"


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match="folder"):
        read_file(tmp_path / "folder.txt")
    with pytest.raises(InputError):
        read_file("a\0b.txt")


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_obeys_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a.txt", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_file(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_places_that_cannot_be_written(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(tmp_path / "none" / "a.txt", b"x")
    with pytest.raises(OutputError, match="folder"):
        write_file(tmp_path, b"x")


def test_a_pipe_is_written_through(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"x" * 100_000)
    reader.join(10)
    assert got == [b"x" * 100_000]


def test_what_the_encoding_lacks_becomes_the_nearest_ascii():
    document = read_bytes("Привет, мир и все люди.".encode("koi8-r"), path="a.txt")
    assert to_bytes(document, "“x” – é…") == b'"x" - e...'
    with pytest.raises(OutputError, match=r"a\.txt:2: .*koi8_r has no"):
        to_bytes(document, "x\n日")


def test_half_characters_are_refused():
    for form in ("text", "html"):
        with pytest.raises(OutputError):
            to_bytes(read("x", form), "\ud800")
