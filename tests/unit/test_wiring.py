"""What the settings lead to, as far as nothing has to be connected."""

import subprocess
import sys

import pytest
from pydantic import SecretStr

from shared.claude.client import ClaudeClient
from shared.claude.questions import ClaudeQuestions
from shared.settings import Settings
from shared.wiring import claude, question_reader

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
