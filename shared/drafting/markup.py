"""Markup, code and garbled writing in a draft. Reads folded text, but for the emoji."""

import re
import unicodedata

#: What no letter holds, each pattern beside an example.
MARKUP = (
    ("<b>", r"<\s*[a-z!/?]|</|/>"),
    ("[text](link)", r"\[[^\[\]\n]*\]\s?\(|!\["),
    ("```", r"```|`[^`\n]+`"),
    ("&nbsp;", r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});"),
    ("{{name}}", r"[{}<>\\^~|]|\[\[|\$\{"),
    ("alert(1)", r"\b[a-z_.]+\((?:[^a-z)]|[\w.]+\)|\))|\w\(\)"),
    ("javascript:", r"\b(?:javascript|vbscript|data|jndi|ldap|file|tel)\s?:(?=\S)"),
    ("onerror=", r"\bon\w{3,20}\s*=|\w=[\"'\w]|\w\s=\s\w"),
    ("document.cookie", r"\b(?:document|window|console|os|sys|math|self|this)\.[a-z]\w+"),
    (
        "DROP TABLE users",
        r"\b(?:drop|alter|create|truncate) (?:table|database)\b|\bunion (?:all )?select\b|\binsert into\b|\bdelete from\b"
        r"|\bselect\b[^.!?\n]{1,80}?\bfrom\b[^.!?\n]*(?:\bwhere\b|;|\border by\b|$)|\bselect (?:case|@@|\*)|\bexec\b"
        r"|;\s*shutdown\b|--\s*$|\bor 1\s?=\s?1\b|\bsleep\(\d",
    ),
    ("rm -rf", r"\brm -\w+|\bsudo \w+|\bcurl -|\bwget \w+:"),
    ("import os", r"^\s*(?:import \w+(?:, ?\w+)*$|from \w+ import\b|def \w+\b.*:|print\b|#include|function \w+\b)"),
    ("%3Cscript", r"%[0-9a-f]{2}\w*%[0-9a-f]{2}"),
    (r"\x41", r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}"),
)
_MARKUP = re.compile("|".join(f"(?:{pattern})" for _, pattern in MARKUP), re.MULTILINE)
#: Too long for a word: something encoded. Only what stands in the ticket may be so long.
_ENCODED = re.compile(r"(?=\S*[a-z0-9])[a-z0-9+/=_-]{32,}")
#: "th@nk", "p&rc#l", "4nsw3r", "-.-."
GARBLED = (
    ("th@nk", r"(?<![\w@.])[a-z]+[@#$%&*+!?]+[a-z]+(?![\w@.])(?!\.\w)"),
    ("#rd%r", r"(?<!\S)[a-z]*[#$%&@*]+[a-z]+[#$%&@*]+[a-z]*"),
    ("... --- ...", r"(?:[.-]{1,6}[ /]+){4,}"),
    ("01010100", r"(?<!\d)[01]{8}(?!\d)[ ,]+[01]{8}(?!\d)"),
    ("8 5 12 12 15", r"(?:(?<!\d)\d{1,2}[ ,-]+){6,}"),
    ("68 65 6c 6c 6f", r"(?:\b[0-9a-f]{2} ){6,}"),
)
_GARBLED = re.compile("|".join(f"(?:{pattern})" for _, pattern in GARBLED))

#: Emoji that a friendly letter may hold, and how many of them.
FRIENDLY = frozenset("😊🙂😀😃😄🤗🙏👍❤💛💙💚🧡💜🎉🎊✨🌟🐾🐶🐱📦🎁💐🌸☀☺♥✓✔")
MOST_FRIENDLY = 3
_SYMBOLS = frozenset({"So", "Sk"})
#: Signs that letters of shops hold.
_USUAL = frozenset("©®™°№`^´¨")


def has_markup(plain: str, said: str) -> bool:
    """Whether the draft holds markup, code or something encoded that was not in the ticket."""
    if _MARKUP.search(plain) or _GARBLED.search(plain):
        return True
    return any(match[0] not in said for match in _ENCODED.finditer(plain))


def has_odd_symbols(text: str) -> bool:
    """Whether the draft holds pictures that no shop's letter holds, or too many that it may hold."""
    symbols = [one for one in text if unicodedata.category(one) in _SYMBOLS and one not in _USUAL]
    return len(symbols) > MOST_FRIENDLY or not FRIENDLY.issuperset(symbols)
