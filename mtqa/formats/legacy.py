"""Old one-byte and East Asian encodings told apart, because an archive of news is not all UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["guess_encoding", "looks_like_broken_utf8"]

_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_WESTERN = ("cp1252", "iso8859_15", "latin_1")
_CENTRAL = ("cp1250", "iso8859_2", "mac_roman")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")
_FREQUENT = re.compile("[оеаинтсрвлк]")
_OTHER = (
    *_CYRILLIC, "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
# What no Latin text holds: a capital accent inside a small word, a sign inside a word, a control.
_ODD = re.compile(
    "[a-zß-öø-þ][À-ÖØ-ÞŠŽŸ]|(?<=[A-Za-zÀ-ž])[\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00bf×÷ƒˆ˜‰€†‡•¤]"
    "(?=[A-Za-zÀ-ž])|[\u0080-\u009fÿ˙˝˛ˇ˘\ufffd]|þ(?![a-zá-ý])|[Ââ](?:€|$|\\W)|Ã(?:\\W|$)"
)
_SAMPLE = 65536


def looks_like_broken_utf8(data: bytes) -> bool:
    """Tell UTF-8 with stray bytes from another encoding: more whole sequences than strays."""
    whole = inside = 0
    for match in _SEQUENCE.finditer(data):
        whole += 1
        inside += match.end() - match.start()
    strays = len(data) - len(data.translate(None, bytes(range(128, 256)))) - inside
    return whole >= strays


def guess_encoding(data: bytes) -> Iterator[str]:
    """Yield likely codecs, best first; none when the bytes look like damage."""
    sample = _telling_lines(data)
    high = len(_HIGH.findall(sample))
    letters = max(1, len(re.findall(rb"[A-Za-z]", sample)))
    if high < letters:
        for codec in (*_WESTERN[:1], *_CENTRAL):
            if _plausible(sample, codec, high):
                yield codec
        if high * 4 < letters:
            return
    yield from _by_statistics(sample)


def _telling_lines(data: bytes) -> bytes:
    """Gather lines with high bytes, up to a sample's length."""
    parts: list[bytes] = []
    size = at = 0
    while size < _SAMPLE and (match := _HIGH.search(data, at)):
        low = max(data.rfind(b"\n", at, match.start()) + 1, match.start() - 500, at)
        high = data.find(b"\n", match.start(), match.start() + 500)
        at = high + 1 if high >= 0 else match.start() + 500
        parts.append(data[low:at])
        size += at - low
    return b"\n".join(parts)


def _plausible(sample: bytes, codec: str, high: int) -> bool:
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return len(_ODD.findall(text)) * 10 <= high


def _by_statistics(sample: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    found = from_bytes(
        sample, cp_isolation=[*_OTHER, *_WESTERN, *_CENTRAL], preemptive_behaviour=False
    )
    if any(match.encoding in _CYRILLIC for match in found):
        yield from _cyrillic(sample)
    for match in found:
        latin = match.encoding in (*_WESTERN, *_CENTRAL)
        if not latin or _plausible(sample, match.encoding, len(_HIGH.findall(sample))):
            yield match.encoding


def _cyrillic(sample: bytes) -> Iterator[str]:
    """Yield the Cyrillic encoding that gives mostly small frequent letters, if one does."""
    counts = {codec: len(_FREQUENT.findall(sample.decode(codec, "replace"))) for codec in _CYRILLIC}
    codec = max(counts, key=counts.__getitem__)
    if counts[codec] * 2 > len(_HIGH.findall(sample)):
        yield codec
