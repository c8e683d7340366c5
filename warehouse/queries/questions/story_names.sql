-- Who and what is named in a story, by articles; `only_outlet`: nobody else names it, where several outlets report the story.
-- $story text: its story_id
WITH reported AS (
    SELECT article_id, load_number, text, outlet, outlet_id, publication
    FROM shown_articles WHERE story_id = $story AND editorial_status IS DISTINCT FROM 'canceled'
)
SELECT
    e.entity_id, any_value(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT t.article_id) AS article_count, count(DISTINCT t.text) AS independent_count,
    count(DISTINCT t.outlet) AS outlet_count,
    CASE WHEN count(DISTINCT t.outlet) = 1 AND (SELECT count(DISTINCT outlet) FROM reported) > 1
        THEN any_value(t.outlet_id) END AS only_outlet,
    any_value(t.publication) AS publication
FROM reported t JOIN article_entities e ON e.load_number = t.load_number AND e.article_id = t.article_id
GROUP BY e.entity_id
ORDER BY article_count DESC, independent_count DESC, name, e.entity_id
