-- Articles whose text was changed after it was published, the last change first.
-- $first day?: first day of the change
-- $last day?: last day of the change
-- $outlet text?: only this outlet, by its outlet_id
SELECT
    v.article_id, v.number, v.seen_at, a.outlet_id, a.publication, v.headline, p.headline AS headline_before,
    v.headline IS DISTINCT FROM p.headline AS other_headline, v.similarity_to_previous, a.editorial_status, a.day
FROM versions v
JOIN versions p ON p.article_id = v.article_id AND p.number = v.number - 1
JOIN shown_articles a ON a.article_id = v.article_id
WHERE v.number > 1
    AND ($first::DATE IS NULL OR greatest(v.seen_at::DATE, a.day) >= $first::DATE)
    AND ($last::DATE IS NULL OR least(v.seen_at::DATE, a.day) <= $last::DATE)
    AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
ORDER BY v.seen_at DESC, v.article_id, v.number DESC
