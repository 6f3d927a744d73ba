"""How an amount is written for people."""

#: Signs that stand before the amount; every other currency is written by its code.
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}
#: Amounts from here on are read without cents.
WHOLE_FROM = 100


def money(amount: float, currency: str) -> str:
    """The amount in the currency (ISO 4217): "$3,450", "£17.35", "CAD 240", "-€12.00"."""
    sign = SIGNS.get(currency, f"{currency} ")
    size = abs(amount)
    figure = f"{size:,.0f}" if size >= WHOLE_FROM else f"{size:,.2f}"
    return f"{'-' if amount < 0 else ''}{sign}{figure}"
