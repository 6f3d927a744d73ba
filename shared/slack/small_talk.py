"""What people write to a colleague and what is no question for the analytics: thanks, greetings, "who are you?"."""

import re

from shared.slack.meanings import meaning_asked

THANKS = "You are welcome. Ask me whenever you like."
GREETING = "Hello! Ask me about customers, sales or products, as “who may leave?”, or write “help” for all I can do."
AGREED = "👍"
FAREWELL = "See you!"
NEVER_MIND = "All right. Ask me something else whenever you like."
ABOUT_ME = (
    "I am Selvage's analyst, a program. I answer questions about this shop's customers, sales and products from its "
    "own orders, and change nothing but tickets, when you click. Write “help” for all I can do."
)
CRITICISM = (
    "I am sorry that this did not help. The 👎 under an answer tells those who run me. In other words, or with “help”, "
    "I may do better."
)
JOKE = "Why did the customer leave without a word? Nobody had asked me in time. Try “who may leave?”."

_THANKS = (
    r"(?:ok(?:ay)? |great |perfect |cool |super |many |no )*"
    r"(?:thanks|thank you|thank u|thx|ty|cheers|tysm|much appreciated|danke|merci)"
    r"(?: (?:a lot|so much|very much|a million|again|for (?:that|this|the help|your help)|everyone|all|bot|selvage"
    r"|mate|you))*"
)
_GREETING = (
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|moin|hallo|bonjour|salut)"
    r"(?: (?:there|all|everyone|team|selvage|bot))*(?: how are you(?: today| doing)?)?|how are you(?: today)?"
)
_AGREED = (
    r"(?:ok(?:ay)?|k|alright|all right|got it|i see|great|nice|cool|perfect|good|good job|well done|super|awesome|wow"
    r"|understood|makes sense|interesting|sure|fine|lol|haha|will do|noted|yes)"
    r"(?: (?:ok|good|great|nice|cool|then|job|one|work|bot))*"
)
_FAREWELL = r"(?:bye|goodbye|good night|see you(?: later| tomorrow)?|cu|ciao|have a nice (?:day|weekend|evening))"
_NEVER_MIND = (
    r"(?:never ?mind|forget (?:it|that)|nothing|no|nope|nah|none(?: of (?:them|these|those))?|neither"
    r"|not (?:that|now|these))"
)
_ABOUT_ME = (
    r"(?:who|what) are you|what is (?:selvage|your name)|what's your name|who (?:made|built|wrote) you"
    r"|are you (?:a |an )?(?:bot|robot|human|person|ai|machine|real|chatgpt|claude|there)"
)
_CRITICISM = (
    r"(?:you are|you're|this is|that is|that's|that was) (?:\w+ )?"
    r"(?:useless|stupid|wrong|bad|dumb|rubbish|nonsense|terrible|not helpful|unhelpful|crap)"
)
_JOKE = r"(?:can you )?(?:please )?tell (?:me|us) (?:a|another) joke|(?:a )?joke(?: please)?"

#: What a whole message may be, in plain letters, and what it is answered.
_TALK = tuple(
    (re.compile(pattern, re.IGNORECASE), reply)
    for pattern, reply in (
        (_THANKS, THANKS),
        (_GREETING, GREETING),
        (_AGREED, AGREED),
        (_FAREWELL, FAREWELL),
        (_NEVER_MIND, NEVER_MIND),
        (_ABOUT_ME, ABOUT_ME),
        (_CRITICISM, CRITICISM),
        (_JOKE, JOKE),
    )
)
#: Whoever talks is brief; whoever is not asks.
MOST_CHARACTERS = 120


def small_talk(text: str) -> str | None:
    """What to answer; None for whatever may be a question. The whole text must be small talk."""
    if len(text) > MOST_CHARACTERS:
        return None
    plain = " ".join(re.sub(r"[^\w\s']", " ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).split())
    if not plain:
        # Emoji agree; punctuation alone asks for help, which is given elsewhere.
        return AGREED if re.search(r"[^\s\x00-\x7f]", text) else None
    return _reply(plain) or _reply_to_the_last(plain.split()) or meaning_asked(plain)


def _reply(plain: str) -> str | None:
    return next((reply for pattern, reply in _TALK if pattern.fullmatch(plain)), None)


def _reply_to_the_last(words: list[str]) -> str | None:
    """Of two in a row, as "great, see you tomorrow"."""
    halves = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words)))
    return next((reply for first, second in halves if _reply(first) and (reply := _reply(second))), None)
