-- Who and what is named in the library, by articles.
-- $words text?: only names in which these words stand
-- $label text?: only person, organisation or place
SELECT
    e.entity_id, any_value(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT e.article_id) AS article_count, count(DISTINCT a.outlet) AS outlet_count, max(a.day) AS last_day
FROM article_entities e JOIN shown_articles a USING (article_id)
WHERE ($label::VARCHAR IS NULL OR e.label = $label)
    AND ($words::VARCHAR IS NULL OR contains(strip_accents(lower(e.name)), strip_accents(lower($words))))
GROUP BY e.entity_id
ORDER BY article_count DESC, name, e.entity_id
