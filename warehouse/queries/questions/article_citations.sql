-- What an article names as its sources.
-- $article text: its article_id
SELECT c.source, c.kind, c.title, c.url, c.start_char, c.end_char
FROM citations c SEMI JOIN shown_articles USING (article_id)
WHERE c.article_id = $article ORDER BY c.start_char NULLS LAST, c.source
