-- Stories and copies as a reader asks for them.

CREATE VIEW independent_articles AS
SELECT
    a.article_id,
    a.story_id,
    a.publication,
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
WHERE NOT EXISTS (FROM copies x WHERE x.article_id = a.article_id);
COMMENT ON VIEW independent_articles IS 'Each text once: articles that are no copy of another. No row: the article is a copy, see copies.';
COMMENT ON COLUMN independent_articles.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN independent_articles.story_id IS 'The story it belongs to, see stories. NULL: none.';
COMMENT ON COLUMN independent_articles.publication IS 'Name of the outlet as it calls itself. NULL: the document does not say.';
COMMENT ON COLUMN independent_articles.published_on IS 'Day of publication as printed. NULL: the document gives none.';
COMMENT ON COLUMN independent_articles.published_at IS 'Instant of publication. NULL: no time of day with a zone is given.';
COMMENT ON COLUMN independent_articles.headline IS 'Headline. NULL: the document gives none.';
COMMENT ON COLUMN independent_articles.byline IS 'Who wrote it, as printed. NULL: none.';
COMMENT ON COLUMN independent_articles.language IS 'BCP 47 code of the language. NULL: not known.';
COMMENT ON COLUMN independent_articles.url IS 'Address the document came from or names for itself. NULL: not known.';
COMMENT ON COLUMN independent_articles.body IS 'Text: the blocks joined by a blank line. Never NULL.';
COMMENT ON COLUMN independent_articles.copy_family IS 'The same for all articles of one text, see copy_families. NULL: no copy of it is known.';
COMMENT ON COLUMN independent_articles.copies IS 'How many copies of it are known. Never NULL.';

-- story('bank heist'): the stories with an article whose headline has all of these words; or the story with this id.
CREATE MACRO story(words) AS TABLE
SELECT story_id, headline, first_published_on, article_count, outlet_count, independent_count
FROM stories
WHERE story_id = words OR story_id IN (
    SELECT m.story_id
    FROM story_articles m JOIN versions v ON v.article_id = m.article_id AND v.newest
    WHERE list_bool_and(list_transform(
        list_filter(string_split(lower(words), ' '), lambda word: word <> ''),
        lambda word: contains(lower(coalesce(v.headline, '')), word)
    ))
)
ORDER BY article_count DESC, first_published_on, story_id;

-- coverage('...'): who printed a story, the earliest first; each text once, with the outlets that copied it.
CREATE MACRO coverage(story) AS TABLE
WITH prints AS (
    SELECT
        v.article_id, v.publication, v.headline, v.published_on, v.published_at, v.first_seen_at, m.score,
        coalesce(f.copy_family, m.article_id) AS text,
        c.article_id IS NOT NULL AS copied
    FROM story_articles m
    JOIN versions v ON v.article_id = m.article_id AND v.newest
    LEFT JOIN copy_families f ON f.article_id = m.article_id
    LEFT JOIN copies c ON c.article_id = m.article_id
    WHERE m.story_id = story
)
SELECT
    arg_min(struct_pack(day := published_on), (copied, first_seen_at, article_id)).day AS published_on,
    arg_min(struct_pack(name := publication), (copied, first_seen_at, article_id)).name AS publication,
    arg_min(struct_pack(line := headline), (copied, first_seen_at, article_id)).line AS headline,
    count(*) - 1 AS copies,
    list(DISTINCT publication ORDER BY publication) FILTER (WHERE copied AND publication IS NOT NULL) AS also_in,
    arg_min(article_id, (copied, first_seen_at, article_id)) AS article_id
FROM prints
GROUP BY text
ORDER BY min(published_on) NULLS LAST, min(published_at) NULLS LAST, min(first_seen_at), article_id;
