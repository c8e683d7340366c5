-- What an article names as its sources.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT c.source, c.kind, c.title, c.url, c.start_char, c.end_char
FROM citations c JOIN shown_loads USING (article_id, load_number)
WHERE c.article_id = $article AND ($load::BIGINT IS NULL OR c.load_number = $load)
ORDER BY c.start_char NULLS LAST, c.source
