"""Open a transcript, save it where it came from, export it in another format."""

from __future__ import annotations

import errno
from pathlib import Path

from editor.errors import UserError
from editor.formats import registry, text
from editor.formats.decoding import Decoded, decode, encode, tail_of, title_of
from editor.formats.format import Format, Parsed
from editor.formats.literal import without_surrogates
from editor.storage.atomic import write_bytes
from editor.transcript import Source, Transcript


def read(path: Path | str, format: str | None = None,  # noqa: A002 - the word that every caller would look for
         encoding: str | None = None) -> Transcript:
    """Read a transcript; `format` and `encoding` override what the name and the content say.

    What the person should know of it is in `source.notes`. Raises UserError where the file cannot be read, is
    empty or is not text.
    """
    path = Path(path)
    chosen = registry.by_id(format) if format is not None else None
    data = _load(path)
    return transcript_of(data, path, chosen, encoding)


def transcript_of(data: bytes, path: Path, chosen: Format | None = None, encoding: str | None = None) -> Transcript:
    """Make a transcript of the bytes of `path`."""
    decoded = decode(data, path, encoding)
    if not decoded.text:
        raise UserError(f"“{path}” is empty: there is no transcript in it; open another file.")
    found, parsed, notes = _parsed(decoded, path, chosen)
    source = Source(path=path, format=found.id, encoding=decoded.encoding, bom=decoded.bom, newline=parsed.newline,
                    pieces=parsed.pieces, data=data, notes=(*decoded.notes, *notes, *parsed.notes))
    return Transcript(parsed.paragraphs, source)


def write(transcript: Transcript, path: Path | str, encoding: str | None = None) -> None:
    """Save in the format and encoding it was read in; paragraphs that nobody touched are written byte for byte.

    `encoding` saves in another one. Atomic. Raises UserError where the place cannot be written or the encoding
    lacks a character of the text.
    """
    write_bytes(path, content(transcript, path, encoding))


def content(transcript: Transcript, path: Path | str = "", encoding: str | None = None) -> bytes:
    """Return the bytes that `write` would put into `path`."""
    source = transcript.source
    restore = registry.by_id(source.format).module.restore
    if encoding is not None and encoding != source.encoding:
        return _encoded(without_surrogates(restore(transcript)), encoding, b"", b"", path)
    tail = tail_of(source.data, source.encoding, source.bom)
    return _encoded(restore(transcript), source.encoding, source.bom, tail, path)


def export(transcript: Transcript, format_id: str, encoding: str = "utf-8") -> bytes:
    """Return the transcript in any format, in UTF-8 without mark unless told otherwise.

    In the format that it was read in, untouched paragraphs stay as they are. Raises UserError where the transcript
    lacks what the format needs (subtitles need times).
    """
    wanted = registry.by_id(format_id)
    same = wanted.id == transcript.source.format and transcript.source.pieces
    text_of = wanted.module.restore if same else wanted.module.convert
    path = transcript.source.path or "The transcript"
    return _encoded(without_surrogates(text_of(transcript)), encoding, b"", b"", path)


def _parsed(decoded: Decoded, path: Path, chosen: Format | None) -> tuple[Format, Parsed, tuple[str, ...]]:
    guess = chosen or registry.guess(decoded.text, path)
    parsed = guess.module.parse(decoded.text)
    if parsed is not None:
        surprise = chosen is None and (by_name := registry.by_extension(path)) is not None and by_name is not guess
        return guess, parsed, (f"The content is {guess.title}, whatever the name says.",) if surprise else ()
    note = f"No part of it is {guess.title}: read as plain text."
    return registry.TEXT, text.parse(decoded.text), (note,)


def _encoded(written: str, encoding: str, bom: bytes, tail: bytes, path: Path | str) -> bytes:
    try:
        return encode(written, encoding, bom, tail)
    except UnicodeEncodeError as error:
        missing = written[error.start]
        raise UserError(f"“{path}” cannot be saved as {title_of(encoding)}, which has no “{missing}” "
                        f"(U+{ord(missing):04X}): save it as UTF-8, or take that character out.") from None
    except LookupError:
        raise UserError(f"“{path}” cannot be saved as “{encoding}”: there is no such encoding; "
                        "try utf-8.") from None


def _load(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise UserError(f"“{path}” is a folder: open a file in it.")
            raise UserError(f"“{path}” is not an ordinary file: copy its content to a file and open that.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UserError(_read_failure(path, error)) from error


def _read_failure(path: Path, error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT  # ValueError: a NUL in the name
    match number:
        case errno.ENOENT | errno.ENOTDIR:
            return f"“{path}” does not exist (any more): check its name, or whether it was moved or deleted."
        case errno.EACCES | errno.EPERM:
            return f"“{path}” may not be read by you: change its permissions, or open a copy of it."
        case errno.ENAMETOOLONG:
            return f"“{path}” cannot be opened: its name is too long."
        case _:
            return f"“{path}” cannot be read ({error}): copy it to this computer's disk and try again."
