-- What may be shown to anybody.

CREATE OR REPLACE MACRO may_be_shown(embargoed_until, editorial_status) AS (
    (embargoed_until IS NULL OR embargoed_until <= now()) AND editorial_status IS DISTINCT FROM 'withheld'
);
COMMENT ON MACRO may_be_shown IS 'Whether an article with these two fields may be shown to anybody now: its embargo is over, and its publisher does not withhold it. Never NULL.';

CREATE OR REPLACE VIEW shown_articles AS
SELECT
    a.*,
    coalesce(a.published_on, a.first_seen_at::DATE) AS day,
    coalesce(a.outlet_id, a.article_id) AS outlet,
    coalesce(a.copy_family, a.article_id) AS text,
    list_distinct(list_filter(
        list_concat([a.section], coalesce(a.keywords, []), coalesce(a.subjects, [])), lambda topic: topic IS NOT NULL
    )) AS topics
FROM articles a
WHERE may_be_shown(a.embargoed_until, a.editorial_status);
COMMENT ON VIEW shown_articles IS 'The articles without those under embargo or withheld by their publisher; canceled ones are among them, see editorial_status. No row: no such article, or it is not to be shown yet.';
COMMENT ON COLUMN shown_articles.day IS 'Day of publication; where the document gives none, the day on which it arrived. Never NULL.';
COMMENT ON COLUMN shown_articles.outlet IS 'What outlets are counted by: outlet_id; an article that says nothing of its outlet is one of its own. Never NULL.';
COMMENT ON COLUMN shown_articles.text IS 'What texts are counted by: the copy family, else the article. Never NULL.';
COMMENT ON COLUMN shown_articles.topics IS 'Section, keywords and subjects, as the document gives them. Empty: it gives none. Never NULL.';

-- The same articles without their fields. A question about one article needs no more, and shown_articles costs it more
-- than its own rows do.
CREATE OR REPLACE VIEW shown_loads AS
SELECT v.article_id, v.load_number
FROM versions v
WHERE v.newest AND may_be_shown(v.embargoed_until, v.editorial_status);
COMMENT ON VIEW shown_loads IS 'Where the articles of shown_articles lie: rows about one article carry its load_number, and a condition on it lets a scan skip the rows of other loads. No row: as in shown_articles.';
COMMENT ON COLUMN shown_loads.article_id IS 'The article. Never NULL.';
COMMENT ON COLUMN shown_loads.load_number IS 'The load that brought its newest version; its blocks, authors, statements and other parts carry the same number. Never NULL.';

-- The others.
CREATE OR REPLACE VIEW hidden_articles AS
SELECT article_id FROM versions WHERE newest AND NOT may_be_shown(embargoed_until, editorial_status);
COMMENT ON VIEW hidden_articles IS 'Internal: articles that may not be shown.';
