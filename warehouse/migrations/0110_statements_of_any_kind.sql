-- A statement may be what was only spoken about: its kinds were a CHECK, which a table cannot change.
CREATE TABLE statements_of_any_kind (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    speaker VARCHAR,
    speaker_text VARCHAR,
    speaker_entity_id VARCHAR,
    role VARCHAR,
    cue VARCHAR,
    load_number BIGINT NOT NULL
);
INSERT INTO statements_of_any_kind BY NAME FROM statements;
DROP TABLE statements;
ALTER TABLE statements_of_any_kind RENAME TO statements;
COMMENT ON TABLE statements IS 'Words or claims that the text attributes to somebody, and what somebody is only said to have spoken about. No row: none, or the article is not annotated.';
COMMENT ON COLUMN statements.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN statements.position IS 'Order in the text. Never NULL.';
COMMENT ON COLUMN statements.kind IS 'direct: all in quotation marks; mixed: partly; indirect: reported; topic: what was only spoken about, no words and no claim (criticised the plan). Never NULL.';
COMMENT ON COLUMN statements.content IS 'What was said, as printed; of a topic, what it was about. Never NULL.';
COMMENT ON COLUMN statements.start_char IS 'First character of the content in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN statements.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN statements.speaker IS 'Who said it, resolved to a name. NULL: the text names nobody, or it is not known who is meant.';
COMMENT ON COLUMN statements.speaker_text IS 'The speaker as printed beside the words: he, the minister. NULL: nobody is printed there.';
COMMENT ON COLUMN statements.speaker_entity_id IS 'The speaker, see entities. NULL: no named entity.';
COMMENT ON COLUMN statements.role IS 'What the text says the speaker is. NULL: it does not say.';
COMMENT ON COLUMN statements.cue IS 'The word that attributes: said, according to. NULL: none.';
COMMENT ON COLUMN statements.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
