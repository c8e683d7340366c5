-- quotes_by('Ines Okafor'): what she is reported to have said, the newest first. Any name that an article calls her by
-- will do, in any case, with or without accents and middle initials; a surname finds everybody who is called so.
CREATE OR REPLACE MACRO quotes_by(person) AS TABLE
WITH asked AS (
    FROM ids_of(person)
)
SELECT
    v.published_on, v.publication, v.headline, s.kind, s.content, s.speaker, s.role, s.cue, s.article_id
FROM statements s
JOIN versions v ON v.article_id = s.article_id AND v.newest
WHERE s.kind <> 'topic' AND v.editorial_status IS DISTINCT FROM 'canceled' AND (
    s.speaker_entity_id IN (SELECT entity_id FROM asked)
    OR (s.speaker_entity_id IS NULL AND person_called(s.speaker, person))
)
ORDER BY v.published_on DESC NULLS LAST, v.published_at DESC NULLS LAST, v.publication, s.article_id, s.position;
COMMENT ON MACRO TABLE quotes_by IS 'What somebody is reported to have said, the newest first, in articles that were not withdrawn: FROM quotes_by(''Ines Okafor'').';
