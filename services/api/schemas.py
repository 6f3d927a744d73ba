"""The API's document: schemas that have a name stand once, among its components, and answers have examples."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from shared.tools.arguments import arguments_model
from shared.tools.results import result_schema

Schema = dict[str, Any]

#: Where JSON Schema and OpenAPI keep what has a name.
_OWN, _SHARED = "#/$defs/", "#/components/schemas/"


@cache
def answer_schema(function: Callable[..., object]) -> Schema:
    """The JSON schema of a tool's answer, worked out once in a process: that takes far longer than an answer."""
    return result_schema(function)


@cache
def arguments_schema(function: Callable[..., object]) -> Schema:
    """The JSON schema of a tool's arguments, by a name of its own; see `answer_schema`."""
    return {**arguments_model(function).model_json_schema(), "title": f"{function.__name__}_arguments"}


class Components:
    """Schemas with names and examples of answers, collected while the routes are made."""

    def __init__(self) -> None:
        self._named: dict[str, Schema] = {}
        self._examples: dict[str, object] = {}

    def add(self, schema: Schema) -> Schema:
        """A reference to the schema, which stands among the components from now on, as do those within it."""
        moved = _moved(schema)
        for name, definition in moved.pop("$defs", {}).items():
            self._keep(name, definition)
        return self._keep(moved["title"], moved) if "title" in moved else moved

    def show(self, operation_id: str, answer: object) -> None:
        """Give the operation an example of its answer."""
        self._examples[operation_id] = answer

    def document(self, app: FastAPI) -> Callable[[], Schema]:
        """What `app.openapi` should be: FastAPI's own document with the components."""

        def openapi() -> Schema:
            if app.openapi_schema is None:
                told = get_openapi(
                    title=app.title, version=app.version, description=app.description, tags=None, routes=app.routes
                )
                told.setdefault("components", {}).setdefault("schemas", {}).update(self._named)
                self._add_examples(told)
                app.openapi_schema = told
            return app.openapi_schema

        return openapi

    def _add_examples(self, document: Schema) -> None:
        """FastAPI would leave out every null in them."""
        for operation in (each for methods in document["paths"].values() for each in methods.values()):
            if operation.get("operationId") in self._examples:
                answered = operation["responses"]["200"]["content"]["application/json"]
                answered["example"] = self._examples[operation["operationId"]]

    def _keep(self, name: str, schema: Schema) -> Schema:
        if self._named.setdefault(name, schema) != schema:
            raise ValueError(f"two schemas are called {name}")
        return {"$ref": _SHARED + name}


def _moved(part: Any) -> Any:  # noqa: ANN401  a schema's parts may be any JSON
    """The schema with references to where the components are."""
    if isinstance(part, Mapping):
        return {
            name: inner.replace(_OWN, _SHARED) if name == "$ref" and isinstance(inner, str) else _moved(inner)
            for name, inner in part.items()
        }
    return [_moved(inner) for inner in part] if isinstance(part, list) else part
