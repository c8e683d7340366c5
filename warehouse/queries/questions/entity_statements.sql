-- What somebody is reported to have said, the newest first.
-- $entity text: the entity_id
-- $since day?: only articles of this day and later
WITH named_in AS MATERIALIZED (
    SELECT a.article_id, a.load_number, a.day, a.outlet_id, a.publication, a.headline, a.published_at, a.editorial_status
    FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
    WHERE e.entity_id = $entity AND ($since::DATE IS NULL OR a.day >= $since::DATE)
)
SELECT
    n.day, n.outlet_id, n.publication, n.article_id, n.headline, s.kind, s.content, s.speaker, s.speaker_text, s.role, s.cue,
    n.editorial_status
FROM named_in n JOIN statements s ON s.load_number = n.load_number AND s.article_id = n.article_id
WHERE s.speaker_entity_id = $entity
ORDER BY n.day DESC, n.published_at DESC NULLS LAST, n.article_id, s.position
