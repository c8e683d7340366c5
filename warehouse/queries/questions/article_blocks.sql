-- The pieces of an article's text.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT b.position, b.kind, b.text, b.start_char, b.end_char
FROM blocks b JOIN shown_loads USING (article_id, load_number)
WHERE b.article_id = $article AND ($load::BIGINT IS NULL OR b.load_number = $load)
ORDER BY b.position
