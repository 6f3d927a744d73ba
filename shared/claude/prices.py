"""What Claude's answers cost, by the price table that comes with `genai-prices`. Nothing is asked of the network."""

import logging
from decimal import ROUND_UP, Decimal
from functools import lru_cache

from genai_prices import Usage as PricedUsage
from genai_prices import calc_price

from shared.claude.payloads import Usage

log = logging.getLogger(__name__)

PROVIDER = "anthropic"
#: No model of Anthropic's is dearer; one that the table does not know is charged as this one.
DEAREST_MODEL = "claude-opus-4-1"
MILLIONTH = Decimal("0.000001")
MILLION = 1_000_000


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
    rates = _rates(model)
    if rates is not None:
        fresh = usage.all_input_tokens - usage.cache_write_tokens - cache_read_tokens
        counted = (fresh, usage.cache_write_tokens, cache_read_tokens, usage.output_tokens)
        return sum((tokens * rate for tokens, rate in zip(counted, rates, strict=True)), Decimal(0)) / MILLION
    priced = PricedUsage(
        input_tokens=usage.all_input_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        cache_read_tokens=cache_read_tokens,
        output_tokens=usage.output_tokens,
    )
    return calc_price(priced, model, provider_id=PROVIDER).total_price


@lru_cache(maxsize=32)
def _rates(model: str) -> tuple[Decimal, ...] | None:
    """Dollars a million tokens of each kind, where they do not depend on how many there are; else None.

    The table itself takes a millisecond for each answer. LookupError when it does not know the model.
    """
    price = calc_price(PricedUsage(input_tokens=1), model, provider_id=PROVIDER).model_price
    told = (price.input_mtok, price.cache_write_mtok, price.cache_read_mtok, price.output_mtok)
    rates = tuple(rate for rate in told if isinstance(rate, Decimal))
    return rates if len(rates) == len(told) else None
