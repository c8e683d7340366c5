-- What only a lake has. Run each time, before the migrations: it makes what is not there.

CREATE TABLE IF NOT EXISTS load_turn (number BIGINT NOT NULL);
COMMENT ON TABLE load_turn IS 'Internal: the number of the batch that was stored last, in one row: each batch updates it in its own transaction, so that no two have one number.';
COMMENT ON COLUMN load_turn.number IS 'See batches.load_number; 0: none was stored. Never NULL.';

CREATE TABLE IF NOT EXISTS view_comments (relation VARCHAR NOT NULL, column_name VARCHAR, comment VARCHAR);
COMMENT ON TABLE view_comments IS 'Internal: comments on the columns of views and on macros, for which a lake has no place. See data_dictionary.';
COMMENT ON COLUMN view_comments.relation IS 'The view or macro. Never NULL.';
COMMENT ON COLUMN view_comments.column_name IS 'Its column. NULL: the comment is on the macro itself.';
COMMENT ON COLUMN view_comments.comment IS 'What it means. NULL: nobody has said.';

CREATE TABLE IF NOT EXISTS table_checks (relation VARCHAR NOT NULL, expression VARCHAR NOT NULL);
COMMENT ON TABLE table_checks IS 'Internal: what a CHECK of a table says in a DuckDB file; a lake has none, so audits look for rows that break them.';
COMMENT ON COLUMN table_checks.relation IS 'The table. Never NULL.';
COMMENT ON COLUMN table_checks.expression IS 'SQL that is false for no row. Never NULL.';
