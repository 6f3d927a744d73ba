"""Whether a question is in another language than the one that questions are read in."""

import re

#: Short words that a sentence hardly does without, and that English does not have, or seldom.
WORDS = frozenset(
    (
        *("der", "das", "den", "dem", "ein", "eine", "und", "ist", "sind", "wie", "welche", "welcher", "wer", "unsere"),
        *("unser", "unserer", "wir", "ich", "kunden", "kunde", "zeig", "zeige", "mir", "nicht", "für", "mit", "wann"),
        *("viele", "viel", "umsatz", "haben", "können", "nächsten", "werden", "letzten", "von", "gib", "mehr", "oder"),
        *("le", "les", "des", "du", "une", "est", "sont", "quel", "quels", "quelle", "quelles", "qui", "nos", "notre"),
        *(
            "clients",
            "client",
            "nous",
            "je",
            "montre",
            "pour",
            "avec",
            "combien",
            "chiffre",
            "vont",
            "risquent",
            "partir",
        ),
        *("el", "los", "las", "una", "cuáles", "cuales", "quién", "quien", "nuestros", "nuestro", "muestra", "cuántos"),
        *("ventas", "clientes", "quali", "nostri", "clienti", "sono", "gli", "chi", "che", "della", "quanti"),
        *("welke", "onze", "klanten", "zijn", "hoeveel", "het", "een", "van"),
    )
)
#: So many words of a text must be among them.
FEWEST, LEAST_SHARE = 2, 0.4


def is_foreign(text: str) -> bool:
    """Whether the text is, by its short words, German, French, Spanish, Italian or Dutch rather than English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = sum(word in WORDS for word in words)
    return known >= FEWEST and known >= LEAST_SHARE * len(words)
