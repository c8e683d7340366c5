"""Bytes to text: every encoding that news comes in, and bytes that no encoding makes text of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rejection import Rejected, RejectionReason
from tasks.text.decode.decoding import Decoded, decode

GERMAN = "Die Brücke über den Fluß bleibt gesperrt, sagte der Bürgermeister. Über Umwege hieß es zunächst nichts. " * 3
GREEK = "Η γέφυρα παραμένει κλειστή, δήλωσε ο δήμαρχος του λιμανιού, και οι κάτοικοι περιμένουν οδηγίες. " * 3
JAPANESE = "港の橋は閉鎖されたままだと市長が述べた。住民は指示を待っている。" * 6
CURLY = "“It’s closed,” the harbour master said – again. The café’s owner shrugged. " * 3


@pytest.mark.parametrize(
    ("data", "content_type", "text", "encoding"),
    [
        (GERMAN.encode("utf-8"), None, GERMAN, "utf-8"),
        (b"\xef\xbb\xbf" + GERMAN.encode("utf-8"), None, GERMAN, "utf-8"),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), None, GERMAN, "utf-16-le"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), None, GERMAN, "utf-16-be"),
        (GERMAN.encode("utf-16-le"), None, GERMAN, "utf-16-le"),
        (GERMAN.encode("utf-16-be"), None, GERMAN, "utf-16-be"),
        (GERMAN.encode("latin-1"), "text/html; charset=ISO-8859-1", GERMAN, "windows-1252"),
        (CURLY.encode("cp1252"), "text/plain; charset=iso-8859-1", CURLY, "windows-1252"),
        (GREEK.encode("iso-8859-7"), "text/html; charset=iso-8859-7", GREEK, "iso-8859-7"),
        (JAPANESE.encode("shift_jis"), "text/html; charset=Shift_JIS", JAPANESE, "cp932"),
        ((GERMAN * 4).encode("utf-8") + b"\xe4", "text/html; charset=iso-8859-1", GERMAN * 4 + "\ufffd", "utf-8"),
        # The bytes are valid UTF-8: what the header says of them is wrong.
        (GERMAN.encode("utf-8"), "text/html; charset=iso-8859-1", GERMAN, "utf-8"),
        (b"plain ascii, nothing else in it", None, "plain ascii, nothing else in it", "utf-8"),
    ],
)
def test_text_comes_out_as_it_went_in(data: bytes, content_type: str | None, text: str, encoding: str) -> None:
    decoded = decode(data, content_type=content_type)
    assert isinstance(decoded, Decoded)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [e.value for e in decoded.evidence if e.chosen] == [encoding]


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="windows-1252">', "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>"],
)
def test_what_the_document_declares_is_used(declaration: str) -> None:
    decoded = decode((f"<html><head>{declaration}</head><body><p>" + CURLY).encode("cp1252"))
    assert isinstance(decoded, Decoded)
    assert CURLY in decoded.text


@pytest.mark.parametrize("encoding", ["windows-1251", "iso-8859-7", "shift_jis", "gb18030", "euc_kr"])
def test_an_undeclared_encoding_is_detected(encoding: str) -> None:
    texts = {
        "windows-1251": "Мост через реку остаётся закрытым, сообщил мэр города. Жители ждут указаний. " * 5,
        "iso-8859-7": GREEK,
        "shift_jis": JAPANESE,
        "gb18030": "市长表示，港口大桥仍然关闭，居民正在等待进一步的指示。" * 8,
        "euc_kr": "시장은 항구 다리가 여전히 폐쇄되어 있다고 말했다. 주민들은 지시를 기다리고 있다. " * 5,
    }
    decoded = decode(texts[encoding].encode(encoding))
    assert isinstance(decoded, Decoded)
    assert decoded.text == texts[encoding]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", RejectionReason.EMPTY),
        (b" \r\n\t " * 1000, RejectionReason.EMPTY),
        (b"\x00" * 500, RejectionReason.EMPTY),
        (bytes(range(256)) * 20, RejectionReason.UNDECODABLE),
    ],
)
def test_what_is_no_text_is_rejected(data: bytes, reason: RejectionReason) -> None:
    rejected = decode(data)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == reason


def test_what_was_lost_or_looks_wrong_is_in_the_evidence() -> None:
    twice = GERMAN.encode("utf-8").decode("cp1252", "replace").encode("utf-8")
    broken = GERMAN.encode("utf-8") * 10 + b"\xff"
    cases = [(twice, "mojibake"), (b"The harbour is closed.\x00 So it stays.", "NUL"), (broken, "U+FFFD")]
    for data, said in cases:
        decoded = decode(data, content_type="text/html; charset=utf-8")
        assert isinstance(decoded, Decoded)
        assert any(said in e.value for e in decoded.evidence), said


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_what_was_decoded_twice_is_repaired(wrong: str) -> None:
    """Also where a part of the page came right: the quotation marks of a template."""
    text = "Überquerung der Bäche: „Es würde täglich schöner“, sagte Zoë Jaroń – für Größe 40."
    broken = text.encode().decode(wrong, "ignore") if wrong == "cp1252" else text.encode().decode(wrong)
    decoded = decode(f"{broken}\n“Read on”".encode())
    assert isinstance(decoded, Decoded)
    if wrong == "latin-1":
        assert decoded.text == f"{text}\n“Read on”"
    assert "täglich schöner" in decoded.text
    assert any("repaired" in evidence.value for evidence in decoded.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "An é that is decoded twice is shown as Ã©, the manual says.",
        "Speaker RaÃ\x83Âol, whose name is lost.",
    ],
)
def test_a_few_signs_of_mojibake_are_left_alone(text: str) -> None:
    decoded = decode(text.encode())
    assert isinstance(decoded, Decoded)
    assert decoded.text == text


@given(st.binary(max_size=2000), st.none() | st.text(max_size=30).map(lambda s: f"text/html; charset={s}"))
def test_any_bytes_give_text_or_a_reason(data: bytes, content_type: str | None) -> None:
    result = decode(data, content_type=content_type)
    assert isinstance(result, Decoded | Rejected)
    if isinstance(result, Decoded):
        assert "\x00" not in result.text
