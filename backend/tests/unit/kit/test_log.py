import logging

import pytest

from argusai.kit.log import get_log, pass_on, redact, set_up_log


@pytest.mark.covers("F8", "F32")
@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("open rtsp://admin:hunter2@10.0.0.5/cam failed", "open rtsp://***@10.0.0.5/cam failed"),
        ("rtsp://admin:p@ss:w/rd@10.0.0.5/cam", "rtsp://***@10.0.0.5/cam"),
        ("GET /api?token=abc123&x=1", "GET /api?token=***&x=1"),
        ("rtsp://10.0.0.5/cam stays", "rtsp://10.0.0.5/cam stays"),
    ],
)
def test_credentials_are_taken_out(text: str, clean: str) -> None:
    assert redact(text) == clean


@pytest.mark.covers("F8", "F32")
def test_our_lines_and_those_of_libraries_are_redacted(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    get_log("capture.streams").info("opening", url="rtsp://u:secret-in-url@cam/1", password="secret-in-field")
    logging.getLogger("library").warning("cannot open %s", "rtsp://u:secret-in-args@cam/1")
    shown = capsys.readouterr().err
    assert "opening" in shown
    assert "cannot open" in shown
    assert "secret-in" not in shown


@pytest.mark.covers("F8", "F32")
def test_a_stack_trace_is_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    try:
        raise OSError("rtsp://u:secret-in-trace@cam/1 timed out")
    except OSError as error:
        logging.getLogger("library").exception("failed")
        get_log("capture").exception("failed", exc_info=error)
    shown = capsys.readouterr().err
    assert "timed out" in shown
    assert "secret-in" not in shown


def test_a_child_s_lines_become_our_own(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO", for_parent=True)
    get_log("events.assembly").warning("event opened", camera="Yard", url="rtsp://u:secret-in-child@cam/1")
    line = capsys.readouterr().err.strip()
    set_up_log("INFO")
    pass_on(get_log("capture.streams"), line, pid=7)
    shown = capsys.readouterr().err
    assert shown.count("event opened") == 1
    assert "warning" in shown
    assert "area=events.assembly" in shown
    assert "secret-in" not in shown


@pytest.mark.covers("F32")
@pytest.mark.parametrize(
    "line", ["Segmentation fault rtsp://u:secret-in-line@cam", "[1]", '{"level": 3}', '{"event": "x"}', ""]
)
def test_whatever_else_a_child_says_is_passed_on_redacted(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    pass_on(get_log("capture.streams"), line)
    shown = capsys.readouterr().err
    assert "a child process says" in shown
    assert "secret-in" not in shown


@pytest.mark.covers("F32")
def test_a_name_with_a_line_break_makes_no_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    get_log("accounts").info("signed in", name="Eve\n2026-01-01 [error] disk full\x1b[2J")
    logging.getLogger("library").error("refused: %s", "\x1b[2J")
    shown = capsys.readouterr().err
    assert len(shown.splitlines()) == 2
    assert "\x1b" not in shown


def test_chatter_of_libraries_stays_out_of_the_usual_log(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_log("INFO")
    pass_on(get_log("capture.streams"), "INFO: Created TensorFlow Lite XNNPACK delegate for CPU.")
    assert capsys.readouterr().err == ""
