-- Texts as they are compared, so that a load need not take remembered articles apart again. Articles of older releases
-- have no row until they are compared again: then their bodies are read, and remembered.

CREATE TABLE wordings (
    article_id VARCHAR NOT NULL,
    codes BLOB NOT NULL,
    terms BLOB NOT NULL,
    weights BLOB NOT NULL,
    length INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE wordings IS 'The newest version of each article as numbers, for comparing. No row: it is taken from the body when it is needed.';
COMMENT ON COLUMN wordings.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN wordings.codes IS 'Its words in order, each a 32-bit hash, little-endian. Never NULL.';
COMMENT ON COLUMN wordings.terms IS 'The words that say what it is about, each a 32-bit hash, little-endian. Never NULL.';
COMMENT ON COLUMN wordings.weights IS 'How much each word of terms is stressed, 16 bits each, little-endian. Never NULL.';
COMMENT ON COLUMN wordings.length IS 'Characters of the body. Never NULL.';
COMMENT ON COLUMN wordings.load_number IS 'Which load wrote it, see batches. Never NULL.';
