"""What the shop sold of each category in each calendar month."""

import ibis

from shared.domain.sales import CategoryMonth
from shared.segmentation.features.order_lines import UNITS_OF_MONEY


def category_months(lines: ibis.Table, *, most: int) -> tuple[CategoryMonth, ...]:
    """The months of the `most` categories with the most revenue, oldest month first; lines without one are left out."""
    lines = lines.filter(lines.category != "")
    totals = lines.group_by("category").agg(paid=lines.paid.sum())
    kept = totals.order_by(ibis.desc("paid"), "category").limit(most)
    lines = lines.semi_join(kept, "category")
    is_bought = lines.bought > 0
    monthly = lines.group_by("category", "month").agg(
        paid=lines.paid.sum(),
        orders=lines.order_id.nunique(where=is_bought),
        customers=lines.customer_id.nunique(where=is_bought),
        units=lines.bought.sum(),
    )
    return tuple(
        CategoryMonth(
            category=row["category"],
            month=row["month"],
            revenue=row["paid"] / UNITS_OF_MONEY,
            orders=row["orders"],
            customers=row["customers"],
            units=row["units"],
        )
        for row in monthly.order_by("month", "category").to_pyarrow().to_pylist()
    )
