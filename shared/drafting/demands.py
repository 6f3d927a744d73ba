"""Whether a draft asks the customer for what no shop asks for: passwords, card numbers, papers, money. Folded text."""

import re

_PRIVATE = (
    r"(?:passwords?|passcodes?|pins?|pin codes?|cvv|cvc|security codes?|passports?|social security|bank(?:ing)? "
    r"(?:account |card )?(?:details|data|numbers?|logins?)|(?:full )?(?:credit |debit )?card (?:numbers?|details|data)"
    r"|(?:credit|debit) cards?|login details|gift cards?)"
)
#: Each demand beside a sentence that makes it.
DEMANDS = (
    (
        "Please send us your password.",
        (
            rf"\b(?:send|give|tell|enter|provide|share|confirm|verify|reply with|buy|type|submit"
            rf"|need)\b[^.!?,\n]{{0,40}}\b{_PRIVATE}\b"
        ),
    ),
    (
        "Please pay your open bill.",
        r"\b(?:please|must|have to|need to|should|kindly) (?:now )?(?:pay|transfer|wire|deposit)\b",
    ),
    (
        "Your account will be closed unless you call.",
        r"\bwill be (?:closed|suspended|terminated|blocked|deleted) (?:unless|if)\b",
    ),
    (
        "Senden Sie uns Ihr Passwort.",
        r"\b(?:senden|schicken|nennen|geben) sie\b[^.!?\n]{0,40}\b(?:passwort|kennwort|pin|kartennummer)",
    ),
    (
        "Envoyez votre mot de passe.",
        r"\b(?:envoyez|donnez|indiquez|communiquez)\b[^.!?\n]{0,40}\b(?:mot de passe|code secret)",
    ),
    (
        "Envíe su contraseña.",
        r"\b(?:envi\w+|mand\w+|indi\w+)\b[^.!?\n]{0,40}\b(?:contrasena|senha|clave secreta|password)",
    ),
)
_DEMANDS = re.compile("|".join(f"(?:{pattern})" for _, pattern in DEMANDS))
#: Ways of speaking of such things without asking for them, each beside an example.
HARMLESS = (
    ("Please never send your full card number.", r"\b(?:never|don't|do not|without|not)\b"),
    (
        "a screenshot with the card number hidden",
        r"\b(?:hidden|hiding|hide|cover\w*|blacked|masked|reset|new password|last (?:four|4))\b",
    ),
    ("Would you like to use a gift card?", r"\b(?:would you like|have you tried)\b"),
)
_HARMLESS = re.compile("|".join(f"(?:{pattern})" for _, pattern in HARMLESS))
_SENTENCE = re.compile(r"[^.!?\n]+")


def asks_for_secrets(plain: str) -> bool:
    """Whether the draft asks for a secret or for money, or threatens."""
    return any(_DEMANDS.search(one) and not _HARMLESS.search(one) for one in _SENTENCE.findall(plain))
