"""News pages made by a seeded generator: as large and cluttered as real ones, each different, no text of anybody."""

import json
import random
from pathlib import Path

SYLLABLES = "ka lo mer tin sa vor del nim pa rus to gal ben fi or hus ely dra mon wic ster hal by ness ford ham".split()
SMALL = "the of and to in a that on for with was as at by from has had were which after over more than would".split()


class Writer:
    """Writes invented English-looking news. The same seed gives the same pages."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = ["".join(self._random.choices(SYLLABLES, k=self._random.randint(1, 3))) for _ in range(6000)]

    def sentence(self) -> str:
        """Between 9 and 28 words, every other one a small one."""
        some = self._random.randint(9, 28)
        words = [self._random.choice(SMALL if n % 2 else self._words) for n in range(some)]
        return " ".join(words).capitalize() + "."

    def headline(self) -> str:
        """Six to nine words."""
        return " ".join(self._random.choices(self._words, k=self._random.randint(6, 9))).capitalize()

    def page(self, number: int) -> str:
        """One page: head with data, navigation, the article split by advertising, related links, footer."""
        title, day = self.headline(), f"2026-03-{number % 28 + 1:02d}"
        paragraphs = [" ".join(self.sentence() for _ in range(self._random.randint(2, 4))) for _ in range(18)]
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": f"{day}T09:30:00+01:00",
            "author": {"@type": "Person", "name": "Ida Holm"},
            "publisher": {"@type": "Organization", "name": "The Oldmere Post"},
        }
        body = "\n".join(
            f"<p>{text}</p>" + ('<div class="ad-slot" id="ad"><span>Advertisement</span></div>' if n % 5 == 4 else "")
            for n, text in enumerate(paragraphs)
        )
        return PAGE.format(
            title=title,
            data=json.dumps(data),
            url=f"https://post.example/news/{number}",
            navigation=self._links(80),
            script=self._filler(24_000),
            body=body,
            related=self._links(30),
        )

    def _links(self, count: int) -> str:
        items = (f'<li class="item"><a href="/s/{n}" data-id="{n}">{self.headline()}</a></li>' for n in range(count))
        return "\n".join(items)

    def _filler(self, size: int) -> str:
        return "".join(f"var v{n}={{a:{n},b:'{self._words[n % 6000]}'}};" for n in range(size // 26))


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Oldmere Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Oldmere Post">
<link rel="canonical" href="{url}"><script type="application/ld+json">{data}</script><script>{script}</script></head>
<body><header><nav><ul>{navigation}</ul></nav></header>
<main><article><h1>{title}</h1><div class="byline">By Ida Holm</div>
{body}
</article><aside class="related"><h2>Related</h2><ul>{related}</ul></aside></main>
<footer><ul>{navigation}</ul><p>Copyright The Oldmere Post. All rights reserved.</p></footer></body></html>
"""


def write_pages(folder: Path, count: int, *, seed: int = 1) -> list[Path]:
    """Writes `count` pages into `folder`; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(seed)
    paths = [folder / f"page-{seed}-{number:05d}.html" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(writer.page(number + seed * 1_000_000))
    return paths
