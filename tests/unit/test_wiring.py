"""What the settings lead to, as far as nothing has to be connected."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.claude.client import ClaudeClient
from shared.claude.questions import ClaudeQuestions
from shared.domain.policy import NO_POLICY
from shared.domain.shop import Shop
from shared.door_wiring import question_reader
from shared.errors import Permanent
from shared.settings import Settings
from shared.wiring import claude, shop

#: Imports the wiring, and says which libraries of Claude came along.
WIRING_ALONE = """
import sys
import shared.wiring
print(*sorted({"anthropic", "genai_prices"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("key", [None, SecretStr(""), SecretStr(" , ")])
def test_without_a_key_there_is_no_claude(key: SecretStr | None) -> None:
    settings = Settings.model_construct(anthropic_api_key=key)

    assert claude(settings) is None
    assert question_reader(settings) is None


def test_with_a_key_claude_writes_and_reads() -> None:
    settings = Settings.model_construct(anthropic_api_key=SecretStr("a-key"))
    writer, reader = claude(settings), question_reader(settings)

    assert isinstance(writer, ClaudeClient)
    assert isinstance(reader, ClaudeQuestions)
    writer.close()
    reader.close()


def test_who_has_no_key_for_claude_need_not_wait_for_its_libraries() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", WIRING_ALONE], capture_output=True, text=True, timeout=60, check=True
    )

    assert loaded.stdout.split() == []


def test_a_shop_without_a_policy_file_has_none() -> None:
    settings = Settings.model_construct(shop_name="Thimble", shop_signature="The team", shop_currency="EUR")
    assert shop(settings) == Shop("Thimble", "The team", "EUR", NO_POLICY)


def test_the_policy_file_says_how_drafts_end_where_it_says_anything(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    settings = Settings.model_construct(shop_signature="The team", shop_policy_file=str(file))

    file.write_text('voice = "plain"', encoding="utf-8")
    assert (shop(settings).signature, shop(settings).policy.voice) == ("The team", "plain")
    file.write_text('signature = "Ours"', encoding="utf-8")
    assert shop(settings).signature == "Ours"


def test_a_policy_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match=r"policy\.toml cannot be read"):
        shop(Settings.model_construct(shop_policy_file=str(tmp_path / "policy.toml")))
