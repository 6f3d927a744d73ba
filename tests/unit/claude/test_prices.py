"""What an answer costs."""

import logging
import subprocess
import sys
from decimal import Decimal

import pytest
from genai_prices import Usage as PricedUsage
from genai_prices import calc_price
from genai_prices.data import providers
from hypothesis import given
from hypothesis import strategies as st

from shared.claude.payloads import Usage
from shared.claude.prices import PROVIDER, dollars

HAIKU = "claude-haiku-5-5"
#: Prices a reading in a process that may not connect to anything.
WITHOUT_NETWORK = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise RuntimeError("the network was asked")

sys.addaudithook(refuse)
from shared.claude.payloads import Usage
from shared.claude.prices import dollars
print(dollars("claude-haiku-5-5", Usage(input_tokens=1000, output_tokens=100)))
print(dollars("claude-nobody-knows", Usage(input_tokens=1000, output_tokens=100)))
"""

tokens = st.integers(0, 20_000) | st.integers(0, 400_000)
usages = st.builds(Usage, tokens, tokens, tokens, tokens)


@pytest.mark.parametrize(
    ("usage", "price"),
    [
        (Usage(), "0"),
        # By the list: a million tokens are $0.10 in, $0.50 out, $0.125 written to the cache, $0.01 read from it.
        (Usage(input_tokens=2000, output_tokens=140), "0.000270"),
        (Usage(input_tokens=400, cache_write_tokens=2000, output_tokens=140), "0.000360"),
        (Usage(input_tokens=400, cache_read_tokens=2000, output_tokens=140), "0.000130"),
        # 138.24 millionths.
        (Usage(input_tokens=412, cache_read_tokens=2304, output_tokens=148), "0.000139"),
    ],
)
def test_the_price_is_that_of_the_list_rounded_up_to_a_millionth(usage: Usage, price: str) -> None:
    assert dollars(HAIKU, usage) == Decimal(price)


@given(usages, st.sampled_from((HAIKU, "claude-haiku-4-5", "claude-sonnet-4-5", "claude-sonnet-5-5")))
def test_the_price_is_that_of_the_table_however_many_tokens_of_each_kind_there_are(usage: Usage, model: str) -> None:
    priced = PricedUsage(
        input_tokens=usage.all_input_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        cache_read_tokens=usage.cache_read_tokens,
        output_tokens=usage.output_tokens,
    )
    exact = calc_price(priced, model, provider_id=PROVIDER).total_price
    assert exact <= dollars(model, usage) < exact + Decimal("0.000001")


def test_another_model_has_another_price() -> None:
    # $2 and $10 a million.
    assert dollars("claude-sonnet-5-5", Usage(input_tokens=2000, output_tokens=140)) == Decimal("0.0054")


def test_a_model_by_its_dated_name_costs_the_same() -> None:
    assert dollars("claude-haiku-4-5-20251001", Usage(1000)) == dollars("claude-haiku-4-5", Usage(1000))


def test_a_model_without_a_price_is_charged_as_the_dearest_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    usage = Usage(input_tokens=2000, output_tokens=140)
    with caplog.at_level(logging.WARNING):
        price = dollars("claude-nobody-knows", usage)

    # $15 and $75 a million.
    assert price == Decimal("0.0405")
    assert [record.getMessage() for record in caplog.records] == ["claude.price_unknown"]


@given(usages)
def test_a_model_without_a_price_costs_at_least_as_much_as_any_that_has_one(usage: Usage) -> None:
    [anthropic] = [each for each in providers if each.id == PROVIDER]
    charged = dollars("claude-nobody-knows", usage)

    assert all(dollars(model.id, usage) <= charged for model in anthropic.models)


@given(usages, usages)
def test_sums_of_prices_are_never_too_low(one: Usage, other: Usage) -> None:
    together = PricedUsage(
        input_tokens=one.all_input_tokens + other.all_input_tokens,
        cache_write_tokens=one.cache_write_tokens + other.cache_write_tokens,
        cache_read_tokens=one.cache_read_tokens + other.cache_read_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
    )
    exact = calc_price(together, "claude-haiku-4-5", provider_id=PROVIDER).total_price

    assert exact <= dollars("claude-haiku-4-5", one) + dollars("claude-haiku-4-5", other)


def test_prices_are_known_without_a_network() -> None:
    priced = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK], capture_output=True, text=True, timeout=60, check=True
    )

    assert priced.stdout.split() == ["0.000150", "0.022500"]
