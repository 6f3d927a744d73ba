"""Questions as they are read: one way to write apostrophes, quotes, dashes, spaces and digits."""

#: Nobody asks in more; what stands behind it is not read.
LONGEST_QUESTION = 2000

_WRITTEN_AS = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4`\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d",
    " ": "\t\n\r\v\f\u00a0\u1680\u2007\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
    "@": "\uff20",
    "#": "\uff03",
    ".": "\uff0e",
} | {str(digit): chr(0xFF10 + digit) for digit in range(10)}
_TABLE = str.maketrans({written: plain for plain, many in _WRITTEN_AS.items() for written in many})


def plainly_written(text: str) -> str:
    """The text with plain characters for typographic ones, each in its place: positions and case stay."""
    return text.translate(_TABLE)
