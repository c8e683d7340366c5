-- Who and what an article names, and where.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT m.field, m.surface, m.label, m.start_char, m.end_char, m.entity_id, e.name
FROM mentions m JOIN shown_loads USING (article_id, load_number)
LEFT JOIN (
    FROM article_entities WHERE article_id = $article AND ($load::BIGINT IS NULL OR load_number = $load)
) e ON e.entity_id = m.entity_id
WHERE m.article_id = $article AND ($load::BIGINT IS NULL OR m.load_number = $load)
ORDER BY m.field DESC, m.start_char, m.end_char
