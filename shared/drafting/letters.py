"""Text as a reader sees it: without invisible characters, and with look-alike letters folded into one."""

import re
import unicodedata

#: Control, format, surrogate, private and unassigned characters: nothing that a reader sees.
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: Letters and marks that print nothing: Hangul fillers, the braille blank, variation selectors, Mongolian ones.
INVISIBLE_CHARACTERS = frozenset(
    chr(code)
    for block in (
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
    for code in block
)
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

#: Letters that look like Latin ones, and the marks of typographers, each string beside its plain reading.
LOOK_ALIKES = (
    # Cyrillic, small and capital
    (
        "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0501\u04bb\u051b\u051d\u0475",
        "abekmhopctyxsijdhqwv",
    ),
    (
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u0500\u04ba\u051a\u051c",
        "abekmhopctyxsijdhqw",
    ),
    # Greek, small and capital
    ("\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2", "abenikvoptuxc"),
    ("\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "abehikmnoptyx"),
    # small capitals
    (
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
        "abcdefghijklmnoprstuvwyz",
    ),
    # Armenian, and Latin letters that Unicode does not take apart
    ("\u0570\u0578\u057d\u0585\u0261\u0131\u0142\u00f8\u0111\u0269", "hnuogilodi"),
    ("\u2018\u2019\u02bc\u00b4\u2010\u2011\u2012\u2013\u2014\u2212\u2044", "''''------/"),
)
_PLAIN = {ord(one): other for alike, plain in LOOK_ALIKES for one, other in zip(alike, plain, strict=True)}
#: Line breaks and tabs, which a reader sees although they print nothing.
_LAYOUT = {ord("\n"): None, ord("\t"): None}
#: What of ASCII prints nothing.
_UNPRINTED = dict.fromkeys(
    code for code in range(128) if unicodedata.category(chr(code)) == "Cc" and code not in (9, 10)
)


def visible(text: str) -> str:
    """The text with plain line breaks and without characters that print nothing."""
    text = LINE_BREAKS.sub("\n", text)
    if text.isascii() and text.translate(_LAYOUT).isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or (unicodedata.category(character) not in INVISIBLE_CATEGORIES and character not in INVISIBLE_CHARACTERS)
    )


def folded(text: str) -> str:
    """The text for comparing: visible, small letters without accents, look-alikes and other digits made plain."""
    text = visible(text)
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    apart = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in apart
        if not unicodedata.combining(character)
    )
