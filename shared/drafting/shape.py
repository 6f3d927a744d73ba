"""Whether a draft has the shape of a support letter: nothing before its greeting, and nobody's private life in it."""

import re

#: How letters begin, over folded text; a greeting is a line of its own.
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|lieber?|guten (?:tag|morgen|abend)"
    r"|sehr geehrte[rs]?|bonjour|bonsoir|cher|chere|hola|buenas|buenos dias|estimad[oa]|ciao|gentile|buongiorno|car[oa]"
    r"|ola|oi|prezad[oa]"
    r"|beste|geachte|dag)\b[^.?\n]{0,40}"
)
#: What an agent tells nobody in a letter, each beside a sentence that does. English; over folded text.
PERSONAL = (
    (
        "My best friend is a robot.",
        (
            r"\bmy (?:own )?(?:best )?(?:friends?|favou?rites?|family|mother|father|wife|husband|dog|cat|dreams?"
            r"|hobby|hobbies|life|childhood|opinion|feelings?|weekend|birthday|religion)\b"
        ),
    ),
    (
        "Yes, I am very happy today, thank you for asking.",
        (
            r"\bi(?:'m| am| feel)(?: \w+)? (?:happy|sad|lonely|tired|bored|fine|great|well|good|hungry|angry|alive"
            r"|human) (?:today|now|because|when|thanks?)\b"
            r"|\bi(?:'m| am)\b[^.!?\n]{0,30}\bthank(?:s| you) for asking\b"
        ),
    ),
    ("I was born in a cloud.", r"\bi (?:was born|grew up|live in|dream of|fell in love|am in love)\b"),
    ("I love jazz.", r"\bi (?:love|hate|adore)\b(?! (?:that|to|how|hearing|seeing|your|it when|when)\b)"),
)
_PERSONAL = re.compile("|".join(pattern for _, pattern in PERSONAL))


def is_no_letter(plain: str) -> bool:
    """Whether something stands before the draft's greeting, or it speaks of the writer's own life."""
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    greets_late = any(_GREETING.fullmatch(line.rstrip(" ,!:")) for line in lines[1:-2])
    return greets_late or _PERSONAL.search(plain) is not None
