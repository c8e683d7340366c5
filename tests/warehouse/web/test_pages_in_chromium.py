"""The pages in real Chromium: each renders without an error and without asking another host, no script runs whatever
a document holds, and they can be used by keyboard and by people who do not see them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.web.conftest import Served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

KINDS = (
    "front", "story", "article", "changes", "evidence", "names", "entity", "outlets", "outlet", "arrivals", "arrival",
    "watches", "watch", "search", "data",
)  # fmt: skip

CHECKS = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium: the system's (Debian's package chromium), else the one that playwright installed."""
    system = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_api.sync_playwright() as playwright:
        try:
            # Without its sandbox Chromium also runs as root, as in containers; the pages are our own.
            started = playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
        except sync_api.Error as error:
            pytest.skip(f"no Chromium can be started: {str(error).splitlines()[0]}")
        yield started
        started.close()


class Watched:
    """A page, with what went wrong on it."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:  # noqa: ANN401 - playwright is not typed here
        self.base, self.wrong = base, list[str]()
        self.page = browser.new_context(**options).new_page()
        self.page.on("console", lambda said: self.wrong.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:  # noqa: ANN401
        if not request.url.startswith(f"{self.base}/"):
            self.wrong.append(f"asked {request.url}")

    def go(self, path: str) -> None:
        answer = self.page.goto(self.base + path)
        assert answer.status == 200, path


@pytest.fixture
def watched(browser: Any, pages: Served) -> Iterator[Watched]:  # noqa: ANN401
    made = Watched(browser, pages.base)
    yield made
    made.page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_renders_alone_and_is_accessible(watched: Watched, pages: Served, kind: str) -> None:
    watched.go(pages.paths[kind])
    assert watched.wrong == []
    assert watched.page.evaluate(CHECKS) == []


@pytest.mark.parametrize("kind", ["front", "article", "arrivals"])
def test_a_page_is_accessible_in_the_dark_and_fits_a_phone(browser: Any, pages: Served, kind: str) -> None:  # noqa: ANN401
    watched = Watched(browser, pages.base, color_scheme="dark", viewport={"width": 360, "height": 740})
    watched.go(pages.paths[kind])
    assert watched.page.evaluate(CHECKS) == []
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it must be scrolled sideways"
    watched.page.context.close()


def test_no_script_of_a_document_runs(watched: Watched, pages: Served) -> None:
    article = pages.one("SELECT article_id FROM articles WHERE url LIKE '%hostile.example%'")
    outlet = pages.one("SELECT outlet_id FROM articles WHERE url LIKE '%hostile.example%'")
    hostile = pages.one("SELECT arrival_id FROM arrivals WHERE location LIKE '%hostile.html'")
    consent = pages.one("SELECT arrival_id FROM arrivals WHERE location LIKE '%web/consent.html'")
    for path in (
        f"/articles/{article}", f"/articles/{article}/evidence", f"/outlets/{outlet}", f"/arrivals/{hostile}",
        f"/arrivals/{hostile}/text", f"/arrivals/{consent}/text", "/?days=36000", "/search?q=mill", "/names",
        "/outlets", "/arrivals", f"/data/article.json?article={article}",
        "/search?q=%3Cscript%3Edocument.title%3D%27ran%27%3C/script%3E",
        "/%3Cscript%3Edocument.title='ran'%3C/script%3E",
        "/?topic=%22%3E%3Cscript%3Edocument.title='ran'%3C/script%3E",
    ):  # fmt: skip
        watched.page.goto(watched.base + path)
        assert watched.page.title() != "ran", path
        assert watched.page.evaluate("document.querySelectorAll('script, iframe, object, embed, main img').length") == 0
        assert watched.page.evaluate("document.querySelectorAll('a[href^=javascript], a[href^=data]').length") == 0
    assert [said for said in watched.wrong if "404" not in said] == []


def test_pages_forbid_what_would_run_if_it_came_through(watched: Watched, pages: Served) -> None:
    watched.go("/")
    watched.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    watched.page.wait_for_timeout(200)
    assert watched.page.title() != "1"
    assert any("Content Security Policy" in said for said in watched.wrong)


def test_the_keyboard_reaches_the_content_and_the_search(watched: Watched, pages: Served) -> None:
    watched.go("/")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.textContent") == "To the content"
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "main"
    watched.page.focus("#q")
    watched.page.keyboard.type("barrage")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/search?q=barrage")
    assert watched.page.locator(".hits > li").count() > 2
    watched.page.locator(".hits a").first.press("Enter")
    watched.page.wait_for_url("**/articles/*")
    assert watched.wrong == []


def test_filters_and_data_work_without_a_script_of_ours(browser: Any, pages: Served) -> None:  # noqa: ANN401
    watched = Watched(browser, pages.base, java_script_enabled=False)
    watched.go("/")
    watched.page.select_option("select[name=days]", "0")
    watched.page.select_option("select[name=language]", "de")
    watched.page.click("text=Show")
    assert "language=de" in watched.page.url
    assert watched.page.locator(".stories > li").count() == 1
    watched.page.locator("section .data summary").first.click()
    assert watched.page.locator("section .data pre").first.is_visible()
    assert watched.wrong == []
    watched.page.context.close()


def test_a_refused_document_is_read_again_from_its_page(watched: Watched, pages: Served) -> None:
    refused = pages.one("SELECT arrival_id FROM arrivals WHERE location LIKE '%web/consent.html'")
    watched.go(f"/arrivals/{refused}")
    watched.page.click("text=Read again >> nth=-1")
    watched.page.wait_for_url(f"**/arrivals/{refused}#again")
    assert "read" in watched.page.locator("[role=status]").inner_text()
    assert watched.wrong == []
