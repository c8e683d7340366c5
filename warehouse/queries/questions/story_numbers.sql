-- Numbers of a story that outlets give differently, or that several of them give; those in conflict first.
-- $story text: its story_id
SELECT
    f.counted, f.unit, f.conflict, f.lowest, f.highest, f.outlet_count, f.independent_count, f.passage, f."values"
FROM figures_in($story) f
WHERE (f.conflict OR f.outlet_count > 1)
    AND NOT list_has_any(
        list_transform(f."values", lambda one: one.article_id),
        (
            SELECT coalesce(list(article_id), []) FROM story_articles
            WHERE story_id = $story AND article_id NOT IN (SELECT article_id FROM shown_articles WHERE story_id = $story)
        )
    )
ORDER BY f.conflict DESC, f.outlet_count DESC, f.independent_count DESC, f.counted, f.lowest
