"""What a text alone defines, and holds no rows: views, and the comments of declared columns. Made anew in every file
whose definitions are of another text, so that changing one needs no migration.
"""

import hashlib
from importlib.resources import files

from duckdb import DuckDBPyConnection

from schemas.article_fields import ARTICLE_FIELDS, FIELD_COLUMNS

NAMES = "views/"
"""What the names of definitions begin with in `schema_migrations`."""


def definitions() -> dict[str, str]:
    """SQL by name, in order: the files of warehouse/views, then the comments of an article's fields."""
    folder = files("warehouse.views")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    texts = {
        f"{NAMES}{name}": (folder / name).read_text(encoding="utf-8").replace("{article_fields}", FIELD_COLUMNS)
        for name in names
    }
    return texts | {f"{NAMES}article_fields": "\n".join(_comments())}


def define(con: DuckDBPyConnection) -> list[str]:
    """Makes what the database lacks or has of another text, in one transaction; the names. After all migrations."""
    known = con.execute("SELECT name, checksum FROM schema_migrations WHERE starts_with(name, ?)", [NAMES]).fetchall()
    checksums = {name: hashlib.sha256(sql.encode()).hexdigest() for name, sql in definitions().items()}
    if checksums == dict(known):
        return []
    con.begin()
    try:
        # All of them: a view that is replaced loses its comments, which another text may set.
        for name, sql in definitions().items():
            con.execute(sql)
            con.execute("DELETE FROM schema_migrations WHERE name = ?", [name])
            con.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [name, checksums[name]])
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return list(checksums)


def _comments() -> list[str]:
    """The fields' comments, in `versions` and in `articles`."""
    return [
        f"COMMENT ON COLUMN {relation}.{field.column} IS '{field.comment.replace(chr(39), chr(39) * 2)}';"
        for relation in ("versions", "articles")
        for field in ARTICLE_FIELDS
    ]
