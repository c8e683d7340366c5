-- Every outlet: articles, days, languages, and how many of its articles copy another one's.
WITH counted AS (
    SELECT
        a.outlet_id, count(*) AS articles, min(a.day) AS first_day, max(a.day) AS last_day,
        list_sort(list(DISTINCT left(a.language, 2)) FILTER (WHERE a.language IS NOT NULL)) AS languages,
        count(c.article_id) AS copied, round(count(c.article_id) / count(*), 3) AS share_copied,
        count(DISTINCT a.story_id) AS stories
    FROM shown_articles a LEFT JOIN copies c ON c.article_id = a.article_id
    WHERE a.outlet_id IS NOT NULL
    GROUP BY a.outlet_id
)
SELECT o.name, o.kind, o.country, n.*
FROM counted n JOIN outlets o USING (outlet_id)
ORDER BY n.articles DESC, o.name, n.outlet_id
