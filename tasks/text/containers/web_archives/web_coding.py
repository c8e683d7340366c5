"""Decoding of HTTP bodies: chunks, gzip, deflate, brotli, zstandard."""

import re
import zlib
from collections.abc import Mapping

import brotli  # type: ignore[import-untyped]
import zstandard

from tasks.text.containers.item import HELD_BYTES

MAX_BODY = 8 * HELD_BYTES
"""Most bytes of one decoded body."""
_CHUNK_SIZE = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,8})[ \t]{0,20}(?:;[^\r\n]{0,200})?\r?\n")


def decoded_body(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body as the page was written. `headers` have names in lower case.

    Crawlers differ in what they decode before they write, and leave the headers as they were: a body that does not
    match its headers is returned unchanged. A body that breaks off is decoded as far as possible.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    for coding in reversed([name.strip().lower() for name in headers.get("content-encoding", "").split(",")]):
        if coding in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body)
        elif coding == "br":
            body = _brotli(body)
        elif coding == "zstd":
            body = _zstd(body)
    return body


def _without_chunks(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK_SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
    # Some crawlers omit the last chunk, or write the body without chunks.
    return b"".join(parts) if parts and at >= len(body) - 2 else body


def _inflated(body: bytes) -> bytes:
    for bits in (47, -15):  # gzip or zlib by its header; raw, as some servers send "deflate"
        stream = zlib.decompressobj(bits)
        try:
            out = stream.decompress(body, MAX_BODY)
        except zlib.error:
            continue
        if out:
            return out
    return body


def _brotli(body: bytes) -> bytes:
    stream = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(body), 1 << 14):
            out.append(stream.process(body[at : at + (1 << 14)]))
            size += len(out[-1])
            if size > MAX_BODY:
                break
    except brotli.error:
        pass
    return b"".join(out) or body


def _zstd(body: bytes) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompressobj().decompress(body)[:MAX_BODY] or body
    except zstandard.ZstdError:
        return body
