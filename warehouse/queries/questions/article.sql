-- One article: the newest version, with every field.
-- $article text: its article_id
SELECT a.*, s.headline AS story_headline, s.article_count AS story_articles, s.independent_count AS story_independent
FROM shown_articles a
LEFT JOIN (
    FROM stories WHERE story_id IN (SELECT story_id FROM story_articles WHERE article_id = $article)
) s USING (story_id)
WHERE a.article_id = $article
