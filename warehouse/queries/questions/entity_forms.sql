-- Under which names articles call somebody, each with how many articles and outlets and one of them: why they are taken for one.
-- $entity text: the entity_id
WITH forms AS (
    SELECT e.article_id, e.name, unnest(list_distinct(list_prepend(e.name, e.aliases))) AS form
    FROM article_entities e WHERE e.entity_id = $entity
)
SELECT
    f.form, count(DISTINCT f.article_id) AS article_count, count(DISTINCT a.outlet) AS outlet_count,
    count(DISTINCT f.article_id) FILTER (WHERE f.form = f.name) AS fullest_in,
    list(DISTINCT f.name) FILTER (WHERE f.form <> f.name) AS stands_beside,
    arg_min(a.article_id, (a.day, a.article_id)) AS article_id,
    arg_min(struct_pack(line := a.headline), (a.day, a.article_id)).line AS headline,
    min(a.day) AS first_day
FROM forms f JOIN shown_articles a USING (article_id)
GROUP BY f.form
ORDER BY article_count DESC, length(f.form) DESC, f.form
