"""From a file's bytes to text and back without loss: marks at the start, Unicode, then the old 8-bit encodings.

Whatever is read here encodes back to the very same bytes. Bytes that an encoding does not know become lone
surrogates (PEP 383) in the decoded text; `literal.py` keeps those away from the person and from other rooms.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from editor.errors import UserError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
TITLES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE", "cp1252": "Windows-1252 (Western)", "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)", "cp1253": "Windows-1253 (Greek)", "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)", "cp1256": "Windows-1256 (Arabic)", "latin-1": "ISO 8859-1 (Western)",
    "koi8-r": "KOI8-R (Cyrillic)", "shift_jis": "Shift JIS (Japanese)", "cp932": "Windows-932 (Japanese)",
    "euc_jp": "EUC-JP (Japanese)", "gb18030": "GB 18030 (Chinese)", "big5": "Big5 (Chinese)",
    "euc_kr": "EUC-KR (Korean)", "cp949": "Windows-949 (Korean)",
}
_SIGNATURES = (  # how files begin that people drop on a transcript editor by mistake
    (b"%PDF-", "a PDF document: save its text as .txt first"),
    (b"PK\x03\x04", "a packed file such as a Word document: save its text as .txt first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save its text as .txt first"),
    (b"{\\rtf", "a rich text document: save it as plain text (.txt) first"),
    (b"ID3", "a sound recording: transcribe it first, then open the transcript"),
    (b"RIFF", "a sound or video recording: transcribe it first, then open the transcript"),
    (b"OggS", "a sound recording: transcribe it first, then open the transcript"),
    (b"fLaC", "a sound recording: transcribe it first, then open the transcript"),
    (b"\x1aE\xdf\xa3", "a video recording: transcribe it first, then open the transcript"),
    (b"\x89PNG", "a picture: open the text of the transcript instead"),
    (b"\xff\xd8\xff", "a picture: open the text of the transcript instead"),
    (b"\x1f\x8b\x08", "a packed file: unpack it first, then open the transcript"),
    (b"\x7fELF", "a program: open the text of the transcript instead"),
    (b"SQLite format 3\x00", "a database: open the text of the transcript instead"),
)
_NOT_TEXT = "“{path}” is not a text file; it looks like {what}."
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_SAMPLE = 1 << 16
_STRETCH = 1000  # bytes of a sample around one that is beyond ASCII
_HIGH = re.compile(rb"[\x80-\xff]+")
_BORDER = re.compile(rb"[\r\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
# Accented letters and typographic signs that Western texts really use, as Windows-1252 has them.
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœšùúûüýÿžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸŠŽ"
                     "‘’‚“”„–—…•€£¥¢°©®™§«»‹›¿¡ªº´·½¼¾×²³¹±µ\xa0\xad")
_SIGN_IN_WORD = re.compile("[a-zA-Z][€‚„…•£¥¢°©™®§¿¡´½¼¾×²³¹±µ][a-z]")  # "s³owo" is Polish read as Western


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what is needed to encode it back."""

    text: str
    encoding: str
    bom: bytes = b""
    notes: tuple[str, ...] = ()


def decode(data: bytes, path: Path | str, encoding: str | None = None) -> Decoded:
    """Decode the bytes of `path`: by its byte order mark, as UTF-8, as UTF-16, else by the look of a sample.

    `encoding` overrides all guesses. Raises UserError for a file that is not text, and for an `encoding` that
    does not exist or does not fit. Cost: linear; the slow guess reads at most 64 kB.
    """
    if encoding is not None:
        return _decode_as(data, path, encoding)
    for bom, name in _MARKS:
        if data.startswith(bom) and (name not in ("utf-32-le", "utf-32-be") or len(data) % 4 == 0):
            return _unicode(data, name, bom)
    _refuse_known_binary(data, path)
    if (wide := _wide_without_mark(data)) is not None:
        return _unicode(data, wide, b"", guessed=True)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    _refuse_binary(data, path, is_utf8=bool(text))
    if text or not data:
        return Decoded(text, "utf-8")
    return _damaged_utf8(data) or _eight_bit(data)


def encode(text: str, encoding: str, bom: bytes = b"", tail: bytes = b"") -> bytes:
    """Encode text that `decode` (or an edit of it) gave; `tail` are bytes too few for a last character.

    Raises UnicodeEncodeError where the encoding lacks a character of `text`.
    """
    return bom + text.encode(encoding, _errors(encoding)) + tail


def tail_of(data: bytes, encoding: str, bom: bytes) -> bytes:
    """Return the bytes at the end of `data` that are too few for a character of a wide encoding."""
    odd = (len(data) - len(bom)) % _UNIT.get(encoding, 1)
    return data[len(data) - odd :] if odd else b""


def title_of(encoding: str) -> str:
    """Return an encoding's name as people know it."""
    return TITLES.get(encoding, encoding)


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding in _UNIT else "surrogateescape"


def _decode_as(data: bytes, path: Path | str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise UserError(f"“{path}” cannot be read as “{encoding}”: there is no such encoding; "
                        "try utf-8 or cp1252.") from None
    name = {"utf-8-sig": "utf-8", "iso8859-1": "latin-1"}.get(name, name)
    if name in ("utf-16", "utf-32"):
        name += "-be" if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) else "-le"
    bom = next((bom for bom, its in _MARKS if its == name and data.startswith(bom)), b"")
    if name in _UNIT or name == "utf-8":
        return _unicode(data, name, bom)
    try:
        text = data.decode(name, "surrogateescape")
        same = text.encode(name, "surrogateescape") == data
    except (UnicodeError, LookupError):  # LookupError: a codec of Python's that is not about text ("zlib")
        raise UserError(f"“{path}” cannot be read as “{encoding}”: choose another encoding.") from None
    strange = ("This encoding can spell some characters in two ways: they may be saved in the other one.",)
    return Decoded(text, name, notes=(f"Read as {title_of(name)}.", *(() if same else strange)))


def _unicode(data: bytes, name: str, bom: bytes, guessed: bool = False) -> Decoded:
    tail = tail_of(data, name, bom)
    try:
        text = data[len(bom) : len(data) - len(tail)].decode(name, _errors(name))
    except UnicodeDecodeError:  # only UTF-32 has numbers that no character has
        return _eight_bit(data)
    notes = [f"Read as {title_of(name)}."] if name != "utf-8" or guessed else []
    if tail:
        notes.append("The file is cut off inside its last character; that piece is kept as it is.")
    if damaged := _damaged(text):
        notes.append(f"{damaged} damaged characters are shown as \ufffd; where you do not edit they are kept.")
    return Decoded(text, name, bom, tuple(notes))


def _damaged(text: str) -> int:
    """Return how many lone surrogates are in `text`; at C speed where there is none."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return len(_SURROGATE.findall(text))
    return 0


def _wide_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 flavour of a file without byte order mark: Western letters have one zero byte each."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    zeros = {"utf-16-be": sample[0::2].count(0), "utf-16-le": sample[1::2].count(0)}
    name = max(zeros, key=lambda its: zeros[its])
    many, few = max(zeros.values()), min(zeros.values())
    if many <= 0.4 * pairs or few * 8 >= many:
        return None
    text = sample[: 2 * pairs].decode(name, "replace")
    controls = sum(c < " " and c not in "\t\n\r\f" for c in text)
    return name if controls <= 0.05 * pairs + 1 else None


def _refuse_known_binary(data: bytes, path: Path | str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 4 or not _is_plain(data[:256])):
            raise UserError(_NOT_TEXT.format(path=path, what=what))
    if data[4:8] == b"ftyp":
        what = "a sound or video recording: transcribe it first, then open the transcript"
        raise UserError(_NOT_TEXT.format(path=path, what=what))


def _is_plain(start: bytes) -> bool:
    """True where the first bytes are ordinary text ("RIFFs are fun", a talk about "ID3 tags")."""
    return not start.translate(None, bytes(range(32, 127)) + b"\t\r\n")


def _refuse_binary(data: bytes, path: Path | str, is_utf8: bool) -> None:
    """Refuse what has more control characters than any damaged text; a few NULs in a text are let through."""
    middle = max(0, len(data) // 2 - _SAMPLE // 2)
    sample = data[:_SAMPLE] + (data[max(middle, _SAMPLE) :][:_SAMPLE] if len(data) > _SAMPLE else b"")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    least, share = (32, 0.30) if is_utf8 else (4, 0.03)
    if controls >= least and controls > share * len(sample):
        what = "data that only a program can read: open the text of the transcript instead"
        raise UserError(_NOT_TEXT.format(path=path, what=what))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Return the text where the file is UTF-8 but for fewer bad bytes than good characters beyond ASCII."""
    sample = b"\n".join(_lines_beyond_ascii(data))
    text = sample.decode("utf-8", "surrogateescape")
    bad = _damaged(text)
    good = sum(c > "\x7f" for c in text) - bad
    if bad > good and bad > len(_UTF8_SURROGATE.findall(sample)) * 3:
        return None
    text = data.decode("utf-8", "surrogateescape")
    bad = _damaged(text)
    note = f"{bad} bytes are not UTF-8 and are shown as \ufffd; where you do not edit they are kept as they are."
    return Decoded(text, "utf-8", notes=("Read as damaged UTF-8.", note))


def _eight_bit(data: bytes) -> Decoded:
    """Decode in an encoding from before Unicode: Windows-1252 where that looks right, else the best guess."""
    sample = b"\n".join(_lines_beyond_ascii(data))
    name = "cp1252"
    if not _looks_western(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        name = best.encoding if best is not None else name
    text, name = _without_loss(data, name)
    note = f"Read as {title_of(name)}, a guess from the text; if letters look wrong, choose another encoding."
    bad = _damaged(text)
    notes = (note, f"{bad} bytes have no character there and are shown as \ufffd; they are kept.") if bad else (note,)
    return Decoded(text, name, notes=notes)


def _without_loss(data: bytes, name: str) -> tuple[str, str]:
    """Return the text, in `name` where that gives every byte back, else in Windows-1252 (which always does)."""
    try:
        text = data.decode(name)
        if text.encode(name) == data:
            return text, name
    except (UnicodeError, LookupError):
        pass
    return data.decode("cp1252", "surrogateescape"), "cp1252"


def _lines_beyond_ascii(data: bytes) -> list[bytes]:
    """Return the first stretches that have bytes beyond ASCII, 64 kB or so in all: what a guess can learn from.

    Stretches are cut at line ends and spaces, which no encoding uses inside a character.
    """
    found, size, end = [], 0, 0
    for run in _HIGH.finditer(data):
        if run.start() < end:
            continue
        start = _last_border(data, max(end, run.start() - _STRETCH), run.start())
        stop = min(run.end(), run.start() + _SAMPLE)
        border = _BORDER.search(data, stop, stop + _STRETCH)
        end = border.start() if border else min(len(data), stop + _STRETCH)
        found.append(data[start:end])
        size += end - start
        if size > _SAMPLE:
            break
    return found


def _last_border(data: bytes, least: int, position: int) -> int:
    """Return where the line begins that holds `position`, at most down to `least`; there, behind the first space."""
    line = max(data.rfind(b"\n", least, position), data.rfind(b"\r", least, position))
    if line >= 0:
        return line + 1
    space = data.find(b" ", least, position) if least else least - 1
    return position if least and space < 0 else space + 1


def _looks_western(sample: bytes) -> bool:
    """True where Windows-1252 gives accented letters and typographic signs that stand alone among plain letters."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [c for c in text if c > "\x7f"]
    if not all(c in _WESTERN for c in high):
        return False
    if _SIGN_IN_WORD.search(text):
        return False
    longest = max((len(m[0]) for m in re.finditer(r"[^\x00-\x7f]+", text)), default=0)
    capitals = len(re.findall(r"(?<=[a-z])[À-Þ]", text))
    return longest <= 3 and capitals * 10 <= len(high)
