-- What every published relation means.

CREATE OR REPLACE VIEW data_dictionary AS
WITH relations AS (
    SELECT table_name AS relation, 'table' AS kind, comment
    FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT view_name, 'view', comment
    FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
),
published AS (
    -- What the program keeps for itself says so.
    FROM relations WHERE NOT starts_with(coalesce(comment, ''), 'Internal: ')
)
SELECT r.relation, r.kind, NULL AS column_name, NULL AS column_type, r.comment, 0 AS position
FROM published r
UNION ALL
SELECT r.relation, r.kind, c.column_name, c.data_type, c.comment, c.column_index
FROM published r
JOIN duckdb_columns() c
ON c.database_name = current_database() AND NOT c.internal AND c.table_name = r.relation
UNION ALL
SELECT DISTINCT
    function_name || '(' || array_to_string(parameters, ', ') || ')', 'macro', NULL, NULL, comment, 0
FROM duckdb_functions()
WHERE database_name = current_database() AND NOT internal AND function_type IN ('macro', 'table_macro')
    AND NOT starts_with(coalesce(comment, ''), 'Internal: ')
ORDER BY relation, position;
COMMENT ON VIEW data_dictionary IS 'What every relation, column and macro means; not what the program keeps for itself, whose comments begin with "Internal". No row for a name: there is no such relation.';
COMMENT ON COLUMN data_dictionary.relation IS 'Name of the relation; of a macro, with its parameters. Never NULL.';
COMMENT ON COLUMN data_dictionary.kind IS 'table, view or macro. Never NULL.';
COMMENT ON COLUMN data_dictionary.column_name IS 'The column. NULL: this row is about the relation or macro itself.';
COMMENT ON COLUMN data_dictionary.column_type IS 'Its SQL type. NULL: this row is about the relation or macro itself.';
COMMENT ON COLUMN data_dictionary.comment IS 'What it means, and what NULL in it means. NULL: nobody has said.';
COMMENT ON COLUMN data_dictionary.position IS 'Order of the columns from 1; 0: this row is about the relation itself. Never NULL.';

COMMENT ON MACRO TABLE story IS 'The stories with an article whose headline has all of these words, or the story with this id: FROM story(''bank heist'').';
COMMENT ON MACRO TABLE coverage IS 'Who printed a story, the earliest first; each text once, with the outlets that copied it: FROM coverage(story_id).';
COMMENT ON MACRO person_form IS 'A name as names of people are compared: without case, accents, full stops and middle initials.';
COMMENT ON TABLE compared IS 'Internal: the articles that were compared. No row: not yet.';
COMMENT ON TABLE signatures IS 'Internal: a sample of the five-word shingles of the newest version of each article: two texts that share some may be copies.';
COMMENT ON TABLE story_keys IS 'Internal: the weightiest words of each article: two articles that share some may tell of one event.';
COMMENT ON TABLE term_counts IS 'Internal: in how many articles a word stands: the sum over its rows. No row: in none, or in one only and long ago.';
COMMENT ON TABLE entity_keys IS 'Internal: folded names and offices under which an entity of another article is recognised as the same one. No row: nobody is known so.';
COMMENT ON TABLE article_outlets IS 'Internal: what the newest version of each article says of its outlet, and which outlet that is. No row: it was loaded by release 0.1 and no load ran since.';
COMMENT ON TABLE stated_outlets IS 'Internal: what outlets.toml said when the last run began. No row: nothing of that outlet.';
COMMENT ON COLUMN evidence.method IS 'json-ld, opengraph, meta, microdata, element, text, mail, url, sidecar, bytes or record. Never NULL.';
