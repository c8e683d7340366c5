-- One story: how many articles, outlets and independent texts. Canceled articles are not counted.
-- $story text: its story_id
SELECT
    s.story_id, s.headline, s.first_published_on,
    count(*) FILTER (WHERE a.editorial_status IS DISTINCT FROM 'canceled') AS article_count,
    count(DISTINCT a.outlet) FILTER (WHERE a.editorial_status IS DISTINCT FROM 'canceled') AS outlet_count,
    count(DISTINCT a.text) FILTER (WHERE a.editorial_status IS DISTINCT FROM 'canceled') AS independent_count,
    count(*) FILTER (WHERE a.editorial_status = 'canceled') AS canceled_count,
    min(a.day) AS first_day, max(a.day) AS last_day,
    list_sort(list(DISTINCT a.language) FILTER (WHERE a.language IS NOT NULL)) AS languages
FROM stories s
JOIN shown_articles a ON a.story_id = s.story_id
WHERE s.story_id = $story
GROUP BY s.story_id, s.headline, s.first_published_on
