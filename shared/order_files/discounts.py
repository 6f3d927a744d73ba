"""Sharing the discount of a whole order out over its lines."""

from collections.abc import Sequence
from decimal import Decimal

from shared.domain.orders import OrderLine
from shared.order_files.cells import SMALLEST_AMOUNT


def spread(discount: Decimal, lines: Sequence[OrderLine]) -> list[Decimal]:
    """The discount of each line: together exactly `discount`, or what the lines cost when that is less.

    Lines keep the discount that they already say they have; the rest goes by what each line costs after that. When
    they say more than `discount`, their prices are already lower by it, and all goes by price.
    """
    prices = [max(line.quantity * line.unit_price, Decimal(0)) for line in lines]
    own = [min(line.discount, price) for line, price in zip(lines, prices, strict=True)]
    rest = min(max(discount, Decimal(0)), sum(prices, Decimal(0))) - sum(own)
    if rest < 0:
        rest, own = rest + sum(own), [Decimal(0)] * len(own)
    shares = []
    weight = sum(prices, Decimal(0)) - sum(own)
    for price, already in zip(prices, own, strict=True):
        share = (rest * (price - already) / weight).quantize(SMALLEST_AMOUNT) if weight else Decimal(0)
        rest, weight = rest - share, weight - (price - already)
        shares.append(already + share)
    return shares
