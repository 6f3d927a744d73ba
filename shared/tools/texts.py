"""The texts that a tool may be told, as their JSON schema has them too."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

#: The longest e-mail address there can be (RFC 3696, erratum 1003: 64 + 1 + 255); no other text need be longer.
LONGEST_TEXT = 320


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not hold the character NUL")
    return text


Text = Annotated[
    str,
    StringConstraints(max_length=LONGEST_TEXT),
    AfterValidator(_storable),
    WithJsonSchema({"type": "string", "maxLength": LONGEST_TEXT, "pattern": r"^[^\x00]*$"}),
]


def _said(text: str) -> str:
    if not text.replace("\ufeff", "").strip():
        raise ValueError("must not be blank")
    return _storable(text)


#: A text that is not blank. Python, JSON Schema and pydantic differ in what they take for blank; this is all of it.
Words = Annotated[
    str,
    StringConstraints(max_length=LONGEST_TEXT),
    AfterValidator(_said),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": LONGEST_TEXT,
            "pattern": r"^[^\x00]*[^\s\x00\x1c-\x1f\x85\ufeff][^\x00]*$",
        }
    ),
]
