-- Full-text search for a plain DuckDB shell, which has no search index: a scan, every word anywhere in headline or body.

CREATE OR REPLACE MACRO contains(words) AS TABLE
SELECT a.*
FROM articles a
WHERE len(list_filter(
    string_split_regex(trim(lower(strip_accents(words))), '\s+'),
    lambda word: instr(lower(strip_accents(concat_ws(' ', a.headline, a.body))), word) = 0
)) = 0;
COMMENT ON MACRO TABLE contains IS 'Articles with every one of the words in headline or body: FROM contains(''flood mayor''). A scan; `cuttings search` has an index.';
