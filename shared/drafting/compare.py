"""An answer held against the draft: what was kept, what was changed, whether the draft was used at all.

The distance is the share of both texts' words that the other does not have in the same order: the normalised insertion
and deletion distance, which is 1 minus the ROUGE-L F1 of the two (Lin, 2004). It is the same from both sides, and
unlike Levenshtein's it does not call a text wholly changed when a paragraph was put before a sentence that was kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from shared.domain.answers import Comparison, Usage
from shared.drafting.letter import Letter, read_letter, words_of


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one kind of answer ends and the next begins; docs/ledger.md says how they were chosen."""

    #: Share of characters that two sentences have in common, in order, from which they are the same.
    kept_from: float
    #: Distance above which a draft of which no sentence was kept was not used.
    ignored_above: float


THRESHOLDS = Thresholds(kept_from=0.75, ignored_above=0.6)
#: Words of each text that are compared; the texts are bounded as well.
MOST_WORDS = 4_000
#: A sentence of fewer words stands inside others by chance.
SHORTEST_INSIDE = 4


def compare(draft: str, answer: str, thresholds: Thresholds = THRESHOLDS) -> Comparison:
    """What became of the draft in the answer, whatever the two hold.

    Greetings, signatures, quoted mail, case, quotation marks and punctuation at the ends of words make no difference.
    """
    ours, theirs = read_letter(draft), read_letter(answer)
    distance = _distance(ours, theirs)
    kept = _kept(ours.substance, theirs.substance, thresholds.kept_from)
    return Comparison(
        usage=_usage(distance, len(kept), thresholds),
        edit_distance=distance,
        draft_sentences=len(ours.substance),
        kept_sentences=len(kept),
        answer_sentences=len(theirs.substance),
        kept_characters=sum(kept),
    )


def _usage(distance: float, kept: int, thresholds: Thresholds) -> Usage:
    if distance == 0:
        return Usage.AS_IS
    return Usage.EDITED if kept or distance <= thresholds.ignored_above else Usage.IGNORED


def _distance(ours: Letter, theirs: Letter) -> float:
    """Share of both texts' words that were put in or taken out."""
    return Indel.normalized_distance(ours.words[:MOST_WORDS], theirs.words[:MOST_WORDS])


def _kept(draft: Sequence[str], answer: Sequence[str], kept_from: float) -> list[int]:
    """For each sentence of the draft that the answer kept, how many characters the two have in common.

    A sentence of the answer is what became of one sentence of the draft at most, the one that it is most like; but an
    agent may join several into one, so a sentence that stands in the answer word for word is kept wherever it stands.
    """
    ours, theirs = [" ".join(words_of(each)) for each in draft], [" ".join(words_of(each)) for each in answer]
    whole = f" {' '.join(theirs)} "
    kept = {
        number: len(each)
        for number, each in enumerate(ours)
        if each.count(" ") >= SHORTEST_INSIDE - 1 and f" {each} " in whole
    }
    alike = (
        (Indel.normalized_similarity(one, other, score_cutoff=kept_from), number, place)
        for number, one in enumerate(ours)
        if number not in kept
        for place, other in enumerate(theirs)
    )
    taken = {theirs.index(ours[number]) for number in kept if ours[number] in theirs}
    for similarity, number, place in sorted(alike, key=lambda each: (-each[0], each[1], each[2])):
        if similarity >= kept_from and number not in kept and place not in taken:
            taken.add(place)
            kept[number] = LCSseq.similarity(ours[number], theirs[place])
    return [kept[number] for number in sorted(kept)]
