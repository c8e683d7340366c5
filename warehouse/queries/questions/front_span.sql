-- The first and the last day of which there are articles, days to come left out; when the last document arrived.
SELECT
    min(day) AS first_day,
    coalesce(max(published_on) FILTER (WHERE published_on <= current_date), max(day)) AS last_day,
    count(*) AS article_count,
    (SELECT max(received_at) FROM arrivals) AS last_arrival_at
FROM shown_articles
