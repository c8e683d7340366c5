-- An article's links.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT l.position, l.kind, l.url, l.text, l.block
FROM links l JOIN shown_loads USING (article_id, load_number)
WHERE l.article_id = $article AND ($load::BIGINT IS NULL OR l.load_number = $load)
ORDER BY l.position
