"""Product families for shops without categories, learned from what the products are called."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from shared.segmentation.features.columns import Floats
from shared.segmentation.features.words import telling_words

Labels = NDArray[np.intp]

#: The family of products whose names say nothing.
OTHER = "other"
#: There are this many times the cube root of the number of products, and at most MOST_FAMILIES: 15 for a thousand
#: products, 23 for four thousand.
FAMILIES_A_ROOT = 1.5
MOST_FAMILIES = 30
#: Families are learned from at most this many products, the most sold; all are assigned.
LEARN_FROM = 20_000
STARTS = 10
#: Rounds in which products move to the family whose words are nearest to theirs; few move after the fifth.
ROUNDS = 10
#: Words in a family's name.
NAMED_BY = 2


@dataclass(frozen=True, slots=True)
class Product:
    """A product as shops tell it apart."""

    product_id: str
    name: str
    #: On how many lines it was bought.
    sold: int


def learn_families(products: Sequence[Product], *, seed: int) -> dict[str, str]:
    """The family of every product, by product id, named by its most telling words: "t-light, holder".

    Products whose names share words are of one family. The words weigh by tf-idf, are drawn together by latent
    semantic analysis (S. Deerwester et al., "Indexing by latent semantic analysis", Journal of the American Society
    for Information Science 41(6), 1990) and put into families by k-means, in which a product weighs by the root of
    what it sold; then products move to the family whose words are nearest to their own (I. S. Dhillon and D. S.
    Modha, "Concept decompositions for large sparse text data using clustering", Machine Learning 42, 2001).

    The same products in any order give the same families. Of several names of one product the most sold counts.
    """
    known = _one_name_each(products)
    words = telling_words([product.name for product in known])
    told = [number for number, of_one in enumerate(words) if of_one]
    families = {product.product_id: OTHER for product in known}
    if told:
        weights = np.sqrt([max(known[number].sold, 1) for number in told])
        for number, family in zip(told, _families([words[number] for number in told], weights, seed), strict=True):
            families[known[number].product_id] = family
    return families


def _one_name_each(products: Sequence[Product]) -> list[Product]:
    """By product id; of several the most sold."""
    best_last = sorted(products, key=lambda product: (product.product_id, product.sold, product.name))
    return list({product.product_id: product for product in best_last}.values())


def _families(words: list[list[str]], weights: Floats, seed: int) -> list[str]:
    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    vectors = vectorizer.fit_transform(words)
    labels = _by_words(vectors, _by_topics(vectors, weights, seed), weights)
    names = _names(vectors, labels, weights, vectorizer.get_feature_names_out())
    return [names[label] for label in labels.tolist()]


def _by_topics(vectors: csr_matrix, weights: Floats, seed: int) -> Labels:
    count = min(MOST_FAMILIES, round(FAMILIES_A_ROOT * len(weights) ** (1 / 3)))
    topics: Floats
    if count < min(vectors.shape):
        topics = normalize(TruncatedSVD(count, random_state=seed).fit_transform(vectors))
    else:
        topics = vectors.toarray()
    most_sold = np.sort(np.argsort(-weights, kind="stable")[:LEARN_FROM])
    different = len(np.unique(topics[most_sold].round(6), axis=0))
    model = KMeans(min(count, different), n_init=STARTS, random_state=seed)
    model.fit(topics[most_sold], sample_weight=weights[most_sold])
    labels: Labels = model.predict(topics)
    return labels


def _by_words(vectors: csr_matrix, labels: Labels, weights: Floats) -> Labels:
    for _ in range(ROUNDS):
        likeness = (vectors @ normalize(_words_of_families(vectors, labels, weights)).T).toarray()
        nearest: Labels = likeness.argmax(axis=1)
        if (nearest == labels).all():
            break
        labels = nearest
    return labels


def _words_of_families(vectors: csr_matrix, labels: Labels, weights: Floats) -> csr_matrix:
    """How much each word (column) weighs in each family (row)."""
    belongs = csr_matrix((weights, (labels, np.arange(len(labels)))))
    return csr_matrix(belongs @ vectors)


def _names(vectors: csr_matrix, labels: Labels, weights: Floats, vocabulary: NDArray[np.object_]) -> dict[int, str]:
    """Each family's heaviest words, of as many words as it takes to be the only one called so."""
    words = _words_of_families(vectors, labels, weights).toarray()
    names: dict[int, str] = {}
    for label in np.argsort(-words.sum(axis=1), kind="stable").tolist():
        heaviest = [
            str(vocabulary[word]) for word in np.argsort(-words[label], kind="stable") if words[label, word] > 0
        ]
        longer = (", ".join(heaviest[:length]) for length in range(NAMED_BY, len(heaviest) + 1))
        names[label] = next((name for name in longer if name not in names.values()), ", ".join(heaviest))
    return names
