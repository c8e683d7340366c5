-- Each text once.

CREATE OR REPLACE VIEW independent_articles AS
SELECT
    a.article_id,
    a.story_id,
    a.publication,
    a.outlet_id,
    a.published_on,
    a.published_at,
    a.headline,
    a.byline,
    a.language,
    a.url,
    a.body,
    a.copy_family,
    coalesce(c.copies, 0) AS copies
FROM articles a
LEFT JOIN (SELECT original_id, count(*) AS copies FROM copies GROUP BY original_id) c ON c.original_id = a.article_id
WHERE NOT EXISTS (FROM copies x WHERE x.article_id = a.article_id)
    AND a.editorial_status IS DISTINCT FROM 'canceled';
COMMENT ON VIEW independent_articles IS 'Each text once: articles that are no copy of another and were not withdrawn. No row: the article is a copy, see copies, or canceled, see articles.editorial_status.';
COMMENT ON COLUMN independent_articles.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN independent_articles.story_id IS 'The story it belongs to, see stories. NULL: none.';
COMMENT ON COLUMN independent_articles.publication IS 'Name of the outlet as it calls itself. NULL: the document does not say.';
COMMENT ON COLUMN independent_articles.outlet_id IS 'The outlet it is of, see outlets. NULL: it names none and has no address.';
COMMENT ON COLUMN independent_articles.published_on IS 'Day of publication as printed. NULL: the document gives none.';
COMMENT ON COLUMN independent_articles.published_at IS 'Instant of publication. NULL: no time of day with a zone is given.';
COMMENT ON COLUMN independent_articles.headline IS 'Headline. NULL: the document gives none.';
COMMENT ON COLUMN independent_articles.byline IS 'Who wrote it, as printed. NULL: none.';
COMMENT ON COLUMN independent_articles.language IS 'BCP 47 code of the language. NULL: not known.';
COMMENT ON COLUMN independent_articles.url IS 'Address the document came from or names for itself. NULL: not known.';
COMMENT ON COLUMN independent_articles.body IS 'Text: the blocks joined by a blank line. Never NULL.';
COMMENT ON COLUMN independent_articles.copy_family IS 'The same for all articles of one text, see copy_families. NULL: no copy of it is known.';
COMMENT ON COLUMN independent_articles.copies IS 'How many copies of it are known. Never NULL.';
