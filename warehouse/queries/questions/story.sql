-- One story: how many articles, outlets and independent texts.
-- $story text: its story_id
SELECT
    s.story_id, s.headline, s.first_published_on, count(*) AS article_count, count(DISTINCT a.outlet) AS outlet_count,
    count(DISTINCT a.text) AS independent_count, min(a.day) AS first_day, max(a.day) AS last_day,
    list(DISTINCT a.language) FILTER (WHERE a.language IS NOT NULL) AS languages
FROM stories s
JOIN shown_articles a ON a.story_id = s.story_id
WHERE s.story_id = $story
GROUP BY ALL
