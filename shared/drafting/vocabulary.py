"""Words that are for agents only, and the tricks by which they could be written past a search."""

import re

#: Each row is a pattern over folded text, matched as whole words. They hold even when the customer used the word.
FOR_AGENTS_ONLY = (
    # what the analytics measure
    r"churn\w*",
    r"c?ltv|clv",
    r"life ?time[ -]values?",
    r"(?:risk|rule|churn|loyalty|customer|value|engagement|retention|health)[ -]scor(?:e|es|ed|ing)",
    r"risk (?:level|rating|factor|profile|categor)\w*",
    r"(?:high|elevated|critical|low|moderate)[ -]risk",
    r"at[ -]?risk",
    r"analytics?",
    r"predict(?:ed|ion|ions|ive)",
    r"probability",
    r"(?:purchase|purchasing|buying|shopping) (?:patterns?|frequency|behaviou?rs?|history|habits?)",
    r"since your (?:last|most recent|previous) (?:purchase|order)|you (?:usually|typically|often) (?:buy|shop|order)",
    r"you (?:haven't|have not) (?:ordered|bought|shopped|purchased)|(?:thinking of|consider\w*) leaving(?: us)?",
    # what the analytics call customers
    r"\w*segment\w*",
    r"arch?etypes?|archetypen",
    r"cohorts?|lapsed|algorithms?|(?:win|want) you back|stopped (?:buying|shopping|ordering)",
    r"vips?",
    r"(?:high|mid|low|top)[ -]value",
    r"(?:valuable|profitable|best|top|big[ -]spending|high[ -]spending) (?:customers?|buyers?|shoppers?)",
    r"big[ -]spend\w*|your spending|sp(?:end|ent) so much|one of our (?:best|top|most) \w+",
    r"(?:seasonal|occasional|first[ -]time|one[ -]time|frequent|lapsed|dormant) (?:buyer|shopper)s?",
    r"(?:value|loyalty|customer|top|highest) tiers?",
    r"customer (?:insights?|profiles?|ranking)|your profile",
    r"engagement (?:level|trend|score)s?",
    r"retention (?:offer|strateg|priority|alert|team|polic|risk|campaign)\w*",
    r"abwander\w*|kundenwert\w*|valeur (?:vie )?client|valor del cliente|attrition",
    (
        r"(?:spent|spend|spending) (?:a lot|so much|much|plenty|most|more|less)\b(?! (?:of )?time)"
        r"|likely to (?:leave|churn|stop|return to us|buy|shop|come back)|(?:may|might|could|will) (?:stop"
        r" buying|leave us)"
    ),
    r"our (?:numbers|figures|data|statistics|model) (?:says?|shows?|suggests?|tells?|predicts?)",
    # what stands on the note and in the prompt
    r"internal(?:ly)?",
    r"do not share|(?:for|to) (?:the |our )?agents?|our model (?:thinks|says|shows|sees)",
    r"(?:i was|i have been|i've been) (?:told|asked|instructed) to|extra accommodating",
    r"system prompts?|(?:my|the) prompt|(?:my|system|previous|prior|above|hidden) instructions",
    r"(?:as|i am|i'm) an ai|(?:large )?language models?|(?:i am|i'm) claude|anthropic|openai|chatgpt",
)
_FORBIDDEN = re.compile(rf"(?<!\w)(?:{'|'.join(FOR_AGENTS_ONLY)})(?!\w)")

#: "c h u r n", "L.T.V.": single letters with something between them.
_SPELLED_OUT = re.compile(r"(?<!\w)(?:\w[ ._*~|/-]{1,2}){2,}\w(?!\w)")
#: "ch-urn", "ch.urn"
_BROKEN_UP = re.compile(r"(?<=[a-z])[._*~|-](?=[a-z])")
_DISGUISES = str.maketrans("013457@$!|", "oieastasii")


def speaks_to_agents(plain: str) -> bool:
    """Whether the folded text has a word that no customer may read."""
    joined = _SPELLED_OUT.sub(lambda match: re.sub(r"\W|_", "", match[0]), plain)
    whole = _BROKEN_UP.sub("", joined)
    return any(_FORBIDDEN.search(text) for text in (plain, joined, whole, whole.translate(_DISGUISES)))
