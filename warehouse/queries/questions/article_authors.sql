-- Who wrote an article.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT w.position, w.name, w.kind
FROM authors w JOIN shown_loads USING (article_id, load_number)
WHERE w.article_id = $article AND ($load::BIGINT IS NULL OR w.load_number = $load)
ORDER BY w.position
