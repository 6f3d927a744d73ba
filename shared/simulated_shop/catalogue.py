"""What the quilting shop sells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Range:
    """The products of one category."""

    category: str
    #: Every product is one of `kinds` in one of `looks`.
    kinds: tuple[str, ...]
    looks: tuple[str, ...]
    #: Cheapest and dearest, in the shop's currency.
    prices: tuple[float, float]


RANGES = (
    Range(
        "Fabric",
        ("Cotton print", "Batik", "Flannel", "Solid cotton", "Wide backing", "Linen blend"),
        ("indigo", "sage", "coral", "mustard", "charcoal", "cream", "teal", "rose", "plum", "sky"),
        (7.0, 16.0),
    ),
    Range(
        "Precuts",
        ("Jelly roll", "Charm pack", "Layer cake", "Fat quarter bundle"),
        ("autumn", "meadow", "coastal", "vintage", "garden", "modern", "nordic", "folk"),
        (11.0, 48.0),
    ),
    Range(
        "Thread",
        ("Piecing thread", "Quilting thread", "Bobbin thread", "Embroidery floss"),
        ("white", "ecru", "grey", "black", "navy", "red", "green", "variegated"),
        (3.0, 12.0),
    ),
    Range(
        "Notions",
        ("Machine needles", "Basting pins", "Rotary blades", "Marking pen", "Fusible web", "Binding clips"),
        ("small", "medium", "large", "assorted", "refill"),
        (2.5, 19.0),
    ),
    Range("Batting", ("Cotton batting", "Wool batting", "Bamboo batting"), ("crib", "twin", "queen"), (14.0, 62.0)),
    Range(
        "Patterns",
        ("Quilt pattern", "Table runner pattern", "Bag pattern", "Block of the month"),
        ("log cabin", "star", "flying geese", "sampler", "hexagon", "wreath"),
        (6.0, 22.0),
    ),
    Range("Tools", ("Ruler", "Cutting mat", "Rotary cutter", "Iron", "Frame"), ("basic", "pro", "travel"), (9.0, 95.0)),
    Range(
        "Christmas",
        ("Christmas print", "Advent calendar panel", "Stocking kit", "Tree skirt kit"),
        ("holly", "snowfall", "robin", "candy", "gold"),
        (8.0, 39.0),
    ),
    Range(
        "Halloween", ("Halloween print", "Pumpkin panel", "Witch bag kit"), ("midnight", "orange", "ghost"), (8.0, 29.0)
    ),
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All products as columns, those of a category side by side."""

    product_id: NDArray[np.object_]
    name: NDArray[np.object_]
    category: NDArray[np.object_]
    price: NDArray[np.float64]
    #: First product of each range, in the order of RANGES, and how many it has.
    first: NDArray[np.int64]
    count: NDArray[np.int64]


def catalogue(rng: np.random.Generator) -> Catalogue:
    """The shop's products, priced by `rng`."""
    ids, names, categories, prices = [], [], [], []
    for line in RANGES:
        for kind in line.kinds:
            for number, look in enumerate(line.looks, start=1):
                ids.append(
                    f"{''.join(word[0] for word in kind.split()).upper()}-{line.category[:3].upper()}-{number:02}"
                )
                names.append(f"{kind}, {look}")
                categories.append(line.category)
                prices.append(round(float(rng.uniform(*line.prices)), 2))
    counts = np.array([len(line.kinds) * len(line.looks) for line in RANGES])
    return Catalogue(
        product_id=np.array(ids, dtype=object),
        name=np.array(names, dtype=object),
        category=np.array(categories, dtype=object),
        price=np.array(prices),
        first=np.concatenate([[0], np.cumsum(counts)[:-1]]),
        count=counts,
    )
