-- Numbers of a story that outlets give differently, or that several of them give; those in conflict first.
-- $story text: its story_id
SELECT
    f.counted, f.unit, f.conflict, f.lowest, f.highest, f.outlet_count, f.independent_count, f.passage, f."values"
FROM figures_in($story) f
WHERE (f.conflict OR f.outlet_count > 1)
    AND NOT list_has_any(
        list_transform(f."values", lambda one: one.article_id),
        (
            SELECT coalesce(list(m.article_id), []) FROM story_articles m JOIN versions v ON v.article_id = m.article_id AND v.newest
            WHERE m.story_id = $story AND NOT may_be_shown(v.embargoed_until, v.editorial_status)
        )
    )
ORDER BY f.conflict DESC, f.outlet_count DESC, f.independent_count DESC, f.counted, f.lowest
