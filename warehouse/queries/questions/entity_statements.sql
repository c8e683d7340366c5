-- What somebody is reported to have said, the newest first.
-- $entity text: the entity_id
SELECT
    a.day, a.outlet_id, a.publication, a.article_id, a.headline, s.kind, s.content, s.speaker, s.speaker_text, s.role, s.cue,
    a.editorial_status
FROM statements s JOIN shown_articles a USING (article_id)
WHERE s.speaker_entity_id = $entity
ORDER BY a.day DESC, a.published_at DESC NULLS LAST, a.article_id, s.position
