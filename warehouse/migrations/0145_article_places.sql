-- Where places lie. No keys, as everywhere.

CREATE TABLE article_places (
    article_id VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    country VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    geonames_id INTEGER
);
COMMENT ON TABLE article_places IS 'Where each place that an article names lies, by GeoNames (geonames.org, CC BY 4.0) and the article''s other places. No row: the entity is no place.';
COMMENT ON COLUMN article_places.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN article_places.entity_id IS 'The place, see entities. Never NULL.';
COMMENT ON COLUMN article_places.country IS 'ISO 3166-1, two letters. NULL: not known, or which place of that name is meant is not safe.';
COMMENT ON COLUMN article_places.latitude IS 'Degrees north. NULL: as for country, or the place is a country or a state.';
COMMENT ON COLUMN article_places.longitude IS 'Degrees east. NULL: as for latitude.';
COMMENT ON COLUMN article_places.geonames_id IS 'Its number in GeoNames. NULL: as for country, or it is a state of a country.';
