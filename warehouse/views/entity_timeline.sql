-- Who was named when.
-- The macro timeline_of(name) is made of the same text, with those who are called so as {entities}.

CREATE OR REPLACE VIEW entity_timeline AS
WITH known AS (
    SELECT entity_id, name, label FROM {entities}
)
SELECT
    m.entity_id,
    any_value(e.name) AS name,
    any_value(e.label) AS label,
    v.published_on AS day,
    count(DISTINCT m.article_id) AS article_count,
    count(DISTINCT coalesce(o.outlet_id, v.publication, m.article_id)) AS outlet_count,
    count(*) AS mention_count
FROM {mentions} m
JOIN versions v ON v.article_id = m.article_id AND v.newest
LEFT JOIN article_outlets o ON o.article_id = m.article_id
JOIN known e ON e.entity_id = m.entity_id
WHERE v.editorial_status IS DISTINCT FROM 'canceled'
GROUP BY m.entity_id, v.published_on;
COMMENT ON VIEW entity_timeline IS 'On which days somebody or something was named, and how often. Articles that were withdrawn do not count. No row for a day: not named in what was printed on it.';
COMMENT ON COLUMN entity_timeline.entity_id IS 'The entity, see entities. Never NULL.';
COMMENT ON COLUMN entity_timeline.name IS 'The name that most articles use as the fullest. Never NULL.';
COMMENT ON COLUMN entity_timeline.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN entity_timeline.day IS 'Day of publication. NULL: this row counts the articles that give none.';
COMMENT ON COLUMN entity_timeline.article_count IS 'How many articles of that day name it. Never NULL.';
COMMENT ON COLUMN entity_timeline.outlet_count IS 'Of how many outlets; an article that names no outlet counts as one. Never NULL.';
COMMENT ON COLUMN entity_timeline.mention_count IS 'How often they name it, headlines included. Never NULL.';
