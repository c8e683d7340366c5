-- Who and what an article names, and where.
-- $article text: its article_id
SELECT m.field, m.surface, m.label, m.start_char, m.end_char, m.entity_id, e.name
FROM mentions m SEMI JOIN shown_articles USING (article_id)
LEFT JOIN article_entities e ON e.article_id = m.article_id AND e.entity_id = m.entity_id
WHERE m.article_id = $article ORDER BY m.field DESC, m.start_char, m.end_char
