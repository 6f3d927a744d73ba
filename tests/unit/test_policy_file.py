import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.policy import NO_POLICY, Policy, Topic
from shared.errors import Permanent
from shared.policy_file import MOST_BYTES, ShopPolicy, read_policy

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "shop-policy.example.toml"
DEMO = ROOT / "data" / "shop_policy.toml"

WHOLE = """
reviewed_on = 2026-11-01
voice = "  cheerful,\\n first names "
language = "de"
signature = "Your team\\nat Example"
[returns]
window_days = 30
statements = ["Unused items can be returned   within 30 days of delivery."]
[discounts]
most_percent = 12.5
codes = ["WELCOME10"]
statements = ["New customers get 10% off with WELCOME10.", "Clubs get 12,5 % off."]
[shipping]
statements = ["We ship to the EU."]
[orders]
statements = ["Orders can be changed until noon."]
[products]
statements = ["Our cotton is pre-washed."]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def read(file: Path, text: str) -> ShopPolicy:
    file.write_text(text, encoding="utf-8")
    return read_policy(file)


def test_every_key_of_the_file_becomes_the_policy(file: Path) -> None:
    assert read(file, WHOLE) == ShopPolicy(
        policy=Policy(
            statements={
                Topic.RETURNS: ("Unused items can be returned within 30 days of delivery.",),
                Topic.DISCOUNTS: ("New customers get 10% off with WELCOME10.", "Clubs get 12,5 % off."),
                Topic.SHIPPING: ("We ship to the EU.",),
                Topic.ORDERS: ("Orders can be changed until noon.",),
                Topic.PRODUCTS: ("Our cotton is pre-washed.",),
            },
            return_window_days=30,
            most_discount_percent=12.5,
            discount_codes=("WELCOME10",),
            voice="cheerful, first names",
            language="de",
            as_of=date(2026, 11, 1),
        ),
        signature="Your team\nat Example",
    )


def test_an_empty_file_promises_nothing(file: Path) -> None:
    assert read(file, "") == ShopPolicy(NO_POLICY, None)


@pytest.mark.parametrize("path", [EXAMPLE, DEMO], ids=lambda path: path.name)
def test_the_files_that_the_project_comes_with_can_be_used(path: Path) -> None:
    found = read_policy(path)
    assert found.policy.about(Topic.RETURNS)
    assert found.policy.as_of is not None


def test_the_example_shows_every_key() -> None:
    shown = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    whole = tomllib.loads(WHOLE)
    assert shown.keys() == whole.keys()
    assert all(shown[part].keys() == whole[part].keys() for part in Topic)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('retuns = "x"', "retuns: there is no such key; known are discounts, language, orders, products"),
        ("[returns]\nwindow = 3", "returns.window: there is no such key; known are statements, window_days"),
        ("[shipping]\nstatement = []", "shipping.statement: there is no such key; known are statements"),
        ("[returns]\nwindow_days = 30", 'returns: window_days is 30, but no statement says so; add one, as "Unused'),
        (
            '[returns]\nwindow_days = 30\nstatements = ["Within 300 days."]',
            "returns: window_days is 30, but no statement says so",
        ),
        ("[returns]\nwindow_days = -1", "returns.window_days: Input should be greater than or equal to 0"),
        ("[returns]\nwindow_days = 9999", "returns.window_days: Input should be less than or equal to 3650"),
        ('[returns]\nstatements = "one"', "returns.statements: Input should be a valid tuple"),
        ('[returns]\nstatements = ["fine", ""]', "returns.statements[2]: String should have at least 1 character"),
        (f'[orders]\nstatements = ["{"x" * 301}"]', "orders.statements[1]: String should have at most 300 characters"),
        (f"[orders]\nstatements = {['x'] * 41}", "orders.statements: Tuple should have at most 40 items"),
        ('[orders]\nstatements = ["a\\u200bb"]', "orders.statements: 'a\\u200bb' holds characters that cannot be"),
        ('[discounts]\nstatements = ["Take 20% off."]', "discounts: a statement speaks of 20%, but most_percent is 0;"),
        (
            '[discounts]\nmost_percent = 10\nstatements = ["Take 10,5 % off."]',
            "discounts: a statement speaks of 10,5%, but most_percent is 10; raise most_percent or change the",
        ),
        (
            '[discounts]\nmost_percent = 10\ncodes = ["HELLO"]',
            "discounts: no statement says what the code HELLO is for; add one that names it",
        ),
        ('[discounts]\ncodes = ["a b"]', "discounts.codes[1]: String should match pattern"),
        ("[discounts]\nmost_percent = 101", "discounts.most_percent: Input should be less than or equal to 100"),
        ('language = "German"', "language: String should match pattern '^[a-z]{2}$'"),
        ('signature = ""', "signature: String should have at least 1 character"),
        (f'voice = "{"x" * 301}"', "voice: String should have at most 300 characters"),
        ('reviewed_on = "soon"', "reviewed_on: Input should be a valid date"),
        ("shipping = 3", "shipping: Input should be a valid dictionary"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence_with_file_and_key(file: Path, text: str, told: str) -> None:
    with pytest.raises(Permanent) as refused:
        read(file, text)
    message = str(refused.value)
    assert message.startswith(f"{file}: {told}")
    assert message.endswith("; docs/shop-policy.example.toml shows the form")
    assert "\n" not in message


def test_a_policy_that_is_too_long_for_a_prompt_is_refused(file: Path) -> None:
    parts = "\n".join(f"[{topic}]\nstatements = {['x' * 250] * 7}" for topic in Topic)
    with pytest.raises(Permanent, match="all statements together have 8,750 characters; shorten them to 8,000"):
        read(file, parts)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff", "is not UTF-8; save it as UTF-8"),
        (b"= 3", "is not TOML: "),
        (b"a = " + b"[" * 5000, "is not TOML: "),
        (b"#" * (MOST_BYTES + 1), "is larger than 64 KiB; a policy holds a few dozen sentences"),
    ],
    ids=["not UTF-8", "not TOML", "too deep", "too large"],
)
def test_a_file_that_is_no_policy_is_refused(file: Path, content: bytes, told: str) -> None:
    file.write_bytes(content)
    with pytest.raises(Permanent, match=told) as refused:
        read_policy(file)
    assert str(refused.value).startswith(str(file))


def test_a_file_that_is_not_there_is_told_with_what_to_do(file: Path) -> None:
    with pytest.raises(Permanent, match=r"cannot be read \(No such file or directory\); set SHOP_POLICY_FILE to"):
        read_policy(file)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(st.sampled_from('[]="\n returnsxyz_1,')).map(str.encode))
def test_any_file_is_a_policy_or_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        found: ShopPolicy | str = read_policy(file)
    except Permanent as error:
        found = str(error)
    assert isinstance(found, ShopPolicy) or str(file) in found
