-- named_with('Tolle Waterways Authority'): who and what is named in the same articles, most often first.
CREATE OR REPLACE MACRO named_with(who) AS TABLE
WITH asked AS (
    FROM ids_of(who)
),
named_in AS (
    SELECT DISTINCT e.load_number, e.article_id FROM article_entities e
    WHERE e.entity_id IN (SELECT entity_id FROM asked)
        AND NOT EXISTS (FROM versions v WHERE v.article_id = e.article_id AND v.newest AND v.editorial_status = 'canceled')
)
SELECT e.entity_id, any_value(e.label) AS label, arg_max(e.name, (length(e.name), e.name)) AS name, count(*) AS article_count
FROM named_in n
JOIN article_entities e ON e.load_number = n.load_number AND e.article_id = n.article_id
WHERE e.entity_id NOT IN (SELECT entity_id FROM asked)
GROUP BY e.entity_id
ORDER BY article_count DESC, name, e.entity_id;
COMMENT ON MACRO TABLE named_with IS 'Who and what is named in the articles that name somebody or something: FROM named_with(''...''), with any name in any case; entity_id, label, name, and in how many of these articles. Articles that were withdrawn do not count.';
