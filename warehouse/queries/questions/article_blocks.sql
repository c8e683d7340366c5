-- The pieces of an article's text.
-- $article text: its article_id
SELECT b.position, b.kind, b.text, b.start_char, b.end_char
FROM blocks b SEMI JOIN shown_articles USING (article_id)
WHERE b.article_id = $article ORDER BY b.position
