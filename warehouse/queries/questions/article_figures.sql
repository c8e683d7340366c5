-- The numbers in an article.
-- $article text: its article_id
SELECT f.surface, f.value, f.unit, f.counted, f.hedge, f.start_char, f.end_char
FROM figures f SEMI JOIN shown_articles USING (article_id)
WHERE f.article_id = $article ORDER BY f.start_char, f.end_char
