"""`python -m services.api.tools_page`: docs/tools.md, written from the tools themselves."""

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from http import HTTPMethod
from typing import Any
from urllib.parse import quote, urlencode

from services.api.routes.paths import PREFIX, TOOL_PATHS, Subject, ToolPath, first_path
from shared.tools.arguments import arguments_model
from shared.tools.recorded import recorded_answer
from shared.tools.registry import TOOLS, Tool

HEAD = f"""# The analytics tools

<!-- Written by `python -m services.api.tools_page`; a test fails when it is not up to date. -->

{len(TOOLS)} tools, each with an address of its own. `POST {PREFIX}/query` with `{{"tool": name, "arguments": {{…}}}}`
asks any of them; `GET {PREFIX}/tools` lists them with their JSON schemas, and `/docs` on the running API lets you try
them.
[questions.md](questions.md) says how to ask in plain words, [mcp.md](mcp.md) how to add them to an AI host,
[security.md](security.md) how to make keys and what each role may do.

The examples are answers over the orders that the project comes with (`make up`, key from `.selvage/run.json`), lists
cut to two. In the shell: `API=http://127.0.0.1:8000 KEY=slv_…`; in Python:

```python
import requests

api = requests.Session()
api.headers["X-API-Key"] = "slv_…"
ADDRESS = "http://127.0.0.1:8000"
```
"""

#: What an example cannot show in one line, under the tool that it is about.
MORE: Mapping[str, str] = {
    "search_customers": """Conditions may stand within each other. Frequent buyers whose rhythm is clear, of any
archetype but the largest, who have spent 500 or may leave:

```json
{"where": {"all": [
  {"axis": "purchase_frequency", "segment": "frequent", "strength": "strong"},
  {"not": {"archetype": "1"}},
  {"any": [{"metric": "historic_clv", "at_least": 500}, {"churn_level": "HIGH"}]}
]}, "limit": 50}
```

`next_cursor` in the answer is the `cursor` of the next page, for as long as no new snapshot lands.
"""
}

KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
}


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([HEAD, *_contents(), *(line for subject in Subject for line in _chapter(subject))]).rstrip() + "\n"


def _contents() -> Iterator[str]:
    yield "| tool | answers | asks for |"
    yield "|---|---|---|"
    for tool in TOOLS.values():
        yield f"| [{tool.name}](#{tool.name}) | {tool.title} | `{tool.permission}` |"
    yield ""


def _chapter(subject: Subject) -> Iterator[str]:
    tools = list(dict.fromkeys(each.tool for each in TOOL_PATHS if each.subject is subject))
    if not tools:
        return
    yield f"## {subject.capitalize()}\n"
    for name in tools:
        if first_path(name).subject is subject:
            yield from _section(TOOLS[name])


def _section(tool: Tool) -> Iterator[str]:
    at = first_path(tool.name)
    yield f"### {tool.name}\n"
    yield f"**{tool.title}.** {tool.description}\n"
    yield (
        "".join(f"`{each.method} {PREFIX}{each.path}` " for each in TOOL_PATHS if each.tool == tool.name).rstrip()
        + "\n"
    )
    yield from _parameters(tool)
    yield "```sh"
    yield _curl(at, tool.example)
    yield "```\n"
    yield "```python"
    yield _python(at, tool.example)
    yield "```\n"
    if tool.name in MORE:
        yield MORE[tool.name]
    yield "<details><summary>Answer</summary>\n"
    yield "```json"
    yield json.dumps(recorded_answer(tool.name), indent=2, ensure_ascii=False)
    yield "```\n"
    yield "</details>\n"


def _parameters(tool: Tool) -> Iterator[str]:
    schema = arguments_model(tool.function).model_json_schema()
    if not schema["properties"]:
        return
    yield "| parameter | what it means | takes | default |"
    yield "|---|---|---|---|"
    required = schema.get("required", [])
    for name, field in schema["properties"].items():
        default = "required" if name in required else _default(field.get("default"))
        meaning = field.get("description", "").replace("|", "\\|")
        yield f"| `{name}` | {meaning} | {_kind(field, schema.get('$defs', {}))} | {default} |"
    yield ""


def _default(value: object) -> str:
    return "" if value is None else f"`{json.dumps(value)}`"


def _kind(field: Mapping[str, Any], defined: Mapping[str, Any]) -> str:
    """What the parameter takes, in words."""
    if "$ref" in field:
        return _kind(defined[field["$ref"].rpartition("/")[2]], defined)
    if "anyOf" in field:
        return " or ".join(_kind(each, defined) for each in field["anyOf"] if each.get("type") != "null")
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_kind(field['items'], defined)}"
    if field.get("format") == "date":
        return "date, as `2011-09-30`"
    if "minimum" in field and "maximum" in field:
        return f"{field['minimum']} to {field['maximum']}"
    return KINDS.get(field.get("type", ""), "object")


def _address(at: ToolPath, example: Mapping[str, Any]) -> str:
    path = (PREFIX + at.path).format(**{name: quote(str(value), safe="") for name, value in example.items()})
    asked = {name: value for name, value in example.items() if f"{{{name}}}" not in at.path}
    if at.method is HTTPMethod.POST or not asked:
        return path
    return f"{path}?{urlencode(asked, doseq=True)}"


def _curl(at: ToolPath, example: Mapping[str, Any]) -> str:
    asked = f'curl -H "X-API-Key: $KEY" "$API{_address(at, example)}"'
    if at.method is HTTPMethod.GET:
        return asked
    body = shlex.quote(json.dumps(dict(example)))
    return f"{asked} \\\n  -H 'Content-Type: application/json' -d {body}"


def _python(at: ToolPath, example: Mapping[str, Any]) -> str:
    if at.method is HTTPMethod.POST:
        return f'api.post(ADDRESS + "{PREFIX}{at.path}", json={json.dumps(dict(example))}, timeout=10).json()'
    return f'api.get(ADDRESS + "{_address(at, example)}", timeout=10).json()'


if __name__ == "__main__":
    sys.stdout.write(page())
