"""What Claude's answers cost, by the price table that comes with `genai-prices`. Nothing is asked of the network."""

import logging
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from functools import lru_cache

from genai_prices import Usage as PricedUsage
from genai_prices import calc_price
from genai_prices.types import TieredPrices

from shared.claude.payloads import MOST_TOKENS, Usage

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
    if usage.all_input_tokens + usage.output_tokens < rates.below:
        fresh = usage.all_input_tokens - usage.cache_write_tokens - cache_read_tokens
        counted = (fresh, usage.cache_write_tokens, cache_read_tokens, usage.output_tokens)
        return sum((tokens * rate for tokens, rate in zip(counted, rates.dollars, strict=True)), Decimal(0)) / MILLION
    priced = PricedUsage(
        input_tokens=usage.all_input_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        cache_read_tokens=cache_read_tokens,
        output_tokens=usage.output_tokens,
    )
    return calc_price(priced, model, provider_id=PROVIDER).total_price


@dataclass(frozen=True, slots=True)
class Rates:
    """What an answer costs that is no longer than most."""

    #: A million tokens each of: fresh input, written to the cache, read from it, output.
    dollars: tuple[Decimal, ...]
    #: From so many tokens on others may hold.
    below: int


@lru_cache(maxsize=32)
def _rates(model: str) -> Rates:
    """The model's rates, since the table itself takes a millisecond for each answer; LookupError as for the table."""
    price = calc_price(PricedUsage(input_tokens=1), model, provider_id=PROVIDER).model_price
    told = (price.input_mtok, price.cache_write_mtok, price.cache_read_mtok, price.output_mtok)
    flat = tuple(rate.base if isinstance(rate, TieredPrices) else rate for rate in told)
    steps = [tier.start for rate in told if isinstance(rate, TieredPrices) for tier in rate.tiers]
    known = tuple(rate for rate in flat if rate is not None)
    return Rates(known, below=min(steps, default=MOST_TOKENS) if len(known) == len(told) else 0)
