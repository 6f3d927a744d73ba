"""What is usual in this shop: the yardstick for what no fixed number can measure."""

from collections.abc import Iterable
from statistics import median

from shared.domain.search import Between, Condition, Metric, Search
from shared.store_ports import Customers

#: The middle fifth by money, as the RFM score tells it.
MIDDLE = Between(Metric.MONETARY_SCORE, 3, 3)
#: Customers that the usual figures are read from: enough that one more changes nothing.
LEARN_FROM = 500
#: Of fewer, the middle one is anybody.
FEWEST = 10


def typical_figures(customers: Customers, metrics: Iterable[Metric], where: Condition = MIDDLE) -> dict[Metric, float]:
    """The median of each metric over typical customers; a metric that too few of them have is left out.

    Typical customers are those of the middle fifth by money, or who meet `where`: of them the 500 who bought last.
    """
    found = customers.search(Search(where, Metric.DAYS_SINCE_LAST_ORDER, descending=False, limit=LEARN_FROM))
    known = {
        metric: [figure for card in found.customers if (figure := card.figures.get(metric)) is not None]
        for metric in metrics
    }
    return {metric: median(figures) for metric, figures in known.items() if len(figures) >= FEWEST}
