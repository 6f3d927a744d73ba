"""Results without the names and e-mail addresses of customers, for who may see figures and no persons."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from shared.domain.b2b import BusinessLike, without_domain

#: What names a customer, in whatever speaks of one.
PERSONAL = frozenset({"name", "email"})
#: By these fields a dataclass is told to speak of one customer.
_OF_A_CUSTOMER = frozenset({"customer_id", "customer"})


def without_names(result: Any) -> Any:  # noqa: ANN401  a result may be any dataclass
    """The result with None for each `name` and `email` of a customer, however deep; ids and all else stay."""
    if isinstance(result, BusinessLike):
        result = without_domain(result)
    if is_dataclass(result) and not isinstance(result, type):
        told = {each.name: getattr(result, each.name) for each in fields(result)}
        personal = PERSONAL if _OF_A_CUSTOMER & told.keys() else frozenset()
        bare = {name: None if name in personal else without_names(value) for name, value in told.items()}
        changed = {name: value for name, value in bare.items() if value is not told[name]}
        return replace(result, **changed) if changed else result
    if isinstance(result, tuple | list):
        inner = type(result)(map(without_names, result))
        return result if all(new is old for new, old in zip(inner, result, strict=True)) else inner
    if isinstance(result, Mapping):
        return {key: without_names(value) for key, value in result.items()}
    return result
