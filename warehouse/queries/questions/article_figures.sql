-- The numbers in an article.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT f.surface, f.value, f.unit, f.counted, f.hedge, f.start_char, f.end_char
FROM figures f JOIN shown_loads USING (article_id, load_number)
WHERE f.article_id = $article AND ($load::BIGINT IS NULL OR f.load_number = $load)
ORDER BY f.start_char, f.end_char
