-- The articles that report each story, canceled ones left out, with what the views about stories ask of them.
-- The macro reports_of(story) is made of the same text, with the story's articles as {members}.

CREATE OR REPLACE VIEW reports_of_stories AS
SELECT
    m.story_id, m.article_id, v.load_number, v.publication, v.published_on, v.published_at, v.first_seen_at,
    c.article_id IS NOT NULL AS copied,
    coalesce(o.outlet_id, v.publication, m.article_id) AS outlet,
    coalesce(if(c.original_id IS NULL, o.outlet_id, c.outlet_id), y.copy_family, m.article_id) AS source
FROM {members} m
JOIN versions v ON v.article_id = m.article_id AND v.newest
LEFT JOIN (
    SELECT x.article_id, x.original_id, i.outlet_id
    FROM copies x LEFT JOIN article_outlets i ON i.article_id = x.original_id
) c ON c.article_id = m.article_id
LEFT JOIN copy_families y ON y.article_id = m.article_id
LEFT JOIN article_outlets o ON o.article_id = m.article_id
WHERE v.editorial_status IS DISTINCT FROM 'canceled';
COMMENT ON VIEW reports_of_stories IS 'Internal: the articles of each story, without canceled ones, for views about stories.';
COMMENT ON COLUMN reports_of_stories.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN reports_of_stories.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN reports_of_stories.load_number IS 'The stored batch that wrote its newest version, see batches. Never NULL.';
COMMENT ON COLUMN reports_of_stories.publication IS 'As in articles. NULL: not named.';
COMMENT ON COLUMN reports_of_stories.published_on IS 'As in articles. NULL: no day is given.';
COMMENT ON COLUMN reports_of_stories.published_at IS 'As in articles. NULL: no time is given.';
COMMENT ON COLUMN reports_of_stories.first_seen_at IS 'As in articles. Never NULL.';
COMMENT ON COLUMN reports_of_stories.copied IS 'Whether it is a copy, see copies. Never NULL.';
COMMENT ON COLUMN reports_of_stories.outlet IS 'Its outlet, its publication, or itself where neither is known. Never NULL.';
COMMENT ON COLUMN reports_of_stories.source IS 'Whose text it is: the outlet of the original, its copy family, or itself. Never NULL.';
