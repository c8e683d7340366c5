-- What somebody is said to be, where statements are attributed.
-- $entity text: the entity_id
-- $since day?: only articles of this day and later
WITH named_in AS MATERIALIZED (
    SELECT a.article_id, a.load_number
    FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
    WHERE e.entity_id = $entity AND ($since::DATE IS NULL OR a.day >= $since::DATE)
)
SELECT s.role, count(DISTINCT s.article_id) AS article_count
FROM named_in n JOIN statements s ON s.load_number = n.load_number AND s.article_id = n.article_id
WHERE s.speaker_entity_id = $entity AND s.role IS NOT NULL
GROUP BY s.role ORDER BY article_count DESC, s.role
