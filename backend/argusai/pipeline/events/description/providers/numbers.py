"""Numbers that are said in words, in English and German. Pure."""

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "one single ein eine einen einer einzelne einzelner", "two zwei both beide couple pair", "three drei",
            "four vier", "five fünf", "six sechs", "seven sieben", "eight acht", "nine neun", "ten zehn", "eleven elf",
            "twelve zwölf",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# "A man" is one, but so is each of "a man and a woman": only a number that is said as one counts one.
_ARTICLES = {"ein", "eine", "einen", "einer"}


def number_said(said: str, *, articles: bool) -> int | None:
    """`said`: digits or one word. `articles`: "ein" is a number too."""
    if said.isdecimal():
        return int(said)
    word = said.lower()
    return None if word in _ARTICLES and not articles else _NUMBERS.get(word)
