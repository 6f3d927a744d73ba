"""A first look at a file of orders: what kind it is, before anything is read out of it."""

import codecs
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from shared.errors import InvalidPayload, NotFound

#: A line of more bytes is no line of orders, and would have to be held in memory.
LONGEST_LINE = 1024 * 1024
PARQUET = b"PAR1"
#: How files begin that are neither CSV nor Parquet, and what to do with them.
FOREIGN = (
    (b"PK\x03\x04", "is a spreadsheet or a zip archive: save it as CSV (UTF-8), or unpack it"),
    (b"\xd0\xcf\x11\xe0", "is an old spreadsheet: save it as CSV (UTF-8)"),
    (b"\x1f\x8b", "is compressed: unpack it with gunzip"),
    (codecs.BOM_UTF16_LE, "is text in UTF-16: save it as CSV (UTF-8)"),
    (codecs.BOM_UTF16_BE, "is text in UTF-16: save it as CSV (UTF-8)"),
)


class Encoding(StrEnum):
    """How the bytes of a file become text, in the order in which they are tried."""

    UTF8 = "utf-8-sig"
    #: What Excel saves in Western Europe and America, and what Kaggle's copy of Online Retail is in.
    WINDOWS = "cp1252"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first look found out."""

    sha256: str
    #: None for Parquet, which is no text.
    encoding: Encoding | None


def survey(path: Path) -> Survey:
    """What the file is, having read all of it once in constant memory.

    Raises NotFound when there is no such file, and InvalidPayload when it can be neither CSV nor Parquet.
    """
    if not path.is_file():
        raise NotFound(f"there is no file {path}; check the path")
    try:
        with path.open("rb") as file:
            start = file.read(8)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InvalidPayload(f"{path} cannot be read: {error.strerror}") from error
    if not start:
        raise InvalidPayload(f"{path.name} is empty")
    for magic, advice in FOREIGN:
        if start.startswith(magic):
            raise InvalidPayload(f"{path.name} {advice}")
    return Survey(digest, None if start.startswith(PARQUET) else _encoding(path))


def _encoding(path: Path) -> Encoding:
    """The first encoding that can read every line."""
    stumbles_on: dict[Encoding, int] = {}
    with path.open("rb") as file:
        lines = iter(partial(file.readline, LONGEST_LINE), b"")
        for number, line in enumerate(lines, start=1):
            if len(line) == LONGEST_LINE:
                raise InvalidPayload(f"line {number} of {path.name} is longer than a million bytes: it is no CSV file")
            if not line.isascii():
                for encoding in Encoding:
                    if not _reads(encoding, line):
                        stumbles_on.setdefault(encoding, number)
    for encoding in Encoding:
        if encoding not in stumbles_on:
            return encoding
    number = stumbles_on[Encoding.UTF8]
    raise InvalidPayload(f"line {number} of {path.name} is neither UTF-8 nor Windows-1252 text: save it as CSV (UTF-8)")


def _reads(encoding: Encoding, line: bytes) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
