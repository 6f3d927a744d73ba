"""Text for searching by words: what people write with and without accents, capitals and line breaks is one."""

import unicodedata


def unaccented(text: str) -> str:
    """The text in small letters without accents, on one line, with plain apostrophes."""
    apart = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
