-- One article: the newest version, with every field.
-- $article text: its article_id
SELECT
    v.*, a.day, a.outlet_id, a.outlet, a.text, a.copy_family, a.story_id, a.topics, s.headline AS story_headline,
    s.article_count AS story_articles, s.independent_count AS story_independent
FROM shown_articles a
JOIN versions v ON v.load_number = a.load_number AND v.article_id = a.article_id AND v.newest
LEFT JOIN (
    FROM stories WHERE story_id IN (SELECT story_id FROM story_articles WHERE article_id = $article)
) s ON s.story_id = a.story_id
WHERE a.article_id = $article
