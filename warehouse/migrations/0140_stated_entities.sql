-- Who is who as entities.toml says. No keys, as everywhere.

CREATE TABLE stated_entities (
    entity_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    forms VARCHAR[] NOT NULL,
    apart VARCHAR[] NOT NULL,
    wikidata VARCHAR
);
COMMENT ON TABLE stated_entities IS 'Internal: what entities.toml said when the last run began. No row: nothing of that entity.';
COMMENT ON COLUMN stated_entities.entity_id IS 'The entity, see entities. Never NULL.';
COMMENT ON COLUMN stated_entities.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN stated_entities.name IS 'Its name. Never NULL.';
COMMENT ON COLUMN stated_entities.forms IS 'Its other names. Never NULL; empty: none.';
COMMENT ON COLUMN stated_entities.apart IS 'Names of others that were taken for it. Never NULL; empty: none.';
COMMENT ON COLUMN stated_entities.wikidata IS 'Its item in Wikidata. NULL: not said.';
