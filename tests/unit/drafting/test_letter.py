"""How a reply is taken apart, in the languages that shops write in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.drafting.letter import is_pleasantry, read_letter, sentences_of, words_of


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("It left. It comes soon! Does it?", ["It left.", "It comes soon!", "Does it?"]),
        ("Dr. Smith and Mrs. Jones wrote to us, e.g. on Monday.", 1),
        ("It costs 4.50 at shop.example. Fine.", 2),
        ("Your refund is £20. It comes soon.", 2),
        ("Wir liefern z. B. am 3. Mai, d. h. in ca. 14 Tagen.", 1),
        ("Wir liefern am 3. Dezember. Bis dann.", 2),
        ('He said "it is late." We agree.', 2),
        ("¿Ha llegado? Aún no.", 2),
        ("確認しております。改めてご連絡いたします。", 2),
        ("Wait... what? no.", ["Wait... what? no."]),
        ("- a list's item", ["a list's item"]),
        ("3) another one", ["another one"]),
        ("", []),
    ],
)
def test_a_line_is_divided_into_its_sentences(line: str, sentences: int | list[str]) -> None:
    found = list(sentences_of(line))

    assert (len(found) if isinstance(sentences, int) else found) == sentences


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Sarah,", "Hello!", "Dear Mrs. O'Neill,", "Good morning Dr. Okafor,", "Hallo Frau Weber,",
        "Sehr geehrter Herr Yilmaz,", "Bonjour Camille !", "¡Hola Lucía!", "Gentile Paolo,", "Olá Ana,", "Beste Femke,",
        "田中様", "Hej Anna!",
    ],
)  # fmt: skip
def test_a_greeting_is_no_sentence(greeting: str) -> None:
    assert read_letter(f"{greeting}\n\nIt left.").sentences == ("It left.",)


def test_a_greeting_ends_where_the_first_sentence_begins() -> None:
    assert read_letter("Hi Noor! It left. Bye").sentences == ("It left.", "Bye")
    assert read_letter("Hi Noor, it left.").sentences == ("it left.",)


@pytest.mark.parametrize(
    "text", ["Highlights of the week are here.", "Carol writes to you.", "Best of all, it is free."]
)
def test_a_word_that_only_looks_like_a_greeting_or_a_farewell_is_text(text: str) -> None:
    assert read_letter(text).sentences == (text,)


@pytest.mark.parametrize(
    "end",
    [
        "Best regards,\nJo", "Kind regards\n\nJo Hart\nThe Shop | shop.example", "Thanks,\nJo",
        "Mit freundlichen Grüßen\nJo",
        "Bien cordialement,\nLouise", "Un saludo,\nMarta", "Cordiali saluti,\nGiulia",
        "Com os melhores cumprimentos,\nRui",
        "Met vriendelijke groet,\nBram", "よろしくお願いいたします。", "-- \nJo\nThe Shop", "Jo\nThe Shop", "Jo",
    ],
)  # fmt: skip
def test_a_signature_is_no_sentence(end: str) -> None:
    assert read_letter(f"It left.\n\n{end}").sentences == ("It left.",)


def test_a_postscript_below_the_signature_is_text() -> None:
    assert read_letter("It left.\n\nBest,\nJo\n\nP.S. We moved.").sentences == ("It left.", "P.S. We moved.")


def test_thanks_with_a_letter_below_are_no_farewell() -> None:
    long = " ".join(["word"] * 60)

    assert read_letter(f"Fine.\nThanks!\n{long}.").sentences == ("Fine.", "Thanks!", f"{long}.")


def test_a_list_at_the_end_is_no_signature() -> None:
    assert read_letter("We need:\n\n- Your name\n- Your address").sentences == ("We need:", "Your name", "Your address")


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 16 Nov 2026 at 09:01, Sarah <s@mail.example> wrote:",
        "On Mon, 16 Nov 2026 at 09:01, Sarah <s@mail.example>\nwrote:",
        "Am Mo., 16. Nov. 2026 um 10:12 Uhr schrieb Petra <p@mail.example>:",
        "Le lun. 16 nov. 2026 à 11:20, Camille <c@mail.example> a écrit :",
        "El lun, 16 nov 2026 a las 12:40, Lucía escribió:",
        "Il giorno lun 16 nov 2026 Paolo ha scritto:",
        "Op ma 16 nov. 2026 om 09:30 schreef Femke <f@mail.example>:",
        "-----Original Message-----",
        "________________________________",
        "From: Marcus Bell <m@mail.example>",
    ],
)
def test_what_is_quoted_is_left_out(quoted: str) -> None:
    assert read_letter(f"It left.\n\n{quoted}\n\nWhere is it? Hello?").sentences == ("It left.",)
    assert read_letter("It left.\n> Where is it?\nReally.").sentences == ("It left.", "Really.")


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    broken = "We have asked the carrier where your parcel is at the moment and\nwill write to you as soon as we know."

    assert len(read_letter(broken).sentences) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It\u2019s \u201cfine\u201d", 'it\'s "fine"'),
        ("Hello — there!", "hello there"),
        ("(Yes).", "yes"),
        ("ﬁne", "fine"),
        ("a\u200bb", "a\u200bb"),
    ],
)
def test_words_that_read_the_same_are_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(("one", "other"), [("£20", "€20"), ("20%", "20"), ("4.50", "450"), ("can", "can't")])
def test_words_that_mean_another_thing_are_others(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you for reaching out!", "Thanks so much for your message.", "If there is anything else you need, reply.",
        "Please let us know if you have any questions.", "I hope you have a lovely trip.", "Have a great weekend!",
        "Vielen Dank für Ihre Nachricht.", "Merci pour votre message.", "Gracias por escribirnos.",
        "La ringrazio per la pazienza.", "Bedankt voor je bericht.", "お問い合わせいただきありがとうございます。",
    ],
)  # fmt: skip
def test_what_stands_in_a_reply_to_anything_is_a_pleasantry(sentence: str) -> None:
    assert is_pleasantry(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank goodness it arrived.", "I hope the refund arrived.", "If you have the receipt, please send it.",
        "Please let us know which size you need.", "We are happy to send you a new cup.", "Have a look at the label.",
        "Thanks to the new carrier your order 12 comes tomorrow.",
    ],
)  # fmt: skip
def test_what_is_about_the_matter_is_none(sentence: str) -> None:
    assert not is_pleasantry(sentence)


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    letter = read_letter(text)

    assert all(words_of(sentence) for sentence in letter.sentences)
    assert set(letter.substance) <= set(letter.sentences)
