-- An article's pictures, with captions and credits.
-- $article text: its article_id
SELECT m.position, m.kind, m.url, m.caption, m.credit, m.alt_text
FROM media m SEMI JOIN shown_articles USING (article_id)
WHERE m.article_id = $article ORDER BY m.position
