-- Places over all articles, and those of each story: what a map shows.

CREATE OR REPLACE VIEW places AS
WITH located AS (
    SELECT
        entity_id,
        count(DISTINCT article_id) AS article_count,
        -- One place for all articles that say which; two that differ are two places of one name.
        CASE WHEN count(DISTINCT country) = 1 THEN any_value(country) END AS country,
        CASE WHEN count(DISTINCT geonames_id) = 1 THEN any_value(latitude) END AS latitude,
        CASE WHEN count(DISTINCT geonames_id) = 1 THEN any_value(longitude) END AS longitude,
        CASE WHEN count(DISTINCT geonames_id) = 1 THEN any_value(geonames_id) END AS geonames_id
    FROM article_places
    GROUP BY entity_id
)
SELECT l.entity_id, e.name, l.country, l.latitude, l.longitude, l.geonames_id, l.article_count
FROM located l
JOIN entities e ON e.entity_id = l.entity_id;
COMMENT ON VIEW places IS 'The places of entities and where they lie, by GeoNames (geonames.org, CC BY 4.0). No row: no article names it.';
COMMENT ON COLUMN places.entity_id IS 'The place, see entities. Never NULL.';
COMMENT ON COLUMN places.name IS 'Its name, see entities. Never NULL.';
COMMENT ON COLUMN places.country IS 'ISO 3166-1, two letters. NULL: not known, not safe, or articles mean places in several countries.';
COMMENT ON COLUMN places.latitude IS 'Degrees north. NULL: not known, not safe, articles mean several places, or it is a country or a state.';
COMMENT ON COLUMN places.longitude IS 'Degrees east. NULL: as for latitude.';
COMMENT ON COLUMN places.geonames_id IS 'Its number in GeoNames. NULL: as for country, or it is a state of a country.';
COMMENT ON COLUMN places.article_count IS 'How many articles name it. Never NULL.';

CREATE OR REPLACE VIEW story_places AS
WITH named AS (
    SELECT
        m.story_id, p.entity_id, p.article_id, p.country, p.latitude, p.longitude, p.geonames_id, e.name, o.outlet_id
    FROM story_articles m
    JOIN article_places p ON p.article_id = m.article_id
    JOIN article_entities e ON e.article_id = p.article_id AND e.entity_id = p.entity_id
    LEFT JOIN article_outlets o ON o.article_id = p.article_id
)
SELECT
    story_id,
    entity_id,
    mode(name) AS name,
    CASE WHEN count(DISTINCT country) = 1 THEN any_value(country) END AS country,
    CASE WHEN count(DISTINCT geonames_id) = 1 THEN any_value(latitude) END AS latitude,
    CASE WHEN count(DISTINCT geonames_id) = 1 THEN any_value(longitude) END AS longitude,
    count(DISTINCT article_id) AS article_count,
    count(DISTINCT outlet_id) AS outlet_count
FROM named
GROUP BY story_id, entity_id;
COMMENT ON VIEW story_places IS 'The places that the articles of each story name, for a map. No row: its articles name none.';
COMMENT ON COLUMN story_places.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN story_places.entity_id IS 'The place, see entities. Never NULL.';
COMMENT ON COLUMN story_places.name IS 'Its name, as most of these articles give it. Never NULL.';
COMMENT ON COLUMN story_places.country IS 'ISO 3166-1, two letters. NULL: not known, not safe, or the articles differ.';
COMMENT ON COLUMN story_places.latitude IS 'Degrees north. NULL: as for country, or it is a country or a state.';
COMMENT ON COLUMN story_places.longitude IS 'Degrees east. NULL: as for latitude.';
COMMENT ON COLUMN story_places.article_count IS 'How many of the story''s articles name it. Never NULL.';
COMMENT ON COLUMN story_places.outlet_count IS 'How many outlets name it. Never NULL.';
