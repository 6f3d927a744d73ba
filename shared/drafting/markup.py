"""Markup, code and encodings in a draft. Reads folded text."""

import re

#: What no letter holds, each pattern beside an example.
MARKUP = (
    ("<b>", r"<\s*[a-z!/?]|</|/>"),
    ("[text](link)", r"\[[^\[\]\n]*\]\s?\(|!\["),
    ("```", r"```|`[^`\n]+`"),
    ("&nbsp;", r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});"),
    ("{{name}}", r"[{}<>\\^~|]|\[\[|\$\{"),
    ("[a-z]+", r"\[[\w^-]+\][+*?]"),
    ("alert(1)", r"\b[a-z_.]+\((?:[^a-z)]|[\w.]+\)|\))|\w\(\)"),
    ("javascript:alert", r"\b(?:javascript|vbscript|data|jndi|ldap|file|tel)\s?:(?=\S)"),
    ("onerror=", r"\bon\w{3,20}\s*=|\w=[\"'\w]|\w\s=\s\w"),
    ("document.cookie", r"\b(?:document|window|console|os|sys|math|self|this)\.[a-z]\w+"),
    (
        "DROP TABLE users",
        (
            r"\b(?:drop|alter|create|truncate) (?:table|database)\b|\bunion (?:all )?select\b|\binsert into\b"
            r"|\bdelete from\b"
            r"|\bselect\b[^.!?\n]{1,80}?\bfrom\b[^.!?\n]*(?:\bwhere\b|;|\border by\b|$)|\bselect (?:case|@@|\*)"
            r"|\bexec\b"
            r"|;\s*shutdown\b|--\s*$|\bor 1\s?=\s?1\b|\bsleep\(\d"
        ),
    ),
    ("rm -rf", r"\brm -\w+|\bsudo \w+|\bcurl -|\bwget \w+:"),
    ("import os", r"^\s*(?:import \w+(?:, ?\w+)*$|from \w+ import\b|def \w+\b.*:|print\b|#include|function \w+\b)"),
    ("%3Cscript%3E", r"%[0-9a-f]{2}\w*%[0-9a-f]{2}"),
    (r"\x41", r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}"),
)
_MARKUP = re.compile("|".join(f"(?:{pattern})" for _, pattern in MARKUP), re.MULTILINE)
#: Too long for a word: something encoded. Only what stands in the ticket may be so long.
_ENCODED = re.compile(r"(?=\S*[a-z0-9])[a-z0-9+/=_-]{32,}")


def has_markup(plain: str, said: str) -> bool:
    """Whether the draft holds markup, code or something encoded that was not in the ticket."""
    return bool(_MARKUP.search(plain)) or any(match[0] not in said for match in _ENCODED.finditer(plain))
