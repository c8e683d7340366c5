-- An outlet's articles, the newest first.
-- $outlet text: its outlet_id
SELECT
    a.article_id, a.headline, a.day, a.section, a.language, a.story_id, a.editorial_status, c.original_id,
    s.independent_count
FROM shown_articles a
LEFT JOIN copies c ON c.article_id = a.article_id
LEFT JOIN stories s ON s.story_id = a.story_id
WHERE a.outlet_id = $outlet
ORDER BY a.day DESC, a.published_at DESC NULLS LAST, a.article_id
