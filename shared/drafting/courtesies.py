"""The parts of a reply that say nothing about the matter: greeting, thanks, farewell, signature; and quoted mail.

Tables for the languages that shops of ours write in. A line that no row knows counts as substance, so a missing row
makes a draft look a little better or worse kept, and never more than by that line.
"""

import re

#: How a reply begins. A name may follow, up to the mark that ends the greeting.
GREETINGS = (
    r"hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)",  # English
    r"hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|moin|servus|grüezi",  # German
    r"bonjour|bonsoir|salut|ch(?:er|ère)|madame|monsieur",  # French
    r"hola|buen(?:os|as)(?: (?:días|tardes|noches))?|estimad[oa]s?|querid[oa]s?",  # Spanish
    r"ciao|salve|buon(?:giorno|asera)|gentile|egregi[oa]|car[oa]",  # Italian
    r"olá|oi|bo[ma] (?:dia|tarde|noite)|prezad[oa]|car[oa]",  # Portuguese
    r"hoi|beste|geachte|goede(?:morgen|middag|navond|ndag)",  # Dutch
    r"hej|hei|kära|kjære|kære|cześć|dzień dobry|szanown[aiy]\w*",  # Scandinavian, Polish
)

#: A whole line that ends a letter; what follows it is the signature.
FAREWELLS = (
    r"(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?|many|all the best|good) )?(?:regards|wishes)",
    r"best|all the best|cheers|thanks|thank you|many thanks|thanks again|thanks so much|take care|love|sincerely",
    r"yours (?:sincerely|truly|faithfully)|sincerely yours|warmly|respectfully|talk soon|have a (?:\w+ )?day",
    r"(?:mit )?(?:freundliche|liebe|viele|herzliche|beste|schöne|sonnige)[nm]? gr(?:ü|ue)(?:ß|ss)en?(?: aus \w+)?",
    r"mfg|lg|vg|gruß|alles gute|hochachtungsvoll|herzlichst?|danke|vielen dank",
    r"(?:bien )?(?:cordialement|à vous)|(?:très )?bonne (?:journée|soirée)|belle journée|amicalement|sincèrement",
    r"(?:sincères |meilleures |cordiales )salutations|bien à vous|à bientôt|merci(?: d'avance)?",
    r"(?:un (?:cordial )?)?(?:saludos?|abrazo)(?: cordial(?:es)?)?|atentamente|cordialmente|gracias|muchas gracias",
    r"(?:un )?(?:cordial[ei] |distinti |cari )?salut[oi](?: cordiali)?|cordialmente|buona giornata|grazie(?: mille)?",
    r"atenciosamente|(?:com os )?(?:melhores )?cumprimentos|abraços?|obrigad[oa]|cordialmente",
    r"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|bedankt|mvg",
    r"med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|(?:med )?vennlig hilsen|(?:med )?venlig hilsen|pozdrawiam",
    r"(?:どうぞ)?(?:何卒)?(?:よろしく|宜しく)お願い(?:いた|致)?します|敬具",
)

#: Sentences that would stand in a reply to anything. The pattern must match from the sentence's beginning.
PLEASANTRIES = (
    r"(?:many )?thank(?:s| you)(?: (?:so|very) much)?(?: again)?(?: in advance)?$",
    r"(?:many )?thank(?:s| you)(?: (?:so|very) much)?(?: again)? for (?:\w+ )?(?:reaching|getting in|contacting)\b",
    r"(?:many )?thank(?:s| you)(?: (?:so|very) much)?(?: again)? for (?:\w+ )?(?:writing|your|letting us know|the)\b",
    r"(?:many )?thank(?:s| you)(?: (?:so|very) much)?(?: again)? for (?:being|bearing|asking)\b",
    r"(?:please )?(?:feel free to|don't hesitate to|do not hesitate to) (?:reach out|contact|reply|write|ask|let)\b",
    r"if (?:there is|there's|you have|you need) any(?:thing| (?:other|more|further)? ?questions)\b",
    r"(?:please )?let (?:me|us) know if (?:there is|there's|you have|you need|i can|we can) (?:any|do any|help)",
    r"(?:i|we)(?:'m| am|'re| are) (?:here|happy|glad) to (?:help|assist)\b",
    r"i hope (?:this|that|you|your|all)\b(?!.*\b(?:refund|order|parcel|deliver|arriv)).*",
    r"(?:have|enjoy) (?:a|an|your|the) (?:\w+ )?(?:day|evening|weekend|week|time|trip)\b",
    r"(?:we|i)(?: really)? (?:appreciate|value) your\b",
    r"(?:herzlichen|vielen|besten|lieben) dank\b|danke\b|(?:bei|für) (?:weitere|rück)\w* ?fragen\b",
    r"melden sie sich (?:gern|jederzeit)|(?:ich|wir) (?:helfe|helfen|freue|freuen)\b.*gern",
    r"merci\b|n'hésitez pas\b|nous restons à votre disposition|je reste à votre disposition",
    r"(?:muchas )?gracias\b|no dudes? en\b|quedamos a tu disposición",
    r"(?:la ringrazio|ti ringrazio|grazie)\b|resto a disposizione|non esiti",
    r"(?:muito )?obrigad[oa]\b|não hesite\b",
    r"(?:hartelijk )?(?:bedankt|dank je|dank u)\b|laat het (?:me|ons) (?:gerust )?weten",
    r"お問い合わせ(?:いただき|頂き)|いつも.*ありがとう|(?:どうぞ|何卒)?(?:よろしく|宜しく)お願い",
)

#: The line above what a mail program quotes; it may be broken into two.
QUOTE_HEADS = (
    r"on .{4,200} wrote",
    r"am .{4,200} schrieb(?: .{0,200})?",
    r"le .{4,200} a écrit",
    r"el .{4,200} escribió",
    r"il .{4,200} ha scritto",
    r"em .{4,200} escreveu",
    r"op .{4,200} schreef(?: .{0,200})?",
    r"den .{4,200} (?:skrev|schrieb)(?: .{0,200})?",
)
#: A line that says by itself that what follows is an older message.
DIVIDERS = (
    r"-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\b.*",
    r"-{2,} ?(?:messaggio originale|oorspronkelijk bericht)\b.*",
    r"_{8,}",
    r"(?:from|von|de|da|van): .*(?:@|<).*",
)


def any_of(rows: tuple[str, ...]) -> str:
    """One pattern for all rows of a table."""
    return "|".join(f"(?:{row})" for row in rows)


_MARK = r"[,!.:;~\u2026\uff01\u3001\uff0c\u3002\u2014-]"
#: Titles whose full stop does not end a greeting.
_TITLE = r"(?:mrs?|ms|dr|prof|mme|mlle|sra?|srta|dott|sig|hr|fr|[a-z])\."
GREETING = re.compile(
    rf"(?:[¡¿]\s?)?(?:{any_of(GREETINGS)})\b(?:\s{_TITLE}|[^,!.:;…\n]){{0,60}}?(?:\s?{_MARK}+|$)", re.IGNORECASE
)
#: "田中様" and the like: a name with its title, alone in its line.
TITLED_NAME = re.compile(r"\S{1,20}(?:様|さま|さん|殿)[、,]?$")
FAREWELL = re.compile(rf"(?:{any_of(FAREWELLS)})(?: from [\w' ]{{1,30}})?\s?{_MARK}*", re.IGNORECASE)
PLEASANTRY = re.compile(any_of(PLEASANTRIES), re.IGNORECASE)
QUOTE_HEAD = re.compile(rf"(?:{any_of(QUOTE_HEADS)})\s?:\s*", re.IGNORECASE)
DIVIDER = re.compile(any_of(DIVIDERS), re.IGNORECASE)
