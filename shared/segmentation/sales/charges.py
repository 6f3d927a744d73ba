"""Lines that are no goods: postage, fees, corrections. The shop's revenue has them, its list of products has not."""

import ibis

#: Words that say what a charge is.
KINDS = (
    "postage", "carriage", "shipping", "delivery", "freight", "handling", "shipment", "surcharge", "charge", "charges",
    "fee", "fees", "commission", "manual", "adjust", "adjustment", "correction", "discount", "debt", "tip", "insurance",
)  # fmt: skip
#: Words that may stand beside them.
BESIDE = (
    "a", "amazon", "and", "bad", "bank", "by", "cost", "costs", "cruk", "dotcom", "ebay", "express", "extra", "for",
    "free", "international", "next", "day", "of", "order", "paypal", "standard", "the", "to", "transaction", "uk", "us",
)  # fmt: skip

_KIND, _ANY = "|".join(KINDS), "|".join((*KINDS, *BESIDE))
#: The whole name consists of such words: a "postage stamp quilt kit" is a product.
WHOLE_NAME = rf"^\W*(({_ANY})\W+)*({_KIND})(\W+({_ANY}))*\W*$"


def is_charge(product_name: ibis.Value) -> ibis.Value:
    """Whether a product is a charge by its English name alone, as "DOTCOM POSTAGE", "Bank Charges" or "Manual"."""
    return product_name.lower().re_search(WHOLE_NAME)
