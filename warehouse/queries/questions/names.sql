-- Who and what is named in the library, by articles.
-- $words text?: only names in which these words stand
-- $label text?: only person, organisation or place
SELECT e.entity_id, e.label, e.name, e.article_count, e.outlet_count, e.last_day
FROM shown_entities e
WHERE ($label::VARCHAR IS NULL OR e.label = $label)
    AND ($words::VARCHAR IS NULL OR contains(strip_accents(lower(e.name)), strip_accents(lower($words))))
ORDER BY e.article_count DESC, e.name, e.entity_id
