"""What Claude's answers cost, by the price table that comes with `genai-prices`. Nothing is asked of the network."""

import logging
from decimal import ROUND_UP, Decimal

from genai_prices import Usage as PricedUsage
from genai_prices import calc_price

from shared.claude.payloads import Usage

log = logging.getLogger(__name__)

PROVIDER = "anthropic"
#: No model of Anthropic's is dearer; one that the table does not know is charged as this one.
DEAREST_MODEL = "claude-opus-4-1"
MILLIONTH = Decimal("0.000001")


def dollars(model: str, usage: Usage) -> Decimal:
    """The price in US dollars, rounded up to a millionth, so that no sum of prices is too low.

    A model without a known price is charged as the dearest one, nothing of it at the price of a cache, and a log line
    says so.
    """
    try:
        exact = _price(model, usage, cache_read_tokens=usage.cache_read_tokens)
    except LookupError:
        log.warning("claude.price_unknown", extra={"model": model, "charged_as": DEAREST_MODEL})
        exact = _price(DEAREST_MODEL, usage, cache_read_tokens=0)
    return exact.quantize(MILLIONTH, rounding=ROUND_UP)


def _price(model: str, usage: Usage, *, cache_read_tokens: int) -> Decimal:
    """The price by the table, which counts what was cached among the input; Anthropic counts it beside."""
    priced = PricedUsage(
        input_tokens=usage.all_input_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        cache_read_tokens=cache_read_tokens,
        output_tokens=usage.output_tokens,
    )
    return calc_price(priced, model, provider_id=PROVIDER).total_price
