-- Stories of some days, by how many texts tell them independently of each other.
-- $first day?: first day
-- $last day?: last day
-- $outlet text?: only this publication
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
WITH told AS (
    SELECT a.* EXCLUDE (body)
    FROM shown_articles a
    WHERE a.story_id IS NOT NULL AND ($first::DATE IS NULL OR a.day >= $first::DATE) AND ($last::DATE IS NULL OR a.day <= $last::DATE)
    AND ($outlet::VARCHAR IS NULL OR a.publication = $outlet)
    AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
    AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
)
SELECT
    t.story_id,
    arg_min(struct_pack(line := t.headline), (t.day, t.published_at IS NULL, t.published_at, t.first_seen_at, t.article_id)).line
        AS headline,
    count(DISTINCT t.text) AS independent_count,
    count(DISTINCT t.outlet) AS outlet_count,
    count(*) AS article_count,
    list(DISTINCT t.publication ORDER BY t.publication) FILTER (WHERE t.publication IS NOT NULL) AS publications,
    min(t.day) AS first_day,
    max(t.day) AS last_day,
    count(*) FILTER (WHERE t.editorial_status = 'canceled') AS canceled_count
FROM told t
GROUP BY t.story_id
ORDER BY independent_count DESC, outlet_count DESC, article_count DESC, last_day DESC, t.story_id
