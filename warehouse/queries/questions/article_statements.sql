-- Who says what in an article.
-- $article text: its article_id
SELECT s.position, s.kind, s.content, s.speaker, s.speaker_text, s.speaker_entity_id, s.role, s.cue, s.start_char, s.end_char
FROM statements s SEMI JOIN shown_articles USING (article_id)
WHERE s.article_id = $article ORDER BY s.position
