-- Stories that were known before the last day of the stretch and got articles on that day.
-- $first day?: first day
-- $last day?: last day
-- $outlet text?: only this outlet, by its outlet_id
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
WITH known AS (
    SELECT a.story_id, a.headline, a.day, a.text, a.outlet_id, a.first_seen_at, a.article_id
    FROM shown_articles a
    WHERE a.story_id IS NOT NULL AND ($first::DATE IS NULL OR a.day >= $first::DATE) AND ($last::DATE IS NULL OR a.day <= $last::DATE)
    AND a.editorial_status IS DISTINCT FROM 'canceled'
    AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
    AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
    AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
), last_day AS (
    SELECT max(day) AS day FROM known
), growing AS (
    SELECT k.story_id, l.day FROM known k, last_day l
    GROUP BY k.story_id, l.day
    HAVING min(k.day) < l.day AND max(k.day) = l.day
)
SELECT
    k.story_id,
    arg_min(struct_pack(line := k.headline), (k.day, k.first_seen_at, k.article_id)).line AS headline,
    count(DISTINCT k.text) FILTER (WHERE k.day < g.day) AS texts_before,
    count(DISTINCT k.text) FILTER (WHERE k.day = g.day) AS texts_added,
    list(DISTINCT k.outlet_id) FILTER (WHERE k.day = g.day AND k.outlet_id IS NOT NULL) AS added_by,
    any_value(g.day) AS day
FROM known k JOIN growing g USING (story_id)
GROUP BY k.story_id
ORDER BY texts_added DESC, texts_before DESC, k.story_id
