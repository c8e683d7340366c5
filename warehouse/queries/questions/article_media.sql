-- An article's pictures, with captions and credits.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT m.position, m.kind, m.url, m.caption, m.credit, m.alt_text
FROM media m JOIN shown_loads USING (article_id, load_number)
WHERE m.article_id = $article AND ($load::BIGINT IS NULL OR m.load_number = $load)
ORDER BY m.position
