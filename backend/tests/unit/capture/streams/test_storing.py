"""What a capture process tells of a camera that was deleted meanwhile ends with it, without an error (F9)."""

import pytest

from argusai.kit.errors import BadInput, NotFound
from argusai.kit.log import set_up_log
from argusai.pipeline.capture.streams.storing import Storing
from tests.support.capture import Listener

pytestmark = pytest.mark.covers("F9", "F30")


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (NotFound("This event's camera was deleted."), "[info     ] what was told of a deleted camera"),
        (BadInput("This report is not valid."), "[error    ] a report was refused and is lost"),
    ],
)
async def test_a_refused_report_is_let_go(refusal: Exception, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("DEBUG")
    listener = Listener(refuse=refusal)
    assert await Storing(listener)._make_safe({"camera_id": "1"}), "the child is told that it need not send it again"
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert len(listener.reports) == 1
