import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.categories import Category, category_of

RETURN, ISSUE, STATUS, QUESTION, CHANGE, GENERAL = Category


@pytest.mark.parametrize(
    ("message", "category"),
    [
        ("I want to return this", RETURN),
        ("it was returned last week", RETURN),
        ("Can I get a REFUND?", RETURN),
        ("I have not been refunded", RETURN),
        ("I'd like to send it back", RETURN),
        ("I sent both of them back", RETURN),
        ("My box is broken", ISSUE),
        ("it broke", ISSUE),
        ("arrived damaged", ISSUE),
        ("there is damage on the lid", ISSUE),
        ("The lamp is defective", ISSUE),
        ("you sent the wrong item", ISSUE),
        ("Where is my order?", STATUS),
        ("Where's my order?", STATUS),
        ("is there a tracking number", STATUS),
        ("It hasn't arrived", STATUS),
        ("it hasn\N{RIGHT SINGLE QUOTATION MARK}t arrived", STATUS),
        ("It has not yet arrived", STATUS),
        ("it never arrived", STATUS),
        ("the package did not arrive", STATUS),
        ("How to wash this?", QUESTION),
        ("I have a question about batting", QUESTION),
        ("two questions about batting", QUESTION),
        ("I wondered about the width", QUESTION),
        ("cancel it please", CHANGE),
        ("I cancelled by mistake", CHANGE),
        ("please change my order", CHANGE),
        ("can I modify it", CHANGE),
        ("one modification please", CHANGE),
        ("Hello there", GENERAL),
        ("", GENERAL),
    ],
)
def test_the_table_of_keywords_and_their_inflections_tells_the_category(message: str, category: Category) -> None:
    assert category_of(message) is category


@pytest.mark.parametrize("message", ["what do you give in return", "I like the soundtrack", "unbreakable", "scandal"])
def test_look_alikes_of_keywords_do_not_count(message: str) -> None:
    assert category_of(message) is GENERAL


def test_the_first_row_of_the_table_wins() -> None:
    assert category_of("It arrived damaged and I want a refund") is RETURN
    assert category_of("Wondering where is my broken parcel") is ISSUE


def test_the_subject_decides_only_when_the_message_has_no_keyword() -> None:
    assert category_of("Any news?", subject="Tracking") is STATUS
    assert category_of("Please cancel", subject="Return") is CHANGE


@pytest.mark.parametrize(
    ("keyword", "category"),
    [
        ("return", RETURN),
        ("refund", RETURN),
        ("send back", RETURN),
        ("broken", ISSUE),
        ("damaged", ISSUE),
        ("defective", ISSUE),
        ("wrong item", ISSUE),
        ("where is", STATUS),
        ("tracking", STATUS),
        ("hasn't arrived", STATUS),
        ("how to", QUESTION),
        ("question about", QUESTION),
        ("wondering", QUESTION),
        ("cancel", CHANGE),
        ("change order", CHANGE),
        ("modify", CHANGE),
        ("anything else", GENERAL),
    ],
)
def test_the_analysis_own_keywords_tell_the_analysis_own_categories(keyword: str, category: Category) -> None:
    assert category_of(f"Please {keyword}.") is category


@pytest.mark.parametrize(
    ("message", "category"),
    [
        ("My parcel is late", STATUS),
        ("Still nothing here", STATUS),
        ("When will it come?", STATUS),
        ("The lid is cracked", ISSUE),
        ("Two pieces are missing", ISSUE),
        ("Does the kit come with batting?", QUESTION),
        ("Please correct my address", CHANGE),
        ("It is too small for me", RETURN),
        ("Wo bleibt meine Bestellung?", STATUS),
        ("Die Schere ist beschädigt", ISSUE),
        ("Ich möchte es zurückschicken", RETURN),
        ("Bitte stornieren Sie das", CHANGE),
        ("Wie wasche ich den Stoff?", QUESTION),
        ("Où est mon colis ?", STATUS),
        ("Je voudrais un remboursement", RETURN),
        ("L'article est cassé", ISSUE),
        ("Merci d'annuler ma commande", CHANGE),
        ("Mi pedido no ha llegado", STATUS),
        ("Quiero devolver la tela", RETURN),
        ("Llegó roto", ISSUE),
        ("Dov'è il mio ordine?", STATUS),
        ("Vorrei un rimborso", RETURN),
        ("È arrivato rotto", ISSUE),
        ("A encomenda não chegou", STATUS),
        ("Quero cancelar a encomenda", CHANGE),
        ("Waar is mijn pakket?", STATUS),
        ("Ik wil het terugsturen", RETURN),
        ("Het is kapot", ISSUE),
    ],
)
def test_more_words_tell_the_category_where_the_analysis_has_no_keyword(message: str, category: Category) -> None:
    assert category_of(message) is category


def test_a_keyword_of_the_analysis_goes_before_any_other_word() -> None:
    assert category_of("The parcel is late and two pieces are missing. Where is the rest?") is STATUS
    assert category_of("It is too small for me, how to measure?") is QUESTION


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_has_a_category(message: str, subject: str) -> None:
    assert category_of(message, subject) in Category
