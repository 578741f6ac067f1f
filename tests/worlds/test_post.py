"""Webhooks leave only for hosts an administrator allowed, and never for a neighbour's inside."""

import pytest

from chalicelib.aws.messages import HttpPost
from chalicelib.errors import Forbidden


@pytest.mark.parametrize(
    "url",
    [
        "http://agency.example/hook",
        "https://agency.example:8443/hook",
        "https://other.example/hook",
        "http://localhost/hook",
        "https://localhost/hook",
        "https://127.0.0.1/hook",
        "http://127.0.0.1:1/hook",
        "ftp://agency.example/hook",
        "https://agency.example@other.example/hook",
    ],
)
def test_other_places_are_refused(url: str) -> None:
    post = HttpPost(("agency.example", "localhost", "127.0.0.1", "127.0.0.1:2"))
    with pytest.raises(Forbidden, match="host_not_allowed"):
        post.send(url, {}, b"{}")


def test_a_host_that_is_nowhere_gives_no_answer() -> None:
    assert HttpPost(("nowhere.invalid",)).send("https://nowhere.invalid/x", {}, b"") == (0, 0)


def test_a_machine_of_a_trial_that_is_off_gives_no_answer() -> None:
    assert HttpPost(("127.0.0.1:9",)).send("http://127.0.0.1:9/x", {}, b"{}") == (0, 0)
