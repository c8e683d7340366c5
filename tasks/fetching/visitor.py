"""One polite request: robots.txt first, then in turn, with redirects one by one and retries where they can help."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from urllib.parse import urljoin

from schemas.fetch import TRANSIENT, FetchOutcome
from schemas.source import FetchRules
from tasks.fetching.network.http_client import Answer, HttpClient, without_credentials
from tasks.fetching.politeness import after_answer, must_wait, retry_after, retry_pause
from tasks.fetching.robots import MAX_BYTES, Robots, is_stale, robots_of, with_robots
from tasks.fetching.turns import Turns, host_of

ROBOTS_REDIRECTS = 5
"""RFC 9309, 2.3.1.2."""
RETRIED = frozenset({FetchOutcome.TIMEOUT, FetchOutcome.SERVER_ERROR, FetchOutcome.BROKEN, FetchOutcome.UNREACHABLE})
"""Failures after which a retry can succeed. A busy server is not retried at once, unless it says when."""

_NOT_ASKED = frozenset(
    {FetchOutcome.QUEUED, FetchOutcome.DISALLOWED, FetchOutcome.ROBOTS_UNKNOWN, FetchOutcome.REFUSED}
)
"""Outcomes of requests that were never made."""
_TELLING = frozenset(
    {FetchOutcome.REFUSED, FetchOutcome.UNREACHABLE, FetchOutcome.TIMEOUT, FetchOutcome.BAD_CERTIFICATE}
)
"""Failures for robots.txt that the page would have too."""
_MARGIN = 0.05
"""Seconds added to a Retry-After, so that rounding never makes a retry early."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The result for one address."""

    answer: Answer
    """The last answer; its `url` is where redirects ended."""
    attempts: int
    """Number of requests, without those for robots.txt."""
    wire_bytes: int
    seconds: float


class Visitor:
    """Requests addresses. One for each run: it holds the turns and the robots.txt rules of each host."""

    def __init__(self, client: HttpClient, turns: Turns, rules: FetchRules, *, chance: Random | None = None) -> None:
        self._client = client
        self._turns = turns
        self._rules = rules
        self._chance = chance or Random()  # noqa: S311 - jitter, no secret
        self._robots: dict[str, Robots] = {}
        self._robots_answer: dict[str, Answer] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def visit(
        self,
        url: str,
        *,
        conditions: Mapping[str, str] | None = None,
        wanted: Callable[[str], bool] = lambda _: True,
        limit: int | None = None,
    ) -> Visit:
        """Requests `url` as `HttpClient.get` does, politely."""
        total = Visit(_none(url, FetchOutcome.QUEUED), 0, 0, 0.0)
        for attempt in range(1, self._rules.max_attempts + 1):
            last = await self._follow(url, conditions or {}, wanted, limit)
            total = Visit(
                last.answer,
                total.attempts + last.attempts,
                total.wire_bytes + last.wire_bytes,
                total.seconds + last.seconds,
            )
            pause = self._pause(last.answer, attempt)
            if pause is None or attempt == self._rules.max_attempts:
                break
            await asyncio.sleep(pause)
        return total

    async def robots(self, url: str) -> Robots:
        """The rules of the host of `url`, requested if they are not known. Raises ValueError if it has no host."""
        host = host_of(url)
        async with self._asking.setdefault(host, asyncio.Lock()):
            if host not in self._robots:
                if is_stale(self._turns.state(host), self._turns.now()):
                    await self._ask_robots(host, urljoin(url, "/robots.txt"))
                self._robots[host] = known = robots_of(self._turns.state(host))
                self._turns.slow_down(host, known.crawl_delay)
        return self._robots[host]

    async def _follow(
        self, url: str, conditions: Mapping[str, str], wanted: Callable[[str], bool], limit: int | None
    ) -> Visit:
        """One try: the address, and where it redirects to."""
        seen: list[str] = []
        wire_bytes, seconds = 0, 0.0
        while True:
            answer = await self._hop(url, conditions, wanted, limit)
            seen += [url] if answer.seconds and answer.outcome not in _NOT_ASKED else []
            wire_bytes, seconds = wire_bytes + answer.wire_bytes, seconds + answer.seconds
            target = urljoin(url, answer.redirect) if answer.redirect else None
            if answer.outcome != FetchOutcome.REDIRECTS:
                return Visit(answer, len(seen), wire_bytes, seconds)
            why = _dead_end(target, seen, self._rules.max_redirects)
            if why or target is None:
                return Visit(replace(answer, detail=why), len(seen), wire_bytes, seconds)
            url = target

    async def _hop(
        self, url: str, conditions: Mapping[str, str], wanted: Callable[[str], bool], limit: int | None
    ) -> Answer:
        try:
            host = host_of(url)
        except ValueError as error:
            return _none(url, FetchOutcome.REFUSED, str(error))
        if not url.startswith(("http://", "https://")):
            return _none(url, FetchOutcome.REFUSED, "neither http nor https")
        if wait := must_wait(self._turns.state(host), self._turns.now()):
            return _left_alone(url, wait)
        verdict = (await self.robots(url)).verdict(url)
        if verdict == "disallowed":
            return _none(url, FetchOutcome.DISALLOWED, "robots.txt disallows it")
        if verdict == "unknown":
            return self._without_robots(url, host)
        async with self._turns.turn(host):
            if wait := must_wait(self._turns.state(host), self._turns.now()):
                return _left_alone(url, wait)
            answer = await self._client.get(url, conditions=conditions, wanted=wanted, limit=limit)
            state = after_answer(self._turns.state(host), answer.outcome, answer.headers, self._turns.now())
            self._turns.learn(state)
        return answer

    def _without_robots(self, url: str, host: str) -> Answer:
        """A host with a robots.txt that cannot be fetched. The cause says more than the fact."""
        asked = self._robots_answer.get(host)
        if asked is not None and asked.outcome in _TELLING:
            why = f"robots.txt: {asked.detail}"
            return replace(asked, url=without_credentials(url), detail=why, wire_bytes=0, seconds=0.0)
        status = self._turns.state(host).robots_status
        why = f"robots.txt is answered with {status}" if status else "robots.txt cannot be fetched"
        return _none(url, FetchOutcome.ROBOTS_UNKNOWN, why)

    async def _ask_robots(self, host: str, url: str) -> None:
        answer = _none(url, FetchOutcome.QUEUED)
        for _ in range(ROBOTS_REDIRECTS + 1):
            async with self._turns.turn(host_of(url)):
                answer = await self._client.get(url, limit=MAX_BYTES)
            if answer.redirect is None:
                break
            url = urljoin(url, answer.redirect)
            if not url.startswith(("http://", "https://")):
                break
        self._robots_answer[host] = answer
        if answer.outcome == FetchOutcome.REFUSED:
            return  # this is about our rules and not about the host
        state = with_robots(self._turns.state(host), answer.outcome, answer.status, answer.body, self._turns.now())
        self._turns.learn(after_answer(state, answer.outcome, answer.headers, self._turns.now()))

    def _pause(self, answer: Answer, attempt: int) -> float | None:
        """Seconds until the retry. None: a retry cannot help."""
        asked = retry_after(answer.headers, self._turns.now()) if answer.outcome in TRANSIENT else None
        if asked is not None:
            seconds = asked.total_seconds()
            return seconds + _MARGIN if seconds <= self._rules.patience_seconds else None
        return retry_pause(attempt, self._chance) if answer.outcome in RETRIED else None


def _dead_end(target: str | None, seen: list[str], most: int) -> str | None:
    if target is None:
        return "a redirect to nowhere"
    if target in seen:
        return f"a redirect in a circle, to {without_credentials(target)[:200]}"
    return f"more than {most} redirects" if len(seen) > most else None


def _none(url: str, outcome: FetchOutcome, detail: str | None = None) -> Answer:
    """The answer in place of a request that was not made."""
    return Answer(url=without_credentials(url), outcome=outcome, detail=detail)


def _left_alone(url: str, wait: timedelta) -> Answer:
    return _none(url, FetchOutcome.QUEUED, f"the host is left alone for {wait.total_seconds():.0f} s more")
