-- By which names entities are known across articles. No key and no index: looked up by a join, a batch at a time.

CREATE TABLE entity_keys (
    key VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL
);
COMMENT ON TABLE entity_keys IS 'Folded names and offices under which an entity of another article is recognised as the same one. No row: nobody is known so.';
COMMENT ON COLUMN entity_keys.key IS 'Label and folded name, or office and surname. Never NULL.';
COMMENT ON COLUMN entity_keys.entity_id IS 'Who is known so, see entities. Never NULL.';
