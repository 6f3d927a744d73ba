"""What people call archetypes' segments and RFM groups: one row for each, as data."""

#: Axes of the segmentation that a question may name, as in "basket_size:large_basket".
AXES = (
    *("purchase_frequency", "purchase_value", "basket_size", "discount_sensitivity", "engagement", "engagement_trend"),
    *("category_exploration", "repurchase_behavior", "seasonality"),
)

#: Names that mean a group wherever they stand; an expression for each key.
CERTAIN = {
    "champions": r"champions?",
    "hibernating": r"hibernat(?:ing|ors?)",
    "potential_loyalist": r"potential loyalists?",
    "need_attention": r"need[ _-]attention",
    "needs_attention": r"needs[ _-]attention|needing attention",
    "about_to_sleep": r"about[ _-]to[ _-]sleep",
    "cannot_lose_them": r"(?:cannot|can't|cant|can not)[ _-]lose(?:[ _-]them)?",
    "almost_lost": r"almost[ _-]lost",
    "previously_loyal": r"previously[ _-]loyal",
    "one_time": r"one[ -]?timers?"
    r"|one[ _-]time(?= (?:buyers?|customers?|shoppers?|purchasers?|clients?|folks?|ppl|people|segment)\b)"
    r"|(?:one-off|single-order|single-purchase)(?= (?:buyers?|customers?|shoppers?|purchasers?|clients?)\b)",
    "very_frequent": r"very[ _-]frequent",
    "discount_hunter": r"discount[ _-]hunters?|bargain[ _-]hunters?",
    "discount_seeker": r"discount[ _-]seekers?|bargain[ _-]seekers?",
    "full_price": r"full[ _-]price(?= (?:buyers?|customers?|shoppers?|payers?|people|ppl|folks?|clients?|segment)\b)",
    "occasional_discount": r"occasional[ _-]discount",
    "rare_discount": r"rare[ _-]discount",
    "category_loyal": r"category[ _-]loyal(?:ists?)?",
    "few_categories": r"few[ _-]categor(?:ies|y)(?= (?:buyers?|segment))|few_categories",
    "multi_category": r"multi[ _-]category",
    "wide_explorer": r"wide[ _-]explorers?",
    "explorer": r"explorers?",
    "routine_buyer": r"routine[ _-](?:buyers?|shoppers?|purchasers?)",
    "consumable_buyer": r"consumables?[ _-](?:buyers?|shoppers?|purchasers?)",
    "variety_buyer": r"variety[ _-](?:buyers?|seekers?|shoppers?)",
    "occasional_repeater": r"occasional[ _-]repeaters?",
    "rare_repeater": r"rare[ _-]repeaters?",
    "minimal_value": r"minimal[ _-]value",
    "low_value": r"low[ _-]value",
    "mid_value": r"(?:mid|medium)[ _-]value",
    "high_value": r"high[ _-]value",
    "top_value": r"top[ _-]value",
    "tiny_basket": r"tiny[ _-]baskets?",
    "small_basket": r"small[ _-]baskets?",
    "medium_basket": r"medium[ _-]baskets?",
    "large_basket": r"(?:large|big)[ _-]baskets?",
    "bulk_basket": r"bulk[ _-]baskets?",
    "off_season": r"off[ _-]season(?:al)?",
    "off_leaning": r"off[ _-]leaning",
    "peak_season": r"peak[ _-]season",
    "peak_leaning": r"peak[ _-]leaning",
    "no_clear_season": r"no[ _-]clear[ _-]season",
    "no_trend_yet": r"no[ _-]trend[ _-]yet",
    "no_season_yet": r"no[ _-]season[ _-]yet",
    "no_repeat_orders": r"no[ _-]repeat[ _-]orders",
    "too_few_products": r"too[ _-]few[ _-]products",
}
#: Everyday words, which mean a group where "customers" or the like follows.
BEFORE_CUSTOMERS = {
    "loyal": r"loyal(?:ist)?",
    "occasional": r"occasional",
    "frequent": r"frequent",
    "lapsed": r"lapsed",
    "dormant": r"dormant",
    "promising": r"promising",
}
#: Words that say something else in most questions: groups only where "segment" follows, or groups are compared.
WHERE_COMPARED = {
    "regular": r"regulars?",
    "new": r"new|newcomers?",
    "active": r"active",
    "recent": r"recent",
    "cooling": r"cooling",
    "lost": r"lost",
    "at_risk": r"at[ _-]risk",
    "prospects": r"prospects",
    "loyal": r"loyal(?:ists?)?|loyals",
    "occasional": r"occasionals?",
    "frequent": r"frequent",
    "lapsed": r"lapsed",
    "dormant": r"dormant",
    "promising": r"promising",
}
