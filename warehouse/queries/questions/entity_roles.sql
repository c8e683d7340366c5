-- What somebody is said to be, where statements are attributed.
-- $entity text: the entity_id
SELECT s.role, count(DISTINCT s.article_id) AS article_count
FROM statements s SEMI JOIN shown_articles a USING (article_id)
WHERE s.speaker_entity_id = $entity AND s.role IS NOT NULL
GROUP BY s.role ORDER BY article_count DESC, s.role
