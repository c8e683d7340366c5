-- Who and what is named in a story, by articles; `only_outlet`: nobody else names it, where several outlets tell the story.
-- $story text: its story_id
WITH told AS (
    SELECT article_id, text, outlet, publication FROM shown_articles WHERE story_id = $story
)
SELECT
    e.entity_id, any_value(e.label) AS label, arg_max(e.name, length(e.name)) AS name,
    count(DISTINCT t.article_id) AS article_count, count(DISTINCT t.text) AS independent_count,
    count(DISTINCT t.outlet) AS outlet_count,
    CASE WHEN count(DISTINCT t.outlet) = 1 AND (SELECT count(DISTINCT outlet) FROM told) > 1
        THEN any_value(t.publication) END AS only_outlet
FROM article_entities e JOIN told t USING (article_id)
GROUP BY e.entity_id
ORDER BY article_count DESC, independent_count DESC, name, e.entity_id
