-- One outlet.
-- $outlet text: its outlet_id
WITH counted AS (
    SELECT
        a.outlet_id, count(*) AS articles, min(a.day) AS first_day, max(a.day) AS last_day,
        count(c.article_id) AS copied, round(count(c.article_id) / count(*), 3) AS share_copied,
        count(DISTINCT a.story_id) AS stories,
        count(*) FILTER (WHERE a.published_on IS NULL) AS without_day, count(*) FILTER (WHERE a.byline IS NULL) AS without_byline,
        count(*) FILTER (WHERE a.access = 'paywalled') AS paywalled,
        count(*) FILTER (WHERE a.editorial_status = 'canceled') AS canceled,
        median(a.word_count)::INTEGER AS median_words,
        count(*) FILTER (WHERE EXISTS (FROM versions v WHERE v.article_id = a.article_id AND v.number > 1)) AS changed
    FROM shown_articles a LEFT JOIN copies c ON c.article_id = a.article_id
    WHERE a.outlet_id = $outlet
    GROUP BY a.outlet_id
)
SELECT o.name, o.aliases, o.domains, o.country, o.language, o.kind, n.*
FROM counted n JOIN outlets o USING (outlet_id)
