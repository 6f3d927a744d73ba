"""All that is computed from the order lines of a shop, as of one day or another."""

from dataclasses import dataclass
from datetime import date

import ibis

from shared.segmentation.features.columns import Features
from shared.segmentation.features.families import learn_families
from shared.segmentation.features.measure import measure
from shared.segmentation.features.products import collect_products, families_table, uncategorised_products
from shared.segmentation.features.purchases import collect_purchases, purchases_table
from shared.segmentation.forecasts.shop import shop_forecasts
from shared.segmentation.models.predict import NotPredictable, Predictions, predict
from shared.segmentation.sales.facts import sales_of
from shared.store.shop_figures import ShopFigures


@dataclass(frozen=True, slots=True)
class ShopLines:
    """The order lines, bound to what computes on them."""

    lines: ibis.Table
    #: A family for each product without a category; None when all have one.
    families: ibis.Table | None

    @classmethod
    def of(cls, lines: ibis.Table, *, until: date, seed: int) -> "ShopLines":
        """The lines; products that were bought without a category until then get a family by what they are called."""
        products = collect_products(uncategorised_products(lines, as_of=until))
        return cls(lines, families_table(learn_families(products, seed=seed)) if products else None)

    def features(self, as_of: date) -> Features:
        """What is measured of every customer who had bought something by the end of the day."""
        return measure(self.lines, self.families, as_of=as_of)

    def predictions(self, as_of: date, *, seed: int) -> Predictions | NotPredictable:
        """What the models say of the same customers, in the same order."""
        purchases = collect_purchases(purchases_table(self.lines, as_of=as_of))
        return predict(purchases, today=as_of.toordinal(), seed=seed)

    def figures(self, as_of: date, *, country: str) -> ShopFigures:
        """The shop as a whole, with the holidays of `country` (ISO 3166), and its forecasts."""
        sales = sales_of(self.lines, self.families, as_of=as_of, country=country)
        return ShopFigures(sales, shop_forecasts(sales.months))
