"""Customers by recency, frequency and money: Shopify's groups, and the segments of the classic three-digit codes."""

from dataclasses import dataclass
from enum import StrEnum

#: Scores run from 1 to this; 5 is the shop's best fifth.
HIGHEST_SCORE = 5


class RfmGroup(StrEnum):
    """Shopify's groups, by the values of its `CustomerRfmGroup`."""

    CHAMPIONS = "CHAMPIONS"
    LOYAL = "LOYAL"
    ACTIVE = "ACTIVE"
    NEW = "NEW"
    PROMISING = "PROMISING"
    NEEDS_ATTENTION = "NEEDS_ATTENTION"
    AT_RISK = "AT_RISK"
    PREVIOUSLY_LOYAL = "PREVIOUSLY_LOYAL"
    ALMOST_LOST = "ALMOST_LOST"
    DORMANT = "DORMANT"
    #: Has not ordered yet, so that it has no scores.
    PROSPECTS = "PROSPECTS"


@dataclass(frozen=True, slots=True)
class RfmCell:
    """A rectangle of scores: recency from one score to another, and (frequency + money) / 2 up to a bound."""

    recency: tuple[int, int]
    #: Above the bound of the row before with the same recency.
    frequency_and_money_up_to: float
    group: RfmGroup


#: Shopify's matrix as it has been published: its help pages name the groups and describe them, without the scores.
SHOPIFY_GROUPS = (
    RfmCell((5, 5), 1.0, RfmGroup.NEW),
    RfmCell((5, 5), 3.0, RfmGroup.ACTIVE),
    RfmCell((5, 5), 5.0, RfmGroup.CHAMPIONS),
    RfmCell((4, 4), 1.0, RfmGroup.PROMISING),
    RfmCell((4, 4), 3.0, RfmGroup.ACTIVE),
    RfmCell((4, 4), 5.0, RfmGroup.LOYAL),
    RfmCell((3, 3), 2.0, RfmGroup.ALMOST_LOST),
    RfmCell((3, 3), 3.0, RfmGroup.NEEDS_ATTENTION),
    RfmCell((3, 3), 5.0, RfmGroup.LOYAL),
    RfmCell((1, 2), 2.0, RfmGroup.DORMANT),
    RfmCell((1, 2), 4.0, RfmGroup.AT_RISK),
    RfmCell((1, 2), 5.0, RfmGroup.PREVIOUSLY_LOYAL),
)


def rfm_group(recency: int, frequency: int, monetary: int) -> RfmGroup:
    """The group of a customer with these scores, each 1 to 5."""
    both = (frequency + monetary) / 2
    return next(
        cell.group
        for cell in SHOPIFY_GROUPS
        if cell.recency[0] <= recency <= cell.recency[1] and both <= cell.frequency_and_money_up_to
    )


class RfmSegment(StrEnum):
    """The segments that marketing tools share, as Klaviyo, edrone and Squeezely name them."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    POTENTIAL_LOYALIST = "potential_loyalist"
    NEW_CUSTOMERS = "new_customers"
    PROMISING = "promising"
    NEED_ATTENTION = "need_attention"
    ABOUT_TO_SLEEP = "about_to_sleep"
    AT_RISK = "at_risk"
    CANNOT_LOSE_THEM = "cannot_lose_them"
    HIBERNATING = "hibernating"
    LOST = "lost"


#: The codes of each segment: recency, frequency and money, one digit each. Every code has one segment.
CLASSIC_CODES = {
    RfmSegment.CHAMPIONS: "555 554 544 545 454 455 445",
    RfmSegment.LOYAL: "543 444 435 355 354 345 344 335",
    RfmSegment.POTENTIAL_LOYALIST: (
        "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"
    ),
    RfmSegment.NEW_CUSTOMERS: "512 511 422 421 412 411 311",
    RfmSegment.PROMISING: "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
    RfmSegment.NEED_ATTENTION: "535 534 443 434 343 334 325 324",
    RfmSegment.ABOUT_TO_SLEEP: "331 321 312 221 213 231 241 251",
    RfmSegment.AT_RISK: "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124",
    RfmSegment.CANNOT_LOSE_THEM: "155 154 144 214 215 115 114 113",
    RfmSegment.HIBERNATING: "332 322 233 232 223 222 132 123 122 212 211",
    RfmSegment.LOST: "111 112 121 131 141 151",
}
_SEGMENT_OF = {code: segment for segment, codes in CLASSIC_CODES.items() for code in codes.split()}


def rfm_segment(recency: int, frequency: int, monetary: int) -> RfmSegment:
    """The classic segment of a customer with these scores, each 1 to 5."""
    return _SEGMENT_OF[f"{recency}{frequency}{monetary}"]
