"""The standard reply, for when Claude writes none that may be used, in the customer's language where we have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.drafts import Attempt, Draft, Engine, ToFindOut
from shared.domain.shop import Shop
from shared.drafting.greeting import greeting, plain_name
from shared.drafting.prompt import PROMPT_VERSION

STANDARD_REPLY = """{greeting}

Thank you for reaching out to us! I've received your message and I'm here to help.

I'm looking into your inquiry right now and will get back to you with a detailed response shortly.

In the meantime, if you have any additional information that might help me assist you better, \
please feel free to share it.

Best regards,
{signature}"""


@dataclass(frozen=True, slots=True)
class StandardReply:
    """The standard reply in one language."""

    #: The word before a name, and the whole greeting of nobody in particular.
    hello: str
    hello_nobody: str
    text: str


GERMAN = """{greeting}

vielen Dank für Ihre Nachricht! Ich habe sie erhalten und helfe Ihnen gern weiter.

Ich gehe Ihrem Anliegen gerade nach und melde mich in Kürze mit einer ausführlichen Antwort bei Ihnen.

Falls Sie noch weitere Angaben haben, mit denen ich Ihnen besser helfen kann, schreiben Sie sie mir gern.

Mit freundlichen Grüßen
{signature}"""
FRENCH = """{greeting}

Merci de nous avoir écrit ! J'ai bien reçu votre message et je suis là pour vous aider.

Je regarde votre demande en ce moment et je reviens vers vous très bientôt avec une réponse complète.

Si vous avez d'autres informations qui pourraient m'aider à vous répondre, n'hésitez pas à nous les envoyer.

Bien cordialement,
{signature}"""
SPANISH = """{greeting}

¡Gracias por escribirnos! He recibido su mensaje y estoy aquí para ayudarle.

Estoy revisando su consulta y le responderé en breve con todos los detalles.

Mientras tanto, si tiene más información que me permita ayudarle mejor, no dude en compartirla.

Un cordial saludo,
{signature}"""
ITALIAN = """{greeting}

Grazie per averci scritto! Abbiamo ricevuto il suo messaggio e siamo a sua disposizione.

Stiamo verificando la sua richiesta e le risponderemo presto con tutti i dettagli.

Se ha altre informazioni utili, per favore le scriva rispondendo a questo messaggio.

Cordiali saluti,
{signature}"""
PORTUGUESE = """{greeting}

Obrigado por nos contactar! Recebemos a sua mensagem e estamos aqui para ajudar.

Estamos a verificar o seu pedido e vamos responder em breve com todos os detalhes.

Se tiver mais informações que nos possam ajudar, por favor envie-nos numa resposta a esta mensagem.

Com os melhores cumprimentos,
{signature}"""
DUTCH = """{greeting}

Bedankt voor uw bericht! Ik heb het ontvangen en help u graag verder.

Ik zoek uw vraag op dit moment uit en kom er binnenkort met een uitgebreid antwoord op terug.

Heeft u in de tussentijd nog informatie waarmee ik u beter kan helpen? Deel die gerust met mij.

Met vriendelijke groet,
{signature}"""

#: By ISO 639-1 code. English is the analysis' own text.
STANDARD_REPLIES = {
    "en": StandardReply("Hi", "Hi there,", STANDARD_REPLY),
    "de": StandardReply("Hallo", "Guten Tag,", GERMAN),
    "fr": StandardReply("Bonjour", "Bonjour,", FRENCH),
    "es": StandardReply("Hola", "Hola,", SPANISH),
    "it": StandardReply("Buongiorno", "Buongiorno,", ITALIAN),
    "pt": StandardReply("Olá", "Olá,", PORTUGUESE),
    "nl": StandardReply("Hallo", "Goedendag,", DUTCH),
}


def fall_back(
    because: str,
    name: str | None,
    shop: Shop,
    *,
    language: str | None = None,
    prompt_hash: str | None = None,
    attempts: Sequence[Attempt] = (),
    to_find_out: Sequence[ToFindOut] = (),
) -> Draft:
    """The standard reply, and why it was taken; `attempts` were paid for but not used.

    It is in the customer's `language`, else in the shop's, else in English.
    """
    codes = (language, shop.policy.language, "en")
    standard = next(STANDARD_REPLIES[code] for code in codes if code in STANDARD_REPLIES)
    return Draft(
        text=standard.text.format(greeting=_greeting(name, standard), signature=shop.signature),
        engine=Engine.FALLBACK,
        fell_back_because=because,
        prompt_version=PROMPT_VERSION,
        prompt_hash=prompt_hash,
        attempts=tuple(attempts),
        to_find_out=tuple(to_find_out),
        language=language,
    )


def _greeting(name: str | None, standard: StandardReply) -> str:
    if plain_name(name) is None:
        return standard.hello_nobody
    # Whoever is on first-name terms in English is so in every language.
    return greeting(name).replace("Hi", standard.hello, 1)
