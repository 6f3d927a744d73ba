from dataclasses import replace

import pytest

from shared.domain.drafts import ToFindOut
from shared.domain.policy import Policy
from shared.domain.shop import Shop
from shared.drafting.fallback import STANDARD_REPLIES, fall_back
from shared.drafting.grounds import Grounds
from shared.drafting.guard import check
from tests.factories_drafting import MARKER, SHOP

GERMAN_SHOP = replace(SHOP, policy=Policy(language="de"))


def test_the_english_reply_is_the_analysis_own() -> None:
    assert fall_back("why", "Sarah Miller", SHOP).text == (
        "Hi Sarah,\n\n"
        "Thank you for reaching out to us! I've received your message and I'm here to help.\n\n"
        "I'm looking into your inquiry right now and will get back to you with a detailed response shortly.\n\n"
        "In the meantime, if you have any additional information that might help me assist you better, please feel "
        "free to share it.\n\n"
        "Best regards,\nCustomer Success Team"
    )


@pytest.mark.parametrize(
    ("language", "name", "line", "closing"),
    [
        ("en", "Sarah Miller", "Hi Sarah,", "Best regards,"),
        ("en", None, "Hi there,", "Best regards,"),
        ("de", "Sarah Miller", "Hallo Sarah,", "Mit freundlichen Grüßen"),
        ("de", None, "Guten Tag,", "Mit freundlichen Grüßen"),
        ("fr", "Dr. Jane Smith", "Bonjour Dr. Jane Smith,", "Bien cordialement,"),
        ("fr", None, "Bonjour,", "Bien cordialement,"),
        ("es", "Hilda Hidalgo", "Hola Hilda,", "Un cordial saludo,"),
        ("it", "Sarah", "Buongiorno Sarah,", "Cordiali saluti,"),
        ("pt", "Sarah", "Olá Sarah,", "Com os melhores cumprimentos,"),
        ("nl", "Sarah", "Hallo Sarah,", "Met vriendelijke groet,"),
        ("nl", "<script>", "Goedendag,", "Met vriendelijke groet,"),
    ],
)
def test_the_reply_is_in_the_customers_language(language: str, name: str | None, line: str, closing: str) -> None:
    draft = fall_back("why", name, SHOP, language=language)
    lines = draft.text.split("\n")
    assert (lines[0], lines[-2], lines[-1]) == (line, closing, SHOP.signature)
    assert draft.language == language


@pytest.mark.parametrize(
    ("language", "shop", "line"),
    [
        (None, SHOP, "Hi Sarah,"),
        ("ja", SHOP, "Hi Sarah,"),
        (None, GERMAN_SHOP, "Hallo Sarah,"),
        ("ja", GERMAN_SHOP, "Hallo Sarah,"),
        ("en", GERMAN_SHOP, "Hi Sarah,"),
        (None, replace(SHOP, policy=Policy(language="ja")), "Hi Sarah,"),
    ],
)
def test_a_language_that_we_do_not_have_gives_way_to_the_shops_then_to_english(
    language: str | None, shop: Shop, line: str
) -> None:
    assert fall_back("why", "Sarah", shop, language=language).text.startswith(line)


@pytest.mark.parametrize("language", sorted(STANDARD_REPLIES))
def test_every_standard_reply_passes_the_guard(language: str) -> None:
    text = fall_back("why", "Sarah", SHOP, language=language).text
    grounds = Grounds("Sarah", f"{SHOP.name}\n{SHOP.signature}", language=language)
    assert check(text, grounds, marker=MARKER) == ()


def test_what_was_tried_and_what_is_open_is_kept() -> None:
    draft = fall_back("why", "Sarah", SHOP, to_find_out=[ToFindOut.PARCEL], prompt_hash="ab")
    assert (draft.fell_back_because, draft.to_find_out, draft.prompt_hash) == ("why", (ToFindOut.PARCEL,), "ab")
