"""A draft taken apart beside its grounds, for the rules of the guard to look at."""

from dataclasses import dataclass, replace

from shared.drafting.grounds import Grounds
from shared.drafting.instructions import Heard, heard
from shared.drafting.language import languages_of
from shared.drafting.letters import folded
from shared.drafting.lexicon import LANGUAGES as READABLE
from shared.drafting.statements import without_statements
from shared.drafting.strangers import Sentence, said_words, sentences_of


@dataclass(frozen=True, slots=True)
class Suspect:
    """A draft beside its grounds, each as written and folded."""

    text: str
    plain: str
    #: `plain` without the sentences that say what the shop has said.
    unstated: str
    #: The draft's language, of those that it may be in; None when it is in none of them.
    language: str | None
    sentences: tuple[Sentence, ...]
    grounds: Grounds
    heard: Heard
    said_by_shop: str
    facts: str
    marker: str

    @property
    def said_by_customer(self) -> str:
        """What the customer said, without instructions to a model."""
        return self.heard.rest

    @property
    def said(self) -> str:
        """All that was said or is known, folded."""
        return f"{self.heard.rest}\n{self.said_by_shop}\n{self.facts}\n{folded(self.grounds.name)}"

    @property
    def is_readable(self) -> bool:
        """Whether the words of the draft's language are known."""
        return self.language in READABLE


def suspect_of(text: str, grounds: Grounds, marker: str) -> Suspect:
    """The draft, taken apart."""
    by_customer = heard(grounds.customer)
    by_customer = replace(by_customer, instructions=(*by_customer.instructions, *heard(grounds.name).instructions))
    by_shop, facts, plain = folded(grounds.shop), folded(grounds.facts), folded(text)
    language = language_of(text, grounds)
    return Suspect(
        text=text,
        plain=plain,
        unstated=without_statements(plain, by_shop),
        language=language,
        sentences=sentences_of(
            text,
            language,
            customer=said_words(f"{by_customer.rest}\n{folded(grounds.name)}", language),
            shop=said_words(f"{by_shop}\n{facts}", language),
        )
        if language in READABLE
        else (),
        grounds=grounds,
        heard=by_customer,
        said_by_shop=by_shop,
        facts=facts,
        marker=marker,
    )


def language_of(text: str, grounds: Grounds) -> str | None:
    """Which of the languages that the draft may be in it is in: the customer's, or else the shop's."""
    may_be = languages_of(text)
    ours = grounds.policy.language
    theirs = {grounds.language} if grounds.language else languages_of(grounds.customer)
    fitting = sorted((theirs | {ours}) & may_be, key=lambda one: (one != grounds.language, one != ours, one))
    return fitting[0] if fitting else None
