"""The days on which each customer bought something: what models of repeat buying are fitted to."""

from datetime import date

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from shared.segmentation.features.numbers import money
from shared.segmentation.features.order_lines import known_lines
from shared.segmentation.purchases import Purchases

#: Rows that are taken from the engine at a time. Each time, all ids seen so far are made ready to be looked up.
BATCH = 1_000_000
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def purchases_table(order_lines: ibis.Table, *, as_of: date) -> ibis.Table:
    """One row for each customer and day with a purchase up to the end of `as_of`, in no order.

    Columns `customer_id`, `bought_on` and `value`: the money of that day, what was returned on the same day taken off.
    Orders, their days and the customers are those of `features`; returns on days without a purchase are on no row.
    """
    lines = known_lines(order_lines, as_of=as_of)
    orders = lines.group_by(["customer_id", "order_id"]).aggregate(
        bought_on=lines.ordered_on.min(), is_purchase=(lines.bought > 0.0).any(), paid=lines.paid.sum()
    )
    days = orders.group_by(["customer_id", "bought_on"]).aggregate(
        is_purchase=orders.is_purchase.any(), paid=orders.paid.sum()
    )
    days = days.filter(days.is_purchase)
    return days.select("customer_id", "bought_on", value=money(days.paid))


def collect_purchases(table: ibis.Table) -> Purchases:
    """The rows of a `purchases_table`, run where its order lines are.

    Customers are numbered in the order of their ids, so their numbers are their places in the Features of the same
    lines and day.
    """
    known = pa.array([], pa.string())
    customers, days, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    for batch in table.select("customer_id", "bought_on", "value").to_pyarrow_batches(chunk_size=BATCH):
        ids = batch.column("customer_id").cast(pa.string())
        unseen = ids.filter(pc.invert(pc.is_in(ids, value_set=known)))
        known = pa.concat_arrays([known, unseen.unique()])
        customers.append(pc.index_in(ids, value_set=known).to_numpy().astype(np.int64))
        days.append(batch.column("bought_on").cast(pa.date32()).cast(pa.int32()).to_numpy() + EPOCH_ORDINAL)
        values.append(batch.column("value").to_numpy())
    place = np.empty(len(known), np.int64)
    place[np.argsort(known.to_numpy(zero_copy_only=False))] = np.arange(len(known))
    customer, day, value = place[np.concatenate(customers)], np.concatenate(days), np.concatenate(values)
    # Both fit into 32 bits, and one sort of 64 is faster than two.
    order = np.argsort(customer << 32 | day)
    return Purchases(
        customers=len(known),
        customer=customer[order].astype(np.int32),
        day=day[order].astype(np.int32),
        value=value[order],
    )
