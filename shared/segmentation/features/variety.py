"""What a customer buys: how many different things, how concentrated on a few, and whether the same again."""

import ibis

from shared.segmentation.features.numbers import Measures, count_where, ratio, sum_where


def with_families(lines: ibis.Table, families: ibis.Table | None) -> ibis.Table:
    """The lines, where the empty category is the product's family."""
    if families is None:
        return lines
    known = families.select(product_id="product_id", family="family")
    joined = lines.left_join(known, "product_id").drop("product_id_right")
    category = (joined.category == "").ifelse(joined.family.fill_null(""), joined.category)
    return joined.mutate(category=category).drop("family")


def product_sums(products: ibis.Table) -> ibis.Table:
    """One row a customer: how many products, and the sum of the squares of how many orders each is on."""
    by_product = products.group_by(["customer_id", "product_id"]).aggregate(on_orders=count_where(products.is_bought))
    bought = by_product.filter(by_product.on_orders > 0.0)
    return bought.group_by("customer_id").aggregate(
        products=bought.count().cast("float64"),
        same_product=(bought.on_orders * bought.on_orders).sum(),
    )


def category_sums(lines: ibis.Table) -> ibis.Table:
    """One row a customer: how many categories, the sum of the squares of their lines, and which took most money.

    Lines without a category are taken for one of their own, which is neither counted nor anybody's favourite. Of
    equal favourites it is the first as the engine sorts text.
    """
    by_category = lines.group_by(["customer_id", "category"]).aggregate(
        lines=count_where(lines.bought > 0.0), gross=lines.gross.sum()
    )
    bought = by_category.filter(by_category.lines > 0.0)
    bought = bought.mutate(is_named=(bought.category != "").ifelse(1, 0))
    favourite_first = [bought.is_named.desc(), bought.gross.desc(), bought.category]
    bought = bought.mutate(place=ibis.row_number().over(ibis.window(group_by="customer_id", order_by=favourite_first)))
    return bought.group_by("customer_id").aggregate(
        categories=count_where(bought.is_named == 1),
        lines=bought.lines.sum(),
        same_category=(bought.lines * bought.lines).sum(),
        favourite_category=bought.category.max(where=bought.place == 0),
    )


def order_sums(orders: ibis.Table) -> Measures:
    """What is summed up over a customer's orders."""
    is_first = orders.ordered_on == orders.first_order_on
    return {
        "squared_products": (orders.products * orders.products).sum(),
        "products_on_first_day": sum_where(orders.products, is_first),
        "orders_on_first_day": count_where(is_first),
    }


def figures(customers: ibis.Table) -> Measures:
    """The columns of Features, of customers with the sums."""
    has_categories = customers.categories > 0.0
    return {
        "products": customers.products,
        "categories": customers.categories,
        "category_concentration": has_categories.ifelse(_category_concentration(customers), ibis.null("float64")),
        "product_concentration": _product_concentration(customers),
        "repurchase_ratio": _repurchase_ratio(customers),
        "favourite_category": has_categories.ifelse(customers.favourite_category, ""),
    }


def _category_concentration(customers: ibis.Table) -> ibis.Value:
    """Chance that two lines are of one category: sum n (n - 1) / (N (N - 1)).

    The unbiased estimate of E. H. Simpson, "Measurement of Diversity", Nature 163, 1949. The sum of squared shares,
    which is known as the Herfindahl-Hirschman index, is larger the less was bought.
    """
    return ratio(customers.same_category - customers.lines, customers.lines * (customers.lines - 1.0))


def _product_concentration(customers: ibis.Table) -> ibis.Value:
    """Chance that products of two different orders are the same: sum n (n - 1) / (N^2 - sum of squared order sizes).

    Simpson's estimate with both drawn from different orders. A product is on an order only once, so pairs within one
    order are never the same, and the fewer orders there are, the more of all pairs these would be.
    """
    bought = customers.products_on_orders
    return ratio(customers.same_product - bought, bought * bought - customers.squared_products)


def _repurchase_ratio(customers: ibis.Table) -> ibis.Value:
    """Of the products on later orders than the first, the share that was bought before.

    Of the orders of one day nobody knows which came first, so the first order is as long as theirs on average.
    """
    later = customers.products_on_orders - ratio(customers.products_on_first_day, customers.orders_on_first_day)
    return (customers.orders > 1.0).ifelse(
        ratio(customers.products_on_orders - customers.products, later), ibis.null("float64")
    )
