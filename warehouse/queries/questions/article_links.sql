-- An article's links.
-- $article text: its article_id
SELECT l.position, l.kind, l.url, l.text, l.block
FROM links l SEMI JOIN shown_articles USING (article_id)
WHERE l.article_id = $article ORDER BY l.position
