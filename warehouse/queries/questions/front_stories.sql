-- Stories of some days, by how many texts report them independently of each other. Canceled articles are not counted.
-- $first day?: first day
-- $last day?: last day
-- $outlet text?: only this outlet, by its outlet_id
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
WITH reported AS (
    SELECT
        a.story_id, a.article_id, a.headline, a.text, a.outlet, a.outlet_id, a.publication, a.day, a.published_at,
        a.first_seen_at, a.editorial_status IS NOT DISTINCT FROM 'canceled' AS canceled
    FROM shown_articles a
    WHERE a.story_id IS NOT NULL AND ($first::DATE IS NULL OR a.day >= $first::DATE) AND ($last::DATE IS NULL OR a.day <= $last::DATE)
    AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
    AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
    AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
), by_outlet AS (
    SELECT story_id, outlet_id, any_value(publication) AS name, min((day, first_seen_at)) AS came
    FROM reported WHERE outlet_id IS NOT NULL AND NOT canceled GROUP BY story_id, outlet_id
), named AS (
    SELECT story_id, list(struct_pack(outlet_id, name := coalesce(name, outlet_id)) ORDER BY came, outlet_id) AS outlets
    FROM by_outlet GROUP BY story_id
)
SELECT
    r.story_id,
    arg_min(struct_pack(line := r.headline), (r.canceled, r.day, r.published_at IS NULL, r.published_at, r.first_seen_at, r.article_id)).line
        AS headline,
    count(DISTINCT r.text) FILTER (WHERE NOT r.canceled) AS independent_count,
    count(DISTINCT r.outlet) FILTER (WHERE NOT r.canceled) AS outlet_count,
    count(*) FILTER (WHERE NOT r.canceled) AS article_count,
    any_value(n.outlets) AS outlets,
    min(r.day) AS first_day,
    max(r.day) AS last_day,
    count(*) FILTER (WHERE r.canceled) AS canceled_count
FROM reported r LEFT JOIN named n USING (story_id)
GROUP BY r.story_id
ORDER BY independent_count DESC, outlet_count DESC, article_count DESC, last_day DESC, r.story_id
