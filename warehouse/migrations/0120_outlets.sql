-- Which outlet an article is of. No keys, as everywhere.

CREATE TABLE article_outlets (
    article_id VARCHAR NOT NULL,
    name VARCHAR,
    name_key VARCHAR,
    host VARCHAR,
    outlet_id VARCHAR
);
COMMENT ON TABLE article_outlets IS 'What the newest version of each article says of its outlet, and which outlet that is. No row: it was loaded by release 0.1 and no load ran since.';
COMMENT ON COLUMN article_outlets.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN article_outlets.name IS 'The outlet''s name as printed. NULL: none, or an address stands there.';
COMMENT ON COLUMN article_outlets.name_key IS 'The name without case, accents, punctuation and a leading "the". NULL: as for name.';
COMMENT ON COLUMN article_outlets.host IS 'Host of the article''s address. NULL: it has none.';
COMMENT ON COLUMN article_outlets.outlet_id IS 'The outlet, see outlets. NULL: the article says nothing of it.';

CREATE TABLE stated_outlets (
    outlet_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    domains VARCHAR[] NOT NULL,
    country VARCHAR,
    language VARCHAR,
    kind VARCHAR
);
COMMENT ON TABLE stated_outlets IS 'What outlets.toml said when the last run began. No row: nothing of that outlet.';
COMMENT ON COLUMN stated_outlets.outlet_id IS 'The outlet, see outlets. Never NULL.';
COMMENT ON COLUMN stated_outlets.name IS 'Its name. Never NULL.';
COMMENT ON COLUMN stated_outlets.aliases IS 'Its other names. Never NULL; empty: none.';
COMMENT ON COLUMN stated_outlets.domains IS 'Its hosts. Never NULL; empty: none.';
COMMENT ON COLUMN stated_outlets.country IS 'ISO 3166-1, two letters. NULL: not said.';
COMMENT ON COLUMN stated_outlets.language IS 'BCP 47. NULL: not said.';
COMMENT ON COLUMN stated_outlets.kind IS 'newspaper, magazine, agency, broadcaster, online, blog, institution or aggregator. NULL: not said.';
