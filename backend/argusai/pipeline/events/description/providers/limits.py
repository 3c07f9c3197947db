"""How many tokens a model may write for one answer. Asking and pricing both go by it, so a price is a bound."""

import re

# They think before they answer, and what they think is written, paid and counted like the answer.
_THINKS = re.compile(
    r"(^|/)(o\d|gpt-([5-9]|\d\d)|gemini-(2\.5|[3-9])|grok-([4-9]|3-mini)|claude-(opus|sonnet|haiku|fable)?-?([4-9])|qwen3|deepseek-r|magistral|gpt-oss)"
)
# With thinking set as low as each of them allows.
_THINKING_TOKENS = 1_600


def most_output_tokens(model: str, most_tokens: int) -> int:
    """`most_tokens`: for the answer itself."""
    return most_tokens + (_THINKING_TOKENS if _THINKS.search(model.lower()) else 0)
