"""Which products are bought together more often than chance would have it.

Lift is P(a and b) / (P(a) P(b)): S. Brin, R. Motwani, J. D. Ullman and S. Tsur, "Dynamic itemset counting and
implication rules for market basket data", SIGMOD 1997, who call it interest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from shared.domain.sales import ProductPair, ProductSales
from shared.segmentation.features.columns import Floats
from shared.segmentation.sales.bounds import Bounds

#: Baskets that are counted at a time.
BATCH = 500_000
#: Standard deviations either way that hold 95 % of a normal distribution.
Z_95 = 1.959964

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many orders products occur, alone (the diagonal) and together."""

    together: sparse.csr_array
    #: Orders that were looked at.
    orders: int


def product_pairs(lines: ibis.Table, products: Sequence[ProductSales], *, bounds: Bounds) -> tuple[ProductPair, ...]:
    """The surest pairs among `products`, surest first: by the least lift that they have with 95 % confidence."""
    asked = sorted(products, key=lambda product: (-product.orders, product.product_id))[: bounds.paired_products]
    if not asked:
        return ()
    counts = count_together(lines, [product.product_id for product in asked], bounds)
    first, second, both = _frequent(counts, bounds)
    alone = counts.together.diagonal().astype(np.float64)
    lift = both * counts.orders / (alone[first] * alone[second])
    least = least_lift(both, alone[first], alone[second], counts.orders)
    surest = _surest(first, second, least, bounds)
    return tuple(
        ProductPair(
            product_a=asked[first[pair]].product_id,
            name_a=asked[first[pair]].name,
            product_b=asked[second[pair]].product_id,
            name_b=asked[second[pair]].name,
            orders=int(both[pair]),
            support=float(both[pair] / counts.orders),
            confidence_a_to_b=float(both[pair] / alone[first[pair]]),
            confidence_b_to_a=float(both[pair] / alone[second[pair]]),
            lift=float(lift[pair]),
            least_lift=float(least[pair]),
        )
        for pair in surest
    )


def least_lift(both: Floats, first: Floats, second: Floats, orders: int) -> Floats:
    """Lower end of the 95 % interval of the lift, from the numbers of orders with both products and with each.

    By the delta method on the logarithm (A. Agresti, "Categorical Data Analysis", 3rd edition, Wiley, 2013, section
    16.1): with multinomial counts, Var(ln lift) = 1/n_ab - 1/n_a - 1/n_b + (2 lift - 1) / n.
    """
    lift = both * orders / (first * second)
    variance = 1 / both - 1 / first - 1 / second + (2 * lift - 1) / orders
    least: Floats = lift * np.exp(-Z_95 * np.sqrt(np.maximum(variance, 0.0)))
    return least


def count_together(lines: ibis.Table, product_ids: Sequence[str], bounds: Bounds) -> Counts:
    """The counts of `product_ids`, in that order, over all orders but those of too many different products."""
    codes = ibis.memtable(
        {"product_id": list(product_ids), "code": list(range(len(product_ids)))},
        schema={"product_id": "string", "code": "int32"},
    )
    bought = lines.filter(lines.bought > 0)
    coded = bought.left_join(codes, "product_id")
    baskets = coded.group_by("order_id").agg(codes=coded.code.collect()).select("codes")
    together = sparse.csr_array((len(product_ids), len(product_ids)), dtype=np.int64)
    orders = 0
    for batch in baskets.to_pyarrow().to_batches(max_chunksize=BATCH):
        held = _rows(batch.column("codes"), len(product_ids))
        held = held[np.diff(held.indptr) <= bounds.products_an_order]
        together = together + held.T @ held
        orders += held.shape[0]
    return Counts(together.tocsr(), orders)


def _rows(codes: pa.ListArray, products: int) -> sparse.csr_array:
    # A list of lists is a sparse matrix already: its offsets are where the rows begin.
    lengths = codes.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    columns = codes.flatten().to_numpy(zero_copy_only=False)
    held = sparse.csr_array((np.ones(len(columns), dtype=np.int64), columns, ends), shape=(len(codes), products))
    held.sum_duplicates()
    held.data[:] = 1
    return held


def _frequent(counts: Counts, bounds: Bounds) -> tuple[Codes, Codes, Floats]:
    """The pairs that enough orders hold: either product, and how many orders."""
    fewest = max(bounds.fewest_orders_together, bounds.least_support * counts.orders)
    upper = sparse.triu(counts.together, k=1).tocoo()
    often = upper.data >= fewest
    return upper.row[often].astype(np.int64), upper.col[often].astype(np.int64), upper.data[often].astype(np.float64)


def _surest(first: Codes, second: Codes, least: Floats, bounds: Bounds) -> Codes:
    """Places of the pairs to keep, surest first: those that are among either product's surest, then any others."""
    order = np.lexsort((second, first, -least))
    order = order[least[order] > 1.0]
    ranks = np.zeros(len(order), dtype=np.int64)
    seen: Counter[int] = Counter()
    for place, pair in enumerate(order):
        ends = int(first[pair]), int(second[pair])
        ranks[place] = min(seen[end] for end in ends)
        seen.update(ends)
    wanted = np.argsort(ranks >= bounds.partners, kind="stable")[: bounds.pairs]
    return order[np.sort(wanted)]
