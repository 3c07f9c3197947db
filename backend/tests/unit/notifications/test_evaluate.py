"""One evaluator: what fires, and what each condition says (N2, N3)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from argusai.kit.errors import BadInput
from argusai.pipeline.notifications.rules.content import Content
from argusai.pipeline.notifications.rules.evaluate import evaluate
from argusai.pipeline.notifications.rules.seen import Seen, seen_from_row, seen_to_row
from argusai.pipeline.notifications.rules.tree import Node, check_size, walk
from tests.support.ruling import a_rule, node, some_seen

pytestmark = pytest.mark.covers("N2", "N3")
NODE: TypeAdapter[Node] = TypeAdapter(Node)
CAMERA, GROUP = UUID(int=1), UUID(int=7)
SEEN = some_seen(
    group_ids=(GROUP,), parcels=("left",), carrier="DHL", attention=1, text="A person left a parcel of DHL.",
    zones=("Porch",), lines=("Gate",), stayed_seconds=20.0, score=0.7, recent=(0.0, 30.0, 500.0), dark=True,
    mode="away",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fields", "holds"),
    [
        ("labels", {"any_of": ["car", "person"]}, True),
        ("labels", {"any_of": ["car"]}, False),
        ("parcel", {"change": "left"}, True),
        ("parcel", {"change": "taken"}, False),
        ("parcel", {}, True),
        ("attention", {"at_least": 1}, True),
        ("attention", {"at_least": 2}, False),
        ("words", {"any_of": ["dhl"]}, True),
        ("words", {"any_of": ["ladder"]}, False),
        ("carrier", {"any_of": ["UPS", "dhl"]}, True),
        ("carrier", {"any_of": ["UPS"]}, False),
        ("cameras", {"any_of": [str(CAMERA)]}, True),
        ("cameras", {"any_of": [str(GROUP)]}, False),
        ("groups", {"any_of": [str(GROUP)]}, True),
        ("groups", {"any_of": [str(CAMERA)]}, False),
        ("zones", {"any_of": ["Porch"]}, True),
        ("zones", {"any_of": ["Gate"]}, False),
        ("lines", {"any_of": ["Gate"]}, True),
        ("lines", {"any_of": ["Porch"]}, False),
        ("sun", {"it_is": "dark"}, True),
        ("sun", {"it_is": "light"}, False),
        ("mode", {"any_of": ["away", "night"]}, True),
        ("mode", {"any_of": ["home"]}, False),
        ("stayed", {"seconds": 20}, True),
        ("stayed", {"seconds": 21}, False),
        ("count", {"events": 2, "minutes": 1}, True),
        ("count", {"events": 3, "minutes": 1}, False),
        ("count", {"events": 3, "minutes": 10}, True),
        ("score", {"at_least": 0.7}, True),
        ("score", {"at_least": 0.71}, False),
        ("trigger", {"any_of": ["track"]}, True),
        ("trigger", {"any_of": ["manual", "api"]}, False),
    ],
)
def test_a_condition_says_what_is_true(kind: str, fields: dict[str, object], holds: bool) -> None:
    part = node(kind, **fields)
    evaluation = evaluate(a_rule(part), SEEN)
    assert evaluation.fired is holds
    assert [each.holds for each in evaluation.verdicts] == [holds]
    assert evaluate(a_rule(node("not", of=part)), SEEN).fired is not holds


@pytest.mark.parametrize(
    ("weekday", "clock", "holds"),
    [(4, "21:59", False), (4, "22:00", True), (5, "05:59", True), (5, "06:00", False), (5, "22:00", False)],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(weekday: int, clock: str, holds: bool) -> None:
    night = node("hours", days=["fri"], begins="22:00", ends="06:00")
    hour, minute = map(int, clock.split(":"))
    assert evaluate(a_rule(night), some_seen(weekday=weekday, minute=hour * 60 + minute)).fired is holds


def test_hours_without_an_end_make_a_whole_day() -> None:
    workdays = node("hours", days=["mon", "tue"])
    fired = [day for day in range(7) if evaluate(a_rule(workdays), some_seen(weekday=day, minute=0)).fired]
    assert fired == [0, 1]


def test_without_a_place_it_is_neither_dark_nor_light() -> None:
    somewhere = some_seen(dark=None)
    assert not any(evaluate(a_rule(node("sun", it_is=each)), somewhere).fired for each in ("dark", "light"))


def test_every_condition_is_asked_and_tells_its_numbers() -> None:
    tree = node("all", of=[node("labels", any_of=["cat"]), node("any", of=[node("stayed", seconds=30)])])
    verdicts = evaluate(a_rule(tree), SEEN).verdicts
    assert [(each.path, each.node.kind, each.holds) for each in verdicts] == [
        ((), "all", False), ((0,), "labels", False), ((1,), "any", False), ((1, 0), "stayed", False),
    ]  # fmt: skip
    assert (verdicts[-1].measured, verdicts[-1].needed) == (20.0, 30)


NOT_DISARMED = node("not", of=node("mode", any_of=["disarmed"]))


@pytest.mark.covers("N5")
@pytest.mark.parametrize(
    ("rule", "fired"),
    [
        (a_rule(), False),
        (a_rule(even_disarmed=True), True),
        (a_rule(node("mode", any_of=["disarmed"])), True),
        (a_rule(node("any", of=[node("labels", any_of=["person"]), NOT_DISARMED])), False),
        (a_rule(node("not", of=node("all", of=[NOT_DISARMED]))), True),
        (a_rule(node("mode", any_of=["home"])), False),
    ],
)
def test_a_silent_mode_silences_rules_that_do_not_say_otherwise(rule: Content, fired: bool) -> None:
    evaluation = evaluate(rule, some_seen(mode="disarmed", silent=True))
    assert evaluation.fired is fired


@pytest.mark.parametrize(
    "plain",
    [
        {}, [], None, "labels", 7,
        {"kind": "label", "any_of": ["person"]},
        {"kind": "labels"},
        {"kind": "labels", "any_of": []},
        {"kind": "labels", "any_of": ["person"], "none_of": ["car"]},
        {"kind": "labels", "any_of": ["x" * 81]},
        {"kind": "any", "of": []},
        {"kind": "all", "of": [{"kind": "nothing"}]},
        {"kind": "not", "of": None},
        {"kind": "stayed", "seconds": "20"},
        {"kind": "count", "events": 2, "minutes": 1e9},
        {"kind": "score", "at_least": "NaN"},
        {"kind": "hours", "begins": "24:00"},
        {"kind": "hours", "days": []},
        {"kind": "cameras", "any_of": ["front door"]},
        {"kind": "all", "of": [{"kind": "labels", "any_of": ["person"]}] * 51},
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused(plain: object) -> None:
    with pytest.raises(ValidationError):
        NODE.validate_python(plain)


@pytest.mark.parametrize("depth", [7, 200, 5000])
def test_a_tree_is_not_deep(depth: int) -> None:
    plain: dict[str, object] = {"kind": "all", "of": []}
    for _ in range(depth):
        plain = {"kind": "not", "of": plain}
    with pytest.raises((BadInput, ValidationError)):
        check_size(NODE.validate_python(plain), "tree")


def test_a_tree_is_not_large() -> None:
    twelve = {"kind": "any", "of": [{"kind": "parcel"}] * 11}
    with pytest.raises(BadInput, match="at most 100"):
        check_size(NODE.validate_python({"kind": "all", "of": [twelve] * 9}), "tree")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["kind", "of", "any_of", "at_least", "x"]), inner, max_size=4)
        | st.fixed_dictionaries({"kind": st.sampled_from(["all", "any", "not", "labels", "score"]), "of": inner})
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_a_tree_or_refused(plain: object) -> None:
    try:
        tree = NODE.validate_python(plain)
    except ValidationError:
        return
    again = NODE.validate_json(NODE.dump_json(tree))
    assert again == tree
    assert len(evaluate(a_rule(tree), SEEN).verdicts) == len(list(walk(tree)))


LEAVES = st.sampled_from(
    [
        node("labels", any_of=["person"]), node("labels", any_of=["car"]), node("mode", any_of=["away"]),
        node("stayed", seconds=10), node("score", at_least=0.5), node("sun", it_is="dark"), node("parcel"),
        node("attention", at_least=2), node("words", any_of=["ladder"]), node("count", events=2, minutes=5),
    ]
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(lambda of: node("all", of=of), st.lists(inner, max_size=3))
        | st.builds(lambda of: node("any", of=of), st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda of: node("not", of=of), inner)
    ),
    max_leaves=8,
)
SEENS = st.builds(
    some_seen,
    labels=st.sampled_from([(), ("person",), ("car", "person")]),
    mode=st.sampled_from(["home", "away"]),
    stayed_seconds=st.floats(0, 60),
    score=st.floats(0, 1),
    dark=st.sampled_from([None, True, False]),
    attention=st.integers(0, 2),
    silent=st.booleans(),
)


@given(TREES, SEENS)
def test_it_answers_as_logic_does_and_keeps_what_it_saw(tree: Node, seen: Seen) -> None:
    evaluation = evaluate(a_rule(tree, even_disarmed=True), seen)
    denied = evaluate(a_rule(node("not", of=tree), even_disarmed=True), seen)
    assert denied.fired is not evaluation.fired
    assert evaluate(a_rule(tree, even_disarmed=True), seen_from_row(seen_to_row(seen))) == evaluation


@pytest.mark.parametrize("word", ["a\nb", "a\x00b", "a\x85b"])
def test_control_characters_are_refused_wherever_they_stand(word: str) -> None:
    with pytest.raises(ValidationError, match="control characters"):
        NODE.validate_python({"kind": "not", "of": {"kind": "words", "any_of": [word]}})
