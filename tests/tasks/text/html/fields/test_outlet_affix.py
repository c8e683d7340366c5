"""Titles without the outlet's name."""

import time

import pytest

from tasks.text.html.fields.outlet_affix import host_label, without_outlet

OUTLETS = ("The Fjord Post",)
URL = "https://www.fjordpost.example/a"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ferry runs again | The Fjord Post", "Ferry runs again"),
        ("Ferry runs again - Fjord Post", "Ferry runs again"),
        ("Ferry runs again – Coast – The Fjord Post", "Ferry runs again – Coast"),
        ("Ferry runs again | Coast | The Fjord Post", "Ferry runs again"),
        ("The Fjord Post: Ferry runs again", "The Fjord Post: Ferry runs again"),
        ("The Fjord Post | Ferry runs again", "Ferry runs again"),
        ("Ferry runs again | fjordpost.example", "Ferry runs again"),
        ("Ferry - and bus - run again", "Ferry - and bus - run again"),
        ("One-way ferry", "One-way ferry"),
        ("The Fjord Post", "The Fjord Post"),
        ("", ""),
    ],
)
def test_titles(title: str, bare: str) -> None:
    assert without_outlet(title, OUTLETS, URL) == bare


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.fjordpost.example/a", "fjordpost"),
        ("https://news.fjordpost.co.uk", "fjordpost"),
        ("http://[bad", ""),
        (None, ""),
    ],
)
def test_host_label(url: str | None, label: str) -> None:
    assert host_label(url) == label


def test_linear_time() -> None:
    start = time.process_time()
    without_outlet("Ferry - " * 20_000, OUTLETS, URL)
    without_outlet("| " * 50_000, OUTLETS, URL)
    assert time.process_time() - start < 1.0
