-- What wires, databases and pages say of an article beside its text. Comments of these columns stand in
-- schemas/article_fields.py; what values they may have, audits check.

ALTER TABLE versions ADD COLUMN publisher_id VARCHAR;
ALTER TABLE versions ADD COLUMN revision VARCHAR;
ALTER TABLE versions ADD COLUMN editorial_status VARCHAR;
ALTER TABLE versions ADD COLUMN urgency INTEGER;
ALTER TABLE versions ADD COLUMN slugline VARCHAR;
ALTER TABLE versions ADD COLUMN subjects VARCHAR[];
ALTER TABLE versions ADD COLUMN genre VARCHAR;
ALTER TABLE versions ADD COLUMN edition VARCHAR;
ALTER TABLE versions ADD COLUMN editor_note VARCHAR;
ALTER TABLE versions ADD COLUMN copyright_notice VARCHAR;
ALTER TABLE versions ADD COLUMN usage_terms VARCHAR;
ALTER TABLE versions ADD COLUMN embargoed_until TIMESTAMPTZ;
ALTER TABLE versions ADD COLUMN stated_word_count INTEGER;

-- An identity holds the publisher's own id.
UPDATE versions SET publisher_id = substr(identity, 4) WHERE starts_with(identity, 'id:');

CREATE TABLE media (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR,
    caption VARCHAR,
    credit VARCHAR,
    alt_text VARCHAR,
    block INTEGER,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE media IS 'Pictures, films, sounds and embedded posts of the newest version. No row: the document shows none, or it was read before release 0.2.';
COMMENT ON COLUMN media.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN media.position IS 'Order in the document. Never NULL.';
COMMENT ON COLUMN media.kind IS 'image, video, audio, embed (something of another site in a frame) or social_post. Never NULL.';
COMMENT ON COLUMN media.url IS 'Its address. NULL: the document does not give one.';
COMMENT ON COLUMN media.caption IS 'The words under it, without the credit. NULL: none.';
COMMENT ON COLUMN media.credit IS 'Who made or supplied it, as printed. NULL: not given.';
COMMENT ON COLUMN media.alt_text IS 'The text that replaces it for those who cannot see it. NULL: none.';
COMMENT ON COLUMN media.block IS 'The block that it follows, see blocks.position. NULL: it stands above the text, or its place is not known.';
COMMENT ON COLUMN media.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE links (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    url VARCHAR NOT NULL,
    text VARCHAR,
    block INTEGER,
    kind VARCHAR NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE links IS 'Addresses that the newest version points to; no navigation. No row: it links nowhere, or it was read before release 0.2.';
COMMENT ON COLUMN links.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN links.position IS 'Order in the document. Never NULL.';
COMMENT ON COLUMN links.url IS 'The address. Never NULL.';
COMMENT ON COLUMN links.text IS 'The words that are linked, as printed. NULL: a picture is linked, or nothing.';
COMMENT ON COLUMN links.block IS 'The block that it stands in, see blocks.position. NULL: it stands beside the text.';
COMMENT ON COLUMN links.kind IS 'own_site, outlet (another news outlet), document (a file), social (a social network) or other. Never NULL.';
COMMENT ON COLUMN links.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
