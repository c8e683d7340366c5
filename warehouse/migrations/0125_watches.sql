-- What people want to be told of, and what was found for them. No keys, as everywhere.

CREATE TABLE watches (
    name VARCHAR NOT NULL,
    query VARCHAR,
    entities VARCHAR[] NOT NULL,
    outlets VARCHAR[] NOT NULL,
    languages VARCHAR[] NOT NULL,
    threshold INTEGER
);
COMMENT ON TABLE watches IS 'What watches.toml said when the last run began. No row: nothing is watched.';
COMMENT ON COLUMN watches.name IS 'Name of the watch. Never NULL.';
COMMENT ON COLUMN watches.query IS 'Words, in the language of `cuttings search`. NULL: any words.';
COMMENT ON COLUMN watches.entities IS 'Who or what must be named, one of them. Never NULL; empty: anybody or nobody.';
COMMENT ON COLUMN watches.outlets IS 'Outlets, one of which printed it. Never NULL; empty: any.';
COMMENT ON COLUMN watches.languages IS 'BCP 47, one of them. Never NULL; empty: any.';
COMMENT ON COLUMN watches.threshold IS 'How many outlets must report a story before it is told of. NULL: each article is told of.';

CREATE TABLE clippings (
    watch VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version_id VARCHAR NOT NULL,
    matched_at TIMESTAMPTZ NOT NULL,
    matched VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    tell_after TIMESTAMPTZ,
    quiet BOOLEAN NOT NULL,
    story_id VARCHAR,
    outlet_count INTEGER,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE clippings IS 'What was found for each watch, written with the batch that brought it. No row: the watch did not match, or was not there yet; see `cuttings search` for older articles.';
COMMENT ON COLUMN clippings.watch IS 'Name of the watch; it may be gone from watches. Never NULL.';
COMMENT ON COLUMN clippings.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN clippings.version_id IS 'The version that matched, see versions. Never NULL.';
COMMENT ON COLUMN clippings.matched_at IS 'When the batch was stored. Never NULL.';
COMMENT ON COLUMN clippings.matched IS 'What matched, in words. Never NULL.';
COMMENT ON COLUMN clippings.kind IS 'new: a new article; quoted: a new article in which a watched entity speaks; version: a new version of a known article; story_grew: the story has as many outlets as the threshold, or twice as many, and so on. Never NULL.';
COMMENT ON COLUMN clippings.tell_after IS 'Not to be told before: the embargo. NULL: none.';
COMMENT ON COLUMN clippings.quiet IS 'True: found and not told of, because the watch has a threshold. Never NULL.';
COMMENT ON COLUMN clippings.story_id IS 'The story that grew, see stories. NULL: another kind.';
COMMENT ON COLUMN clippings.outlet_count IS 'How many outlets reported it then. NULL: another kind.';
COMMENT ON COLUMN clippings.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE told (
    notice VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    told_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE told IS 'Internal: what each channel of watches.toml was told, written down before it was sent. No row: not told.';
COMMENT ON COLUMN told.notice IS 'Identifier of what was told. Never NULL.';
COMMENT ON COLUMN told.channel IS 'Hash of the channel''s address. Never NULL.';
COMMENT ON COLUMN told.told_at IS 'When. Never NULL.';
