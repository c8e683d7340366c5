-- Who wrote an article.
-- $article text: its article_id
SELECT w.position, w.name, w.kind
FROM authors w SEMI JOIN shown_articles USING (article_id)
WHERE w.article_id = $article ORDER BY w.position
