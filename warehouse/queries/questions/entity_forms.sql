-- Under which names articles call somebody, each with how many articles and outlets and one of them: why they are taken for one.
-- $entity text: the entity_id
WITH forms AS (
    SELECT
        e.article_id, e.name, unnest(list_distinct(list_prepend(e.name, e.aliases))) AS form, a.outlet, a.day, a.headline
    FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
    WHERE e.entity_id = $entity
)
SELECT
    f.form, count(DISTINCT f.article_id) AS article_count, count(DISTINCT f.outlet) AS outlet_count,
    count(DISTINCT f.article_id) FILTER (WHERE f.form = f.name) AS fullest_in,
    list(DISTINCT f.name) FILTER (WHERE f.form <> f.name) AS stands_beside,
    arg_min(f.article_id, (f.day, f.article_id)) AS article_id,
    arg_min(struct_pack(line := f.headline), (f.day, f.article_id)).line AS headline,
    min(f.day) AS first_day
FROM forms f
GROUP BY f.form
ORDER BY article_count DESC, length(f.form) DESC, f.form
