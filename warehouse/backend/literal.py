"""Text as a literal of SQL, where a statement takes no parameter."""


def literal(text: object) -> str:
    """In quotation marks, those inside doubled. NULL for None."""
    return "NULL" if text is None else "'" + str(text).replace("'", "''") + "'"
