-- What the text of each article's newest version says. An article without a row in any of these may not be annotated at
-- all: articles.annotated tells.

CREATE TABLE article_entities (
    article_id VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL CHECK (label IN ('person', 'organisation', 'place')),
    name VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE article_entities IS 'Who and what one article names, resolved within it. No row: it names nobody, or is not annotated.';
COMMENT ON COLUMN article_entities.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN article_entities.entity_id IS 'The entity, see entities. Never NULL.';
COMMENT ON COLUMN article_entities.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN article_entities.name IS 'The fullest form the article gives. Never NULL.';
COMMENT ON COLUMN article_entities.aliases IS 'Every other form the article uses. Never NULL; empty: no other.';
COMMENT ON COLUMN article_entities.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE mentions (
    article_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('headline', 'body')),
    surface VARCHAR NOT NULL,
    label VARCHAR NOT NULL CHECK (label IN ('person', 'organisation', 'place')),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE mentions IS 'Names as they stand in the text. No row: the article names nobody, or is not annotated.';
COMMENT ON COLUMN mentions.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN mentions.field IS 'headline or body: what the offsets count in. Never NULL.';
COMMENT ON COLUMN mentions.surface IS 'The name as printed. Never NULL.';
COMMENT ON COLUMN mentions.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN mentions.start_char IS 'First character of it in that field, counted from 0. Never NULL.';
COMMENT ON COLUMN mentions.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN mentions.entity_id IS 'Whom it names, see entities. Never NULL.';
COMMENT ON COLUMN mentions.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE statements (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
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
COMMENT ON TABLE statements IS 'Words or claims that the text attributes to somebody. No row: none, or the article is not annotated.';
COMMENT ON COLUMN statements.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN statements.position IS 'Order in the text. Never NULL.';
COMMENT ON COLUMN statements.kind IS 'direct: all in quotation marks; mixed: partly; indirect: reported. Never NULL.';
COMMENT ON COLUMN statements.content IS 'What was said, as printed. Never NULL.';
COMMENT ON COLUMN statements.start_char IS 'First character of the content in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN statements.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN statements.speaker IS 'Who said it, resolved to a name. NULL: the text names nobody.';
COMMENT ON COLUMN statements.speaker_text IS 'The speaker as printed beside the words: he, the minister. NULL: nobody is printed there.';
COMMENT ON COLUMN statements.speaker_entity_id IS 'The speaker, see entities. NULL: no named entity.';
COMMENT ON COLUMN statements.role IS 'What the text says the speaker is. NULL: it does not say.';
COMMENT ON COLUMN statements.cue IS 'The word that attributes: said, according to. NULL: none.';
COMMENT ON COLUMN statements.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE figures (
    article_id VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR,
    counted VARCHAR,
    hedge VARCHAR,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE figures IS 'Numbers in the text that count or measure something. No row: none, or the article is not annotated.';
COMMENT ON COLUMN figures.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN figures.surface IS 'As printed, with its unit and without the hedge. Never NULL.';
COMMENT ON COLUMN figures.value IS 'The number. Never NULL.';
COMMENT ON COLUMN figures.unit IS 'What it is measured in: %, USD, day, ordinal. NULL: a bare count.';
COMMENT ON COLUMN figures.counted IS 'The noun that is counted. NULL: the text names none.';
COMMENT ON COLUMN figures.hedge IS 'about, at least, nearly, ... NULL: stated without one.';
COMMENT ON COLUMN figures.start_char IS 'First character of it in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN figures.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN figures.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE citations (
    article_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('outlet', 'person', 'document', 'link', 'reference')),
    title VARCHAR,
    url VARCHAR,
    start_char INTEGER,
    end_char INTEGER,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE citations IS 'Sources the article names for what it says. No row: it names none.';
COMMENT ON COLUMN citations.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN citations.source IS 'Whom it names. Never NULL.';
COMMENT ON COLUMN citations.kind IS 'outlet, person or document: named in the text; link: a hyperlink; reference: an entry of a list at the end. Never NULL.';
COMMENT ON COLUMN citations.title IS 'Title of the work, or the text of the link. NULL: not given.';
COMMENT ON COLUMN citations.url IS 'Its address. NULL: not given.';
COMMENT ON COLUMN citations.start_char IS 'First character of it in articles.body, counted from 0. NULL: it does not stand in the body.';
COMMENT ON COLUMN citations.end_char IS 'The character after its last one. NULL: it does not stand in the body.';
COMMENT ON COLUMN citations.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE text_dates (
    article_id VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE text_dates IS 'Days the text speaks of. No row: none that can be told, or the article is not annotated.';
COMMENT ON COLUMN text_dates.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN text_dates.surface IS 'As printed: on Monday, last week. Never NULL.';
COMMENT ON COLUMN text_dates.from_day IS 'The first day it covers. Never NULL.';
COMMENT ON COLUMN text_dates.to_day IS 'The last day it covers. Never NULL.';
COMMENT ON COLUMN text_dates.start_char IS 'First character of it in articles.body, counted from 0. Never NULL.';
COMMENT ON COLUMN text_dates.end_char IS 'The character after its last one. Never NULL.';
COMMENT ON COLUMN text_dates.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
