-- How often somebody or something is named, for lists of names.

CREATE OR REPLACE VIEW shown_entities AS
SELECT
    e.entity_id,
    any_value(e.label) AS label,
    arg_max(e.name, (length(e.name), e.name)) AS name,
    count(*) AS article_count,
    count(DISTINCT a.outlet) AS outlet_count,
    max(a.day) AS last_day
FROM article_entities e
JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
GROUP BY e.entity_id;
COMMENT ON VIEW shown_entities IS 'How many articles and outlets name somebody or something, and when last; articles under embargo or withheld do not count. No row: no article that may be shown names it.';
COMMENT ON COLUMN shown_entities.entity_id IS 'The entity, see entities. Never NULL.';
COMMENT ON COLUMN shown_entities.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN shown_entities.name IS 'The longest of its full names. Never NULL.';
COMMENT ON COLUMN shown_entities.article_count IS 'How many articles name it. Never NULL.';
COMMENT ON COLUMN shown_entities.outlet_count IS 'Of how many outlets; an article that says nothing of its outlet counts as one. Never NULL.';
COMMENT ON COLUMN shown_entities.last_day IS 'The last day on which it was named. Never NULL.';
