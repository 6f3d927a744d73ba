"""Deeds and states that a draft claims. Whoever wrote it has done nothing and looked nothing up. Reads folded text."""

import re

from shared.drafting.speech import WE, asserted

_DONE = (
    r"(?:cancel+ed|changed|updated|modified|amended|corrected|shipped|dispatched|re-?sent|reordered|refunded|upgraded"
    r"|replaced|rescheduled|rerouted|tracked|located|checked|verified|looked up|started|put through|set aside"
    r"|put aside|reserved|spoken|talked|called|contacted|scheduled|booked|created|submitted|deleted|transferred"
    r"|installed"
    r"|set up|arranged|purchased|ordered you|signed you up|removed)\b"
)
_DOING = r"(?:cancel+ing|changing|updating|modifying|shipping|sending|refunding)\b"
_DO = r"(?:cancel|change|modify|amend|ship|resend|reship|replace|upgrade|reroute)\b"
_SHIP = r"(?:ship(?:ping|ped)?|mail(?:ing)?|dispatch(?:ing)?|resend(?:ing)?)\b"
_THING = r"(?:orders?|parcels?|packages?|items?|delivery|shipments?|returns?|payments?|subscriptions?|requests?)\b"
_RECORDS = r"(?:systems?|records?|accounts?|files?|data|database|history)\b"
_ARRIVE = r"(?:arrive|ship|get there|get to you|be (?:there|with you)|reach you)\b"
_WILL = r"(?:'\w+| will| would| can| am| are| be| have| just| also| now| already| gladly| happily| happy to| glad to)*"
_OUT = r"(?: along| out| over)?(?: you)? (?:an?|another|the|your|one|some)\b"
#: What "I'll send you a ..." may announce without shipping anything.
_WORDS = r"(?:answer|update|reply|message|note|e-?mail|link|details|confirmation|request|question|line|list)"

#: Each deed beside a sentence that claims or announces it. The shop's own sentence may be repeated.
DEEDS = (
    ("I have now cancelled it.", rf"(?<!\byou)(?:'ve| have| has)(?: \w+)? {_DONE}"),
    ("I just updated your address.", rf"\b(?:i|we)(?: just| already)? {_DONE} (?:your|you|the|it|this|that|with)\b"),
    ("I'm cancelling it.", rf"\b(?:i am|i'm|we are|we're)(?: now)? {_DOING} (?:your|the|you|it|this)\b"),
    ("We'll change your order.", rf"\b(?:i|we)(?:'ll| will)(?: \w+)? {_DO} (?:your|the|it|this|that|out)\b"),
    ("We're shipping a new one.", rf"{WE}{_WILL} {_SHIP}"),
    ("I'll send along a new one.", rf"{WE}{_WILL} (?:send|sending){_OUT}(?! (?:\w+ )?{_WORDS})"),
    ("I'll have two sent out.", rf"{WE}{_WILL} have (?:[\w-]+ ){{1,5}}(?:sent|shipped|dispatched)\b"),
    ("A new one will be sent.", r"\b(?:will|'ll) be (?:\w+ )?(?:sent|shipped|mailed|dispatched|delivered|replaced)\b"),
    ("I'll throw in another.", r"\bthrow(?:ing|n)? in\b"),
    (
        "I went ahead with it.",
        r"\b(?:went ahead|gone ahead|taken care of it|(?:have|'ve|has) [^.!?\n]{0,60}on your behalf)\b",
    ),
    ("Our warehouse confirmed it.", rf"{WE} (?:confirmed|told me|says?|said|informed me)\b"),
    ("Your parcel should arrive.", rf"\b(?:it|{_THING}) (?:will|should) (?:\w+ )?{_ARRIVE}"),
    ("It'll reach you.", rf"\bit'll (?:\w+ )?{_ARRIVE}"),
    ("Expect your parcel.", r"\bexpect (?:your|the|it|delivery)\b"),
    ("All is set up now.", r"\b(?:is|are) (?:now )?(?:all )?(?:set up|forwarded|scheduled|booked)\b"),
    ("Our policy allows it.", r"\bour (?:\w+ ){0,2}polic(?:y|ies) \w+"),
    ("I can see it in our system.", rf"\b(?:i|we) (?:can )?see(?: \w+){{0,3}} (?:in|from) (?:our|the|your) {_RECORDS}"),
    ("Our records show it.", rf"\b(?:our|the) {_RECORDS} (?:shows?|indicates?|says?|tells?|flags?)\b"),
)
_DEEDS = tuple(re.compile(pattern) for _, pattern in DEEDS)

_ORDER_NUMBER = r"(?: #?[\w-]*\d[\w-]*)?"
_IS = r"(?:'s| is| are| was| were| has| have| just| already| now| currently| been| being| got)"
_STATE = (
    r"(shipped|dispatched|sent|delivered|cancel+ed|changed|updated|approved|granted|accepted|processed|ready|prepared"
    r"|packed|confirmed|scheduled|left|handed|picked up|located|found|lost|stuck"
    r"|(?:in|out of) stock|delayed (?:because|due|by))\b"
)
#: Each state beside a sentence that asserts it. Its words, the group, may be repeated when the ticket asserts them.
STATES = (
    ("Order 12345 has been shipped.", rf"\b{_THING}{_ORDER_NUMBER}{_IS}* {_STATE}"),
    ("It's already delivered.", rf"\bit{_IS}* {_STATE}"),
    ("It is on its way.", r"\b(on (?:its|the) way|(?:heading|headed|coming) your way|in transit|out for delivery)\b"),
    ("It is with the carrier.", r"\b(?:is|are|now|currently) (with the (?:carrier|courier))\b"),
    ("It left our warehouse.", r"\b(left (?:our|the) warehouse)\b"),
)
_STATES = tuple(re.compile(pattern) for _, pattern in STATES)


def claims_a_deed(plain: str, said_by_customer: str, said_by_shop: str) -> bool:
    """Whether the draft says that something was done, found out or will be sent, when nobody on the ticket has."""
    rest = asserted(plain)
    if any(match[0] not in said_by_shop for deed in _DEEDS for match in deed.finditer(rest)):
        return True
    known = asserted(f"{said_by_customer}\n{said_by_shop}")
    return any(match[1] not in known for state in _STATES for match in state.finditer(rest))
