"""The words in which people ask for reports, and for no more of them, as expressions over lower-case text."""

import calendar
import re
from collections.abc import Mapping

from shared.domain.subscriptions import Rhythm
from shared.questions.slots.spans import either

LAST_DAY = 31

WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, day in enumerate(calendar.day_name, start=1)
    for name in (day.lower(), day[:3].lower(), f"{day.lower()}s")
} | {"tues": 2, "thur": 4, "thurs": 4}
NUMBERED: Mapping[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifteenth": 15,
    "last day": LAST_DAY,
    "last": LAST_DAY,
}
EVERY = r"(?:every|each|once (?:a|every|each)|on an?)"
MONTH = r"(?:of|in) (?:the|a|each|every) month"

#: What asks for a report, beside its time. A request alone, as "send me this", is none.
ASKS = re.compile(
    r"(?:(?:can|could|would|will) (?:you|i|we)(?: please)? |please |keep |i(?:'d| would) like (?:you )?(?:to )?"
    r"|(?:i|we) (?:want|need) (?:you )?(?:to )?|let(?: me| us|'s) )*"
    r"(?:send(?:ing)?|post(?:ing)?|repeat|run|share|give|show|tell|get|have|see|receive|schedule|set up|deliver"
    r"|subscribe|sign|ping|update|remind|report)?"
    r"(?: (?:me|us|up))?(?: (?:to|for|with|about|of))?"
    r"(?: (?:me|us))?"
    r" ?(?:(?:(?:the|this|that|my|our|a|an|these|those) )(?:[a-z]+ ){0,3}"
    r"(?:report|reports|summary|forecast|update|overview|numbers|figures|list|chart|answer|breakdown)\b"
    r"|(?:this|that|it|these|those|the same)\b)?"
)
FILLERS = re.compile(
    either(
        (
            *("please", "pls", "plz", "thanks", "thank you", "thx", "hey", "hi", "hello", "ok", "okay", "yes", "great"),
            *("now", "then", "and", "just", "also", "from now on", "going forward", "from here on", "starting now"),
            *("here", "in here", "in this thread", "in this channel", "to this channel", "to this thread", "again"),
            *("to me", "to us", "with me", "with us", "for me", "for us", "me", "us", "for", "a report", "report"),
            *("as a report", "automatically", "regularly"),
        )
    )
    + r"(?![\w'])"
)
TIME = re.compile(
    r"(?:at |by |@ ?)?(?:(?P<word>noon|midday|midnight)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>am|pm|a\.m\.|p\.m\.)| ?(?:o'clock|h))?)"
    r"(?![\w:.]*\d)\b\.?"
)
UNSUPPORTED = re.compile(
    r"(?:hourly|fortnightly|bi-?weekly|bi-?monthly|quarterly|yearly|annually"
    rf"|{EVERY} (?:hour|minute|quarter|year|weekday|workday|working day|business day|fortnight|weekend)s?"
    rf"|(?:on )?(?:weekdays|workdays|weekends)"
    rf"|{EVERY} (?:other|second|two|three|four|six|\d+) ?(?:{either(WEEKDAYS)}|(?:minute|hour|day|week|month|year)s?)"
    r"|twice an? (?:day|week|month))\b"
)
WEEKDAY = re.compile(
    rf"(?:(?:(?:on|every|each|and) )*(?P<one>{either(WEEKDAYS)}))(?: mornings?)?"
    r"(?: of (?:the|each|every) week)?\b"
)
DAY_OF_MONTH = re.compile(
    r"(?:(?:on|at|every|each) )*(?:the )?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)"
    rf"|(?P<word>{either(NUMBERED)})|(?P<edge>start|beginning|end))"
    rf"(?: day)?(?: (?P<month>{MONTH}))?\b"
)
RHYTHMS: tuple[tuple[re.Pattern[str], Rhythm], ...] = (
    (re.compile(rf"(?:daily|{EVERY} (?:single )?(?:day|morning))\b"), Rhythm.DAILY),
    (re.compile(rf"(?:weekly|{EVERY} (?:single )?week)\b"), Rhythm.WEEKLY),
    (re.compile(rf"(?:monthly|{EVERY} (?:single )?month)\b"), Rhythm.MONTHLY),
)
A_VERB = re.compile(r"\b(?:send|post|repeat|run|share|give|get|have|schedule|set up|deliver|subscribe|ping|receive)\b")

THIS = (
    r"(?:this|it|that|these|those|them|(?:the|this|that|these|those|my|our|all) ?"
    r"(?:daily |weekly |monthly )?(?:report|subscription|message|update|alert)s?)"
)
STOPS = re.compile(
    r"(?:(?:please|pls|ok|okay|hey|hi|thanks|now|you can|can you|could you|would you|i want to|i'd like to|we can),? )*"
    rf"(?:stop(?: (?:sending|posting|showing|giving))?(?: (?:me|us))?(?: {THIS})?"
    rf"|(?:cancel|end|remove|delete|kill)(?: {THIS})?"
    rf"|unsubscribe(?: (?:me|us))?(?: from)?(?: {THIS})?"
    r"|(?:no more|enough)(?: (?:of|with))?"
    rf"(?: (?:{THIS}|reports|updates|messages|alerts))?"
    rf"|(?:(?:i|we) )?(?:don't|do not|dont|no longer) (?:send|post|need|want)(?: (?:me|us))? {THIS}"
    rf"|(?:turn|switch) (?:{THIS} off|off {THIS}))"
    r"(?:,? (?:please|pls|thanks|thank you|now|any ?more|any longer|again|from now on|here))*"
)
MENTION = re.compile(r"<@[^>\s]{1,40}>|(?<!\S)@[\w.-]{1,40}")
NOT_SAID = re.compile(r"[\s,;!]+")
