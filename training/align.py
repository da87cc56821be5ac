"""Label a machine translation by comparing it with the text it should have been."""

import random
from difflib import SequenceMatcher

import simplemma

from training.pieces import Kind, Piece, split

Opcode = tuple[str, int, int, int, int]


def words_of(pieces: list[Piece]) -> list[Piece]:
    """The words and marks, without gaps."""
    return [piece for piece in pieces if not piece.text.isspace()]


def opcodes(meant: list[Piece], given: list[Piece]) -> list[Opcode]:
    """Align two sentences word by word, capitals aside."""
    one = [piece.text.lower() for piece in meant]
    other = [piece.text.lower() for piece in given]
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def label(meant_text: str, given_text: str) -> list[Piece]:
    """Pieces of the given text, each wrong word labelled with the edit that mends it."""
    pieces = split(given_text)
    meant, given = words_of(split(meant_text)), words_of(pieces)
    for tag, i1, i2, j1, j2 in opcodes(meant, given):
        if tag == "equal":
            for offset in range(i2 - i1):
                if j1 + offset and meant[i1 + offset].text != given[j1 + offset].text:
                    given[j1 + offset].kind = Kind.CASE
        elif tag == "delete":
            if j1 < len(given) and any(piece.is_word for piece in meant[i1:i2]):
                given[j1].kind = Kind.MISSING
        else:
            _label_block(given[j1:j2], meant, i1, i2)
    return pieces


def _label_block(block: list[Piece], meant: list[Piece], start: int, end: int) -> None:
    here = {simplemma.lemmatize(piece.text.lower(), lang="en") for piece in meant[start:end]}
    around = {piece.text.lower() for piece in meant[max(0, start - 8) : end + 8]}
    for piece in block:
        if simplemma.lemmatize(piece.text.lower(), lang="en") in here:
            piece.kind = Kind.INFLECT
        elif piece.text.lower() in around:
            piece.kind = Kind.REORDER
        else:
            piece.kind = Kind.REPLACE if start < end else Kind.DELETE


def splice(meant_text: str, given_text: str, chance: random.Random) -> list[Piece] | None:
    """The right sentence with one to three of the engine's errors in it: errors as rare as in real articles."""
    meant, labelled = words_of(split(meant_text)), label(meant_text, given_text)
    given = words_of(labelled)
    blocks = [
        op
        for op in opcodes(meant, given)
        if op[0] in {"replace", "insert"} and _is_telling(given, op)
    ]
    if not blocks:
        return None
    chosen = {
        op[1:3] for op in chance.sample(blocks, min(len(blocks), chance.choice((1, 1, 2, 3))))
    }
    result: list[Piece] = []
    for op in opcodes(meant, given):
        take = op[1:3] in chosen and op[0] in {"replace", "insert"}
        result.extend(given[op[3] : op[4]] if take else meant[op[1] : op[2]])
    return _respace(result)


def _is_telling(given: list[Piece], op: Opcode) -> bool:
    block = given[op[3] : op[4]]
    return (
        len(block) <= 6
        and op[3] > 0
        and any(len(piece.text) > 2 and piece.is_word for piece in block)
    )


def _respace(words: list[Piece]) -> list[Piece]:
    result: list[Piece] = []
    is_open = False
    for index, piece in enumerate(words):
        glue = piece.text in ".,;:!?)%’”" or (index and words[index - 1].text in "(“‘$£")
        if piece.text in {'"', "'"}:
            glue, is_open = is_open, not is_open
        elif index and words[index - 1].text in {'"', "'"} and is_open:
            glue = True
        if index and not glue:
            result.append(Piece(" "))
        result.append(piece)
    return result
