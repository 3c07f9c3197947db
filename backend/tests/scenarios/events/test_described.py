"""D1: the real program, the real durable jobs, and a real server of models that the test controls."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.footage import courtyard, cut, model
from tests.support.server import Server, running_server
from tests.support.waiting import wait_until

WORDS = "A person in dark clothes crosses the courtyard from left to right and leaves."


class Models(ThreadingHTTPServer):
    """Speaks OpenAI's protocol, as Ollama does; answers once `may_answer` is set."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[dict[str, Any]] = []
        self.may_answer = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        models = self.server
        assert isinstance(models, Models)
        models.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        models.may_answer.wait(60)
        said = {"text": WORDS, "confidence": 83, "objects": ["person"], "carrier": None, "attention": 0,
                "attention_reason": ""}  # fmt: skip
        message = {"role": "assistant", "content": json.dumps(said)}
        body = json.dumps({
            "id": "1", "object": "chat.completion", "created": 1, "model": "llava:7b",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
        }).encode()  # fmt: skip
        try:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # whoever asked was killed

    def log_message(self, *_arguments: Any) -> None: ...


@contextmanager
def models_running() -> Iterator[Models]:
    models = Models()
    thread = threading.Thread(target=models.serve_forever, daemon=True)
    thread.start()
    yield models
    models.may_answer.set()
    models.shutdown()
    models.server_close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    model()
    with running_server(tmp_path / "described") as running:
        yield running


@pytest.mark.covers("D1")
def test_words_of_a_model_come_and_a_kill_in_the_middle_of_the_question_loses_nothing(
    server: Server, tmp_path: Path
) -> None:
    visit = cut(courtyard(), tmp_path / "visit.mp4", 1, 20)
    with models_running() as models:
        given = {"name": "Cellar", "kind": "compatible", "model": "llava:7b", "base_url": models.url, "at_home": True}
        given |= {"input_price": 1, "output_price": 1}
        answer = server.client.post("/describers", json=given)
        assert answer.status_code == 201, answer.text
        camera_id = server.add_file(visit)
        event = server.wait_for_event()
        wait_until(lambda: models.asked, 60, "the question")
        assert server.event(event["id"])["description"]["describer"] == "built-in"
        # After the start it would play its clip again, and ask about that.
        server.client.patch(f"/cameras/{camera_id}", json={"enabled": False}).raise_for_status()
        server.kill()
        models.may_answer.set()
        server.start()

        def described() -> bool:
            return bool(server.event(event["id"])["description"]["describer"] == "Cellar")

        wait_until(described, 60, "the words")
        assert server.event(event["id"])["description"]["text"] == WORDS
        answer = server.client.get(f"/events/{event['id']}/descriptions").raise_for_status().json()
        [version] = answer["items"]
        assert (version["confidence"], version["model"], version["cost"]) == (83, "llava:7b", 0.0011)
        assert version["frames"]
        costs = server.client.get("/descriptions/costs", params={"by": "provider"}).raise_for_status().json()
        [cellar] = costs["items"]
        assert cellar["calls"] == 2
        assert cellar["unsure"] > 0.0011, "what the kill cut off may have cost its price"
        assert "image_url" in json.dumps(models.asked[0])
