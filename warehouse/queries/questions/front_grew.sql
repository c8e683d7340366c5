-- Stories that were known before the last day of the stretch and got articles on that day.
-- $first day?: first day
-- $last day?: last day
-- $outlet text?: only this publication
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
WITH known AS (
    SELECT a.story_id, a.headline, a.day, a.text, a.publication, a.first_seen_at, a.article_id
    FROM shown_articles a
    WHERE a.story_id IS NOT NULL AND ($first::DATE IS NULL OR a.day >= $first::DATE) AND ($last::DATE IS NULL OR a.day <= $last::DATE)
    AND ($outlet::VARCHAR IS NULL OR a.publication = $outlet)
    AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
    AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
), last_day AS (
    SELECT max(day) AS day FROM known
)
SELECT
    k.story_id,
    arg_min(struct_pack(line := k.headline), (k.day, k.first_seen_at, k.article_id)).line AS headline,
    count(DISTINCT k.text) FILTER (WHERE k.day < l.day) AS texts_before,
    count(DISTINCT k.text) FILTER (WHERE k.day = l.day) AS texts_added,
    list(DISTINCT k.publication) FILTER (WHERE k.day = l.day AND k.publication IS NOT NULL) AS added_by,
    any_value(l.day) AS day
FROM known k, last_day l
GROUP BY k.story_id
HAVING count(*) FILTER (WHERE k.day < l.day) > 0 AND count(*) FILTER (WHERE k.day = l.day) > 0
ORDER BY texts_added DESC, texts_before DESC, k.story_id
