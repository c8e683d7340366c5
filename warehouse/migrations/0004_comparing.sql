-- What articles have to do with each other.

CREATE TABLE copies (
    article_id VARCHAR NOT NULL,
    original_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    containment DOUBLE NOT NULL CHECK (containment BETWEEN 0 AND 1)
);
COMMENT ON TABLE copies IS 'Articles whose text is the same as that of another, or contains it, or is contained in it. No row: no copy is known.';
COMMENT ON COLUMN copies.article_id IS 'The copy, see articles. Never NULL.';
COMMENT ON COLUMN copies.original_id IS 'The article it is a copy of, see articles. Never NULL.';
COMMENT ON COLUMN copies.similarity IS 'Jaccard similarity of the word shingles of both texts, 0 to 1. Never NULL.';
COMMENT ON COLUMN copies.containment IS 'Share of the shingles of the shorter text that stand in the longer one, 0 to 1. Never NULL.';

CREATE TABLE copy_families (
    article_id VARCHAR NOT NULL,
    copy_family VARCHAR NOT NULL
);
COMMENT ON TABLE copy_families IS 'Which articles are one text, printed several times. No row: the article stands alone.';
COMMENT ON COLUMN copy_families.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN copy_families.copy_family IS 'The same for all articles of one text. Never NULL.';

CREATE TABLE stories (
    story_id VARCHAR NOT NULL,
    headline VARCHAR,
    first_published_on DATE,
    article_count INTEGER NOT NULL,
    outlet_count INTEGER NOT NULL,
    independent_count INTEGER NOT NULL
);
COMMENT ON TABLE stories IS 'Events, each with how many reported it. No row: nothing was grouped yet.';
COMMENT ON COLUMN stories.story_id IS 'Identifier of the story. Never NULL.';
COMMENT ON COLUMN stories.headline IS 'Headline of its most central article. NULL: no article of it has one.';
COMMENT ON COLUMN stories.first_published_on IS 'The earliest day of publication. NULL: no article of it has one.';
COMMENT ON COLUMN stories.article_count IS 'How many articles. Never NULL.';
COMMENT ON COLUMN stories.outlet_count IS 'How many outlets. Never NULL.';
COMMENT ON COLUMN stories.independent_count IS 'How many articles, each family of copies counted once. Never NULL.';

CREATE TABLE story_articles (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);
COMMENT ON TABLE story_articles IS 'Which articles belong to which story, each to one at most. No row: the article is in no story.';
COMMENT ON COLUMN story_articles.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN story_articles.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN story_articles.score IS 'How close it is to the middle of the story, 0 to 1. Never NULL.';
