"""The simulated model: a polite draft that fits the ticket, and invents nothing.

It reads the sections of the prompt, as far as they are there: <customer_name>, <category>, <language>, <not_known>,
<policy>, <subject>, <customer_message>. Only order numbers that stand in them are repeated, and of the policy only what
it says about returns. In other languages than English it writes one letter for everything, and no
English under it.
"""

import re

SIMULATED = "(Simulated reply: no real model was asked.)"

SECTION = r"<{name}\b[^>]*>(.*?)</{name}\b"
ORDER_NUMBER = re.compile(r"\border\s*(?:number|no\.?|id)?\s*[:#]?\s*((?:[A-Z]{1,4}-?)?\d[\w-]*)", re.IGNORECASE)
#: A statement of the policy about returns.
RETURNS = re.compile(r"^Returns: (.+)$", re.MULTILINE)
#: What the prompt calls missing, and its code.
CODE = re.compile(r"^([a-z_]+): (.+)$", re.MULTILINE)
CLOSING = re.compile(r"End with:\s*\n(.+?)(?:\n\s*\n|\Z)", re.DOTALL)
STANDARD_CLOSING = "Best regards,\nCustomer Success Team"

RETURN = """\
Thank you for getting in touch about a return from {order}. I'm sorry that it wasn't what you hoped for.

So that we can look at the right way to handle it, could you tell me which item it is about, what you would prefer, \
and whether it is unused and in its packaging?

I'm looking into it with the team, and we will come back to you with the next steps."""
PRODUCT_ISSUE = """\
I'm really sorry that something in {order} wasn't as it should be, and thank you for telling us.

Could you send us a photo of the item and of the packaging, and tell us which item it is? That lets a colleague see \
what went wrong.

I'm looking into it with the team so that we can put this right with you."""
ORDER_STATUS = """\
Thank you for reaching out about {order}. I understand how frustrating it is to wait without knowing where a parcel \
is.

I'm looking into where it is right now. If you have the order number or a tracking link at hand, please reply with \
it: it helps us to find the parcel sooner.

Please also let me know whether the delivery address is still the right one."""
PRODUCT_QUESTION = """\
Thank you for your question. I'm glad that you asked us.

I'm passing it to a colleague who knows the product well, so that you get an answer that you can rely on.

If you tell me what you would like to use it for, we can advise you better."""
ORDER_CHANGE = """\
Thank you for letting us know that you would like to change {order}.

I'm looking into what is still possible. Could you confirm the order number, and exactly what you would like to have \
changed?

Until a colleague has confirmed it with you, please treat the order as it was placed."""
GENERAL = """\
Thank you for reaching out to us. I've read your message, and I'm here to help.

I'm looking into it with the team. If there is anything else that would help us to understand what you need, please \
reply to this message and tell us.

We appreciate your patience."""
FOREIGN = {
    "german": (
        "Hallo {name},",
        """vielen Dank für Ihre Nachricht. Es tut mir leid, dass Sie warten müssen.

Ich gehe der Sache gerade nach. Wenn Sie weitere Angaben haben, die dabei helfen, schreiben Sie sie mir bitte.""",
        "Mit freundlichen Grüßen",
    ),
    "french": (
        "Bonjour {name},",
        """Merci pour votre message. Je suis désolée que vous deviez attendre.

Je me penche sur votre demande. Si vous avez d'autres informations utiles, merci de me les envoyer.""",
        "Bien cordialement,",
    ),
    "spanish": (
        "Hola {name},",
        """Gracias por su mensaje. Siento mucho que tenga que esperar.

Estoy revisando su consulta. Si tiene más información que nos ayude, por favor envíela en su respuesta.""",
        "Un cordial saludo,",
    ),
    "italian": (
        "Buongiorno {name},",
        """Grazie per il suo messaggio. Mi dispiace che debba aspettare.

Sto esaminando la sua richiesta. Se ha altre informazioni utili, per favore me le scriva nella sua risposta.""",
        "Cordiali saluti,",
    ),
    "portuguese": (
        "Olá {name},",
        """Obrigada pela sua mensagem. Lamento que tenha de esperar.

Estou a analisar o seu pedido. Se tiver mais informações que nos ajudem, por favor envie-as na sua resposta.""",
        "Com os melhores cumprimentos,",
    ),
    "dutch": (
        "Hallo {name},",
        """Bedankt voor uw bericht. Het spijt me dat u moet wachten.

Ik zoek het op dit moment voor u uit. Heeft u nog informatie die daarbij helpt, stuur die dan mee in uw antwoord.""",
        "Met vriendelijke groet,",
    ),
}
#: What a category's name begins with, and what is answered; the last one fits all else.
REPLIES = (
    ("return", RETURN),
    ("product issue", PRODUCT_ISSUE),
    ("order status", ORDER_STATUS),
    ("product question", PRODUCT_QUESTION),
    ("order modification", ORDER_CHANGE),
    ("", GENERAL),
)

#: The first row with a word of the message holds; no real model reads by words.
MOODS = (
    ("angry", ("disgrace", "lawyer", "never again", "scam")),
    ("frustrated", ("frustrat", "nobody answers", "still waiting", "third time")),
    ("unhappy", ("broken", "disappoint", "hasn't arrived")),
)


def reply_to(system: str, user: str) -> str:
    """A draft for the request's ticket, after the lines that the prompt asks for: the mood, and what is missing."""
    letter = _foreign_letter(system, user) or _letter(system, user)
    missing = _missing(system, user)
    above = [f"MOOD: {_mood(user)}"] if '"MOOD: "' in system else []
    above += [f"MISSING: {missing}"] if missing else []
    return "\n".join((*above, "", letter)) if above else letter


def _mood(user: str) -> str:
    message = section("customer_message", user).lower()
    return next((mood for mood, words in MOODS if any(word in message for word in words)), "calm")


def _letter(system: str, user: str) -> str:
    category = section("category", user).lower()
    text = next(text for beginning, text in REPLIES if category.startswith(beginning))
    order = ORDER_NUMBER.search("\n".join((section("subject", user), section("customer_message", user))))
    terms = RETURNS.search(section("policy", system)) if text is RETURN else None
    first, *rest = text.format(order=f"your order {order[1]}" if order else "your order").split("\n\n")
    return "\n\n".join(
        (
            f"Hi {first_name(section('customer_name', user))},",
            first,
            *([f"This is how we handle returns: {terms[1]}"] if terms else []),
            *rest,
            _closing(system),
            SIMULATED,
        )
    )


def _foreign_letter(system: str, user: str) -> str | None:
    found = FOREIGN.get(section("language", user).lower())
    if found is None:
        return None
    hello, text, regards = found
    signature = _closing(system).partition("\n")[2]
    name = section("customer_name", user)
    greeting = hello.format(name=first_name(name)) if name else hello.replace(" {name}", "")
    return "\n\n".join((greeting, text, f"{regards}\n{signature}"))


def _missing(system: str, user: str) -> str:
    """The codes of what is not known, as far as the prompt explains them."""
    not_known = section("not_known", user).splitlines()
    return ", ".join(code for code, words in CODE.findall(system) if words in not_known)


def _closing(system: str) -> str:
    found = CLOSING.search(system)
    return found[1].strip() if found else STANDARD_CLOSING


def section(name: str, text: str) -> str:
    """What stands between a section's tags, or nothing."""
    found = re.search(SECTION.format(name=name), text, re.DOTALL | re.IGNORECASE)
    return found[1].strip() if found else ""


def first_name(name: str) -> str:
    """What a customer is called in a greeting."""
    first, _, _ = name.partition(" ")
    return name if first.endswith(".") else first or "there"
