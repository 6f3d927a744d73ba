"""The standard reply, for when Claude writes none that may be used."""

from shared.domain.drafts import Attempt, Draft, Engine
from shared.domain.shop import Shop
from shared.drafting.greeting import greeting
from shared.drafting.prompt import PROMPT_VERSION

STANDARD_REPLY = """{greeting}

Thank you for reaching out to us! I've received your message and I'm here to help.

I'm looking into your inquiry right now and will get back to you with a detailed response shortly.

In the meantime, if you have any additional information that might help me assist you better, \
please feel free to share it.

Best regards,
{signature}"""


def fall_back(because: str, name: str | None, shop: Shop, *, attempts: tuple[Attempt, ...] = ()) -> Draft:
    """The standard reply, and why it was taken; `attempts` were paid for but not used."""
    return Draft(
        text=STANDARD_REPLY.format(greeting=greeting(name), signature=shop.signature),
        engine=Engine.FALLBACK,
        fell_back_because=because,
        prompt_version=PROMPT_VERSION,
        attempts=attempts,
    )
