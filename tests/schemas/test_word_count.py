"""Words in scripts with and without spaces."""

import pytest

from schemas.word_count import word_count
from tasks.text.compare.shingles import wording


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Three small words", 3),
        ("Ein Wörterbuch – neu", 4),
        ("水库大坝出现裂缝。", 8),
        ("ダムに亀裂、水位は4メートル下げへ", 16),
        ("댐에 균열이 생겼다", 3),
        ("พบรอยร้าวที่เขื่อน", 4),
        ("2026年3月", 4),
    ],
)
def test_word_count(text: str, words: int) -> None:
    assert word_count(text) == words


def test_a_thai_text_that_was_cut_shares_shingles_with_the_whole() -> None:
    whole = wording("พบรอยร้าวเก้าเมตรที่เขื่อนออสตรันเมื่อวันพฤหัสบดีหลังนักประดาน้ำพบรอยร้าว")
    part = wording("พบรอยร้าวเก้าเมตรที่เขื่อนออสตรัน")
    assert set(part.shingles.tolist()) <= set(whole.shingles.tolist())
    assert len(part.shingles) > 5
