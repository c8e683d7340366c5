-- Who and what is named, over all articles.
-- The macro entity(name) is made of the same text, with the rows of those who are called so as {rows}.

CREATE OR REPLACE VIEW entities AS
WITH named AS (
    SELECT e.entity_id, e.label, e.name, e.aliases, count(*) AS times FROM {rows} e
    WHERE NOT EXISTS (FROM versions v WHERE v.article_id = e.article_id AND v.newest AND v.editorial_status = 'canceled')
    GROUP BY ALL
),
counted AS (
    SELECT entity_id, label, name, sum(times) AS times FROM named GROUP BY ALL
),
best AS (
    SELECT
        entity_id,
        arg_max(label, (times, label)) AS label,
        arg_max(name, (times, length(name), name)) AS name,
        sum(times)::BIGINT AS article_count
    FROM counted
    GROUP BY entity_id
),
forms AS (
    SELECT DISTINCT entity_id, unnest(list_prepend(name, aliases)) AS form FROM named
)
SELECT
    best.entity_id,
    best.label,
    coalesce(s.name, best.name) AS name,
    coalesce(list(forms.form ORDER BY forms.form) FILTER (WHERE forms.form <> coalesce(s.name, best.name)), []) AS aliases,
    best.article_count,
    s.wikidata
FROM best
JOIN forms ON forms.entity_id = best.entity_id
LEFT JOIN stated_entities s ON s.entity_id = best.entity_id
GROUP BY ALL;
COMMENT ON VIEW entities IS 'Who and what is named, over all articles but those that were withdrawn. No row: nobody is named so.';
COMMENT ON COLUMN entities.entity_id IS 'Hash of label and name; entities.toml merges and splits. Never NULL.';
COMMENT ON COLUMN entities.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN entities.name IS 'The name that entities.toml gives, else the one that most articles use as the fullest. Never NULL.';
COMMENT ON COLUMN entities.aliases IS 'Every other form. Never NULL; empty: no other.';
COMMENT ON COLUMN entities.article_count IS 'How many articles name it, withdrawn ones apart. Never NULL.';
COMMENT ON COLUMN entities.wikidata IS 'Its item in Wikidata, as entities.toml says. NULL: it does not.';
