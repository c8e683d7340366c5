-- What was merely spoken about is no statement of anything: its kind is topic. And a person is found by any full form.

CREATE TABLE statements_with_topics (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect', 'topic')),
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
INSERT INTO statements_with_topics BY NAME FROM statements;
DROP TABLE statements;
ALTER TABLE statements_with_topics RENAME TO statements;

COMMENT ON TABLE statements IS 'Words or claims that the text attributes to somebody, and what somebody is only said to have spoken about. No row: none, or the article is not annotated.';
COMMENT ON COLUMN statements.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN statements.position IS 'Order in the text. Never NULL.';
COMMENT ON COLUMN statements.kind IS 'direct: all in quotation marks; mixed: partly; indirect: reported; topic: what was only spoken about, no words and no claim (criticised the plan). Never NULL.';
COMMENT ON COLUMN statements.content IS 'What was said, as printed; of a topic, what it was about. Never NULL.';
COMMENT ON COLUMN statements.start_char IS 'First character of the content in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN statements.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN statements.speaker IS 'Who said it, resolved to a name or a description. NULL: the text names nobody, or it cannot be told whom a pronoun stands for.';
COMMENT ON COLUMN statements.speaker_text IS 'The speaker as printed beside the words: he, the minister. NULL: nobody is printed there.';
COMMENT ON COLUMN statements.speaker_entity_id IS 'The speaker, see entities. NULL: no named entity.';
COMMENT ON COLUMN statements.role IS 'What the text says the speaker is. NULL: it does not say.';
COMMENT ON COLUMN statements.cue IS 'The word that attributes: said, according to. NULL: none.';
COMMENT ON COLUMN statements.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

-- A person's name as it is compared: without case, accents, full stops and middle initials. "Jr." stays: a junior is
-- not his father.
CREATE MACRO person_form(name) AS (
    list_reduce(
        list_prepend('', list_filter(
            string_split(trim(regexp_replace(regexp_replace(strip_accents(lower(name)), '[.’''`]', '', 'g'), '[\s,]+', ' ', 'g')), ' '),
            lambda word, place: length(word) > 1 OR place = 1
        )),
        lambda form, word: form || ' ' || word
    )
);

-- quotes_by('Ines Okafor'): what she is reported to have said, the newest first. Any name that an article calls her by
-- will do, in any case, with or without accents and middle initials; a surname finds everybody who is called so.
CREATE OR REPLACE MACRO quotes_by(person) AS TABLE
WITH asked AS (
    SELECT DISTINCT entity_id FROM article_entities
    WHERE list_contains(
        list_transform(list_prepend(name, aliases), lambda form: person_form(form)), person_form(person)
    )
)
SELECT
    v.published_on, v.publication, v.headline, s.kind, s.content, s.speaker, s.role, s.cue, s.article_id
FROM statements s
JOIN versions v ON v.article_id = s.article_id AND v.newest
WHERE s.kind <> 'topic' AND (
    s.speaker_entity_id IN (SELECT entity_id FROM asked)
    OR (s.speaker_entity_id IS NULL AND person_form(s.speaker) = person_form(person))
)
ORDER BY v.published_on DESC NULLS LAST, v.published_at DESC NULLS LAST, v.publication, s.article_id, s.position;
