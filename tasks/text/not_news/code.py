"""Style sheets, scripts and source code, recognised by punctuation that prose does not have."""

import re

_LOOKED = 20_000
_COMMENTS = re.compile(r"\s*+(?:/\*.{0,20000}?\*/|<!--.{0,2000}?-->|//[^\n]{0,2000}\n)", re.DOTALL)
_SIGNS = re.compile(r"[{}();=<>\[\]&|$]")
_DECLARATION = re.compile(r"[{;]\s{0,200}-{0,2}[a-z][a-z-]{1,40}\s{0,5}:[^;{}\n]{1,2000}(?=[;}\n])")
_SELECTOR = re.compile(
    r"(?:@(?:charset|import|media|font-face|keyframes|namespace|supports|layer|page)\b|[.#:*\[a-zA-Z][^{};=]{0,600}\{)"
)
_SCRIPT = re.compile(
    r"[;!+(]{0,4}\s{0,5}(?:[\"']use strict[\"']|(?:async )?function\b|\(\(\)\s{0,2}=>|\(\w{0,30}\)\s{0,2}=>|"
    r"(?:var|let|const)\s+[\w${\[]|"
    r"window[.\[]|document\.|self\.|this\.|globalThis|import\s*(?:[\w{*][^;\n]{0,2000}\bfrom\s{0,3}[\"\']|[\"'(])|export\s+(?:default|const|function|\{)|"
    r"define\(|require\(|jQuery|\$\(|try\s{0,3}\{|if\s{0,3}\(|[\w$]{1,60}(?:\.[\w$]{1,60}){0,5}\s{0,3}=(?!=)|"
    r"[\w$]{1,60}(?:\.[\w$]{1,60}){0,5}\(\s{0,3}[\[{(\"'f])"
)
_STRONG = re.compile(r"\b(?:function|var\s|const|let|return|typeof|undefined|null|prototype|=>)\b|=>|===|&&|\|\|")
_CODE_LINE = re.compile(
    r"\s{0,50}(?:.*[;{}]\s{0,50}$|\}|\)|(?:def|class|fn|func|impl|struct|enum|interface|package|namespace|using|module)\s\w.*|"
    r"(?:import|from)\s[\w.\"'{*].*|return\b.*|(?:if|for|while|elif|else|try|except|with|switch)\b.*[:{(]\s{0,50}$|"
    r"@\w+(?:\(.*\))?\s{0,50}$|[\w.\[\]\"']{1,60}\s[-+*/|]?=\s\S.*|[\w.]{1,80}\(.*\)[,:]?\s{0,50}$|#include\b.*|"
    r"(?:SELECT|INSERT INTO|CREATE TABLE|UPDATE|DELETE FROM|DROP TABLE|ALTER TABLE)\s.*|--\s.*|fi$|done$|end$|echo\s.*)"
)
_SENTENCE = 12
"""Fewest words of a line of prose. Comments in code have as many, so a share of prose is allowed."""
_PROSE = 0.25
"""Share of prose, in characters, from which a text is about code, not code."""
_BEGINS = re.compile(
    r"#!\s{0,3}/|<\?php\b|#include\s*[<\"]|package\s+[\w.]+\s*;?\s*\n|diff --git |From [0-9a-f]{40} |"
    r"\\documentclass|%!PS|"
    r"---\s.+\n\+\+\+\s.+\n@@ |FROM\s+\S+\n(?:RUN|COPY|WORKDIR)\b"
)


def is_style_sheet(text: str) -> bool:
    """Whether a text is CSS: it begins with a selector or an at-rule and consists of declarations."""
    start = _without_comments(text)
    if start[:1] in ("<", "{", '"', "") or not _SELECTOR.match(start):
        return False
    looked = start[:_LOOKED]
    declarations = len(_DECLARATION.findall(looked))
    blocks = looked.count("{")
    scripted = len(_STRONG.findall(looked))
    imports = looked.startswith("@") and not blocks and looked.count(";") > 0 and len(looked) < 2_000
    return imports or (
        declarations >= (1 if start[0] in "@.#:" else 2)
        and blocks >= 1
        and declarations >= 0.6 * blocks
        and scripted * 4 < declarations
    )


def is_script(text: str) -> bool:
    """Whether a text is JavaScript: it begins with a statement and is dense with punctuation and keywords."""
    start = _without_comments(text)
    if start[:1] in ("<", "{", "[", ""):
        return False
    looked = start[:_LOOKED]
    density, strong = len(_SIGNS.findall(looked)) / len(looked), len(_STRONG.findall(looked))
    begins = bool(_SCRIPT.match(start))
    ends = looked.rstrip().endswith((";", ")", "}"))
    return (begins and density >= 0.04 and (strong >= 2 or ends)) or (density >= 0.08 and strong >= 5)


def is_source_code(text: str) -> bool:
    """Whether a text is a program, a shell script, a query, a patch, LaTeX or PostScript."""
    start = text.lstrip("\ufeff \t\r\n")
    if _BEGINS.match(start):
        return True
    lines = [line for line in start[:_LOOKED].split("\n")[:400] if line.strip()]
    if start[:1] == "<" or len(lines) < 4:
        return False
    if sum(len(line) for line in lines if _is_prose(line)) > _PROSE * sum(map(len, lines)):
        return False
    code = sum(bool(_CODE_LINE.fullmatch(line[:400])) for line in lines)
    looked = start[:_LOOKED]
    density = len(_SIGNS.findall(looked)) / len(looked)
    return code >= (0.4 if density >= 0.03 else 0.55) * len(lines) and density >= 0.02


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph: many words, few symbols."""
    return len(line.split()) >= _SENTENCE and len(_SIGNS.findall(line)) <= 0.02 * len(line)


def _without_comments(text: str) -> str:
    at = 0
    for _ in range(20):
        found = _COMMENTS.match(text, at)
        if found is None:
            break
        at = found.end()
    return text[at : at + _LOOKED + 1_000].lstrip("\ufeff \t\r\n")
