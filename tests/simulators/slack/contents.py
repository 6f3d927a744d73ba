"""What a message may hold, however it comes: checked, and as Slack keeps it."""

from typing import Any

import orjson

from tests.simulators.slack.blocks import problem, problems_of
from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.files import Files
from tests.simulators.slack.identified import identified, pictures_of
from tests.simulators.slack.refusal import Refused

TEXT_LENGTH, MARKDOWN_LENGTH = 40_000, 12_000
EVENT_TYPE_LENGTH, METADATA_BYTES = 255, 16_000


class Contents:
    """Knows which files can be shown."""

    def __init__(self, clockwork: Clockwork, files: Files) -> None:
        self.clockwork = clockwork
        self.files = files

    def read(self, given: dict[str, Any], *, needed: bool = True) -> dict[str, Any]:
        """`text`, `blocks` and `metadata` as far as they were given; Refused when Slack would not take them."""
        if "markdown_text" in given:
            return self._metadata(given) | {"text": self._markdown(given), "blocks": []}
        text, blocks = given.get("text", ""), given.get("blocks")
        if not isinstance(text, str):
            raise Refused("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
        if needed and not text and not blocks:
            raise Refused("no_text")
        if len(text) > TEXT_LENGTH:
            raise Refused("msg_too_long")
        kept = {"text": text} if "text" in given else {}
        if blocks is not None:
            kept["blocks"] = self.blocks(blocks)
        return kept | self._metadata(given)

    def blocks(self, blocks: Any) -> Any:
        """The blocks with their ids."""
        if not isinstance(blocks, list):
            raise Refused("invalid_blocks_format")
        problems = problems_of(blocks)
        if not problems:
            problems = self.hidden_pictures(blocks)
        if problems:
            raise Refused("invalid_blocks", problems)
        return identified(blocks, self.clockwork)

    def hidden_pictures(self, blocks: list[dict[str, Any]], where: str = "") -> list[str]:
        """The files that cannot be shown (yet), as problems."""
        return [
            problem("invalid slack file", where + pointer)
            for pointer, named in pictures_of(blocks)
            if not self.files.can_be_shown(named)
        ]

    def _markdown(self, given: dict[str, Any]) -> str:
        if "text" in given or "blocks" in given:
            raise Refused("markdown_text_conflict")
        text = str(given["markdown_text"])
        if not text:
            raise Refused("no_text")
        if len(text) > MARKDOWN_LENGTH:
            raise Refused("msg_too_long")
        return text

    def _metadata(self, given: dict[str, Any]) -> dict[str, Any]:
        if "metadata" not in given:
            return {}
        metadata = given["metadata"]
        if metadata == {}:
            return {"metadata": None}
        if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
            raise Refused("invalid_metadata_format")
        kind, payload = metadata["event_type"], metadata["event_payload"]
        if not isinstance(kind, str) or not 0 < len(kind) <= EVENT_TYPE_LENGTH or not isinstance(payload, dict):
            raise Refused("invalid_metadata_schema")
        if len(orjson.dumps(payload)) > METADATA_BYTES:
            raise Refused("metadata_too_large")
        return {"metadata": metadata}
