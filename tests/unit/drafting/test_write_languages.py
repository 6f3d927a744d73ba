"""In which language a reply is written, and what the agent is told of it."""

import pytest

from shared.domain.drafts import Completion, Draft, Engine, Prompt
from shared.drafting.insight import describe
from shared.drafting.write import write_draft
from tests.factories_drafting import MARKER, SHOP, a_question
from tests.fakes.claude import FakeClaude
from tests.simulators.claude.replies import reply_to

IN_ENGLISH = (
    "Hi Sarah,\n\nThank you for asking about your order. I'm looking into it.\n\nBest regards,\nCustomer Success Team"
)


class SimulatedClaude(FakeClaude):
    """Answers as the simulator does."""

    def complete(self, prompt: Prompt) -> Completion:
        self.text = reply_to(prompt.system, prompt.user)
        return super().complete(prompt)


def draft_by(claude: FakeClaude, text: str) -> Draft:
    ticket = a_question(text, subject="")
    return write_draft(claude, ticket, describe(None, ticket), SHOP, marker=MARKER)


def test_the_agent_is_warned_of_a_draft_in_another_language() -> None:
    draft = draft_by(FakeClaude(IN_ENGLISH), "Wo ist meine Bestellung? Ich warte und das ist nicht schön.")
    assert (draft.language, draft.engine) == ("de", Engine.CLAUDE)
    assert draft.warnings == ("The customer wrote in German; this draft is in English.",)


@pytest.mark.parametrize(
    "asked",
    [
        "Wo ist meine Bestellung? Ich warte und das ist nicht schön.",
        "Bonjour, où est ma commande ? Je ne la trouve pas et le suivi est vide.",
        "Hola, ¿dónde está mi pedido? Por favor, no lo encuentro y el plazo ya pasó.",
        "Buongiorno, dov'è il mio ordine? Non è arrivato e sono preoccupata.",
        "Olá, onde está o meu pedido? Por favor, não chegou e estou à espera.",
        "Hallo, waar is mijn bestelling? Het is nog niet aangekomen en ik heb het nodig.",
    ],
)
def test_the_simulated_model_writes_in_the_customers_language(asked: str) -> None:
    claude = SimulatedClaude()
    draft = draft_by(claude, asked)
    assert draft.fell_back_because is None
    assert draft.warnings == ()
    assert not draft.text.startswith("Hi ")


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Wo ist mein Paket? Ich warte schon seit zwei Wochen auf die Bestellung.", "German"),
        ("Gdzie jest moja paczka? Czekam już dwa tygodnie na zamówienie.", "English"),
    ],
)
def test_claude_is_asked_for_the_customers_language_where_a_draft_in_it_can_be_checked(
    message: str, language: str
) -> None:
    claude = FakeClaude(IN_ENGLISH)
    draft_by(claude, message)
    assert f"<language>{language}</language>" in claude.prompts[0].user
