"""Text as an SQL literal, for statements that take no parameters."""


def literal(text: object) -> str:
    """The text in quotation marks, with those inside doubled. None becomes NULL."""
    return "NULL" if text is None else "'" + str(text).replace("'", "''") + "'"
