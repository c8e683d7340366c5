-- Who says what in an article.
-- $article text: its article_id
-- $load number?: its load_number, if known: the answer comes sooner
SELECT s.position, s.kind, s.content, s.speaker, s.speaker_text, s.speaker_entity_id, s.role, s.cue, s.start_char, s.end_char
FROM statements s JOIN shown_loads USING (article_id, load_number)
WHERE s.article_id = $article AND ($load::BIGINT IS NULL OR s.load_number = $load)
ORDER BY s.position
