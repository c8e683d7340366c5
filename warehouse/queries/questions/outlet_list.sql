-- Every publication: articles, days, languages, and how many of its articles copy another one's.
SELECT
    a.publication, count(*) AS articles, min(a.day) AS first_day, max(a.day) AS last_day,
    list(DISTINCT left(a.language, 2)) FILTER (WHERE a.language IS NOT NULL) AS languages,
    count(c.article_id) AS copied, round(count(c.article_id) / count(*), 3) AS share_copied,
    count(DISTINCT a.story_id) AS stories
FROM shown_articles a LEFT JOIN copies c ON c.article_id = a.article_id
WHERE a.publication IS NOT NULL
GROUP BY a.publication
ORDER BY articles DESC, a.publication
