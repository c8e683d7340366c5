-- What watches.toml asks for, and how much was found.
SELECT
    w.name, w.query, w.entities, w.outlets, w.languages, w.threshold,
    count(a.article_id) AS clippings, max(c.matched_at) FILTER (WHERE a.article_id IS NOT NULL) AS last_matched_at
FROM watches w
LEFT JOIN clippings c ON c.watch = w.name AND NOT c.quiet
LEFT JOIN shown_articles a ON a.article_id = c.article_id
GROUP BY ALL
ORDER BY w.name
