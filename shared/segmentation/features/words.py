"""The words of product names that tell what a product is."""

import re
from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
#: Writing without spaces: pairs of characters stand in for words.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
#: Words of joining, colour, size and packing say how a product comes, not what it is.
SAYS_LITTLE = ENGLISH_STOP_WORDS.union(
    WORD.findall("""
        assorted beige big black blue brown clear cm color colored colors colour coloured colours cream design designs
        gold golden gray green grey inch ivory jumbo kg large long medium mini mixed ml multicolour natural orange pack
        packs pair pc pcs piece pieces pink purple red round set sets short silver size sizes small tall turquoise
        white yellow
        aus das der die ein eine für im mit ohne und von zum
        au aux avec de des du en et la le les pour sans un une
        con da del di e el las los para per por sin y
    """)
)
#: How many products a word must be on to tell them apart from the others, from this many products on.
FEWEST_USES = ((300, 3), (30, 2), (0, 1))
#: Words on a larger share of the products tell none of them apart; asked of at least WIDE_FROM products.
WIDEST_USE, WIDE_FROM = 0.25, 30
#: The most used words are kept, up to this many.
MOST_WORDS = 5000


def telling_words(names: Sequence[str]) -> list[list[str]]:
    """The words of each name, lower case and in its order, that tell some of the names apart from the others."""
    words = [_words(name) for name in names]
    uses = Counter(word for of_one in words for word in set(of_one))
    # Where a shop writes both, "bags" are a "bag".
    words = [[word[:-1] if word.endswith("s") and word[:-1] in uses else word for word in of_one] for of_one in words]
    uses = Counter(word for of_one in words for word in set(of_one))
    fewest = next(fewest for products, fewest in FEWEST_USES if len(names) >= products)
    most = len(names) * (WIDEST_USE if len(names) >= WIDE_FROM else 1.0)
    ranked = sorted((-count, word) for word, count in uses.items() if fewest <= count <= most)
    kept = {word for _, word in ranked[:MOST_WORDS]}
    return [[word for word in of_one if word in kept] for of_one in words]


def _words(name: str) -> list[str]:
    found: list[str] = []
    for word in WORD.findall(name.lower()):
        if UNSPACED.search(word):
            found.extend(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 1 and word not in SAYS_LITTLE:
            found.append(word)
    return found
