"""Folders of a home, and what an older release kept under another name."""

from pathlib import Path

from schemas.home import Home
from tasks.inbox.archive import keep_bytes
from tasks.inbox.leaving import make_folders
from tasks.inbox.quarantine import keep_quarantined


def test_an_old_home_keeps_its_quarantined_files(tmp_path: Path) -> None:
    old = tmp_path / "rejected"
    old.mkdir()
    (old / "0a1b2c3d-page.html").write_text("kept")
    make_folders(tmp_path)
    make_folders(tmp_path)
    assert (Home(tmp_path).quarantine / "0a1b2c3d-page.html").read_text() == "kept"
    assert not old.exists()


def test_a_quarantined_document_lies_under_its_own_name(tmp_path: Path) -> None:
    make_folders(tmp_path)
    capture = keep_bytes(tmp_path, b"stuck")
    keep_quarantined(tmp_path, capture, "page.html")
    assert (Home(tmp_path).quarantine / f"{capture[:8]}-page.html").read_bytes() == b"stuck"
