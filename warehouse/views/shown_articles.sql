-- What may be shown to anybody.

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
WHERE (a.embargoed_until IS NULL OR a.embargoed_until <= now()) AND a.editorial_status IS DISTINCT FROM 'withheld';
COMMENT ON VIEW shown_articles IS 'The articles without those under embargo or withheld by their publisher; canceled ones are among them, see editorial_status. No row: no such article, or it is not to be shown yet.';
COMMENT ON COLUMN shown_articles.day IS 'Day of publication; where the document gives none, the day on which it arrived. Never NULL.';
COMMENT ON COLUMN shown_articles.outlet IS 'What outlets are counted by: outlet_id; an article that says nothing of its outlet is one of its own. Never NULL.';
COMMENT ON COLUMN shown_articles.text IS 'What texts are counted by: the copy family, else the article. Never NULL.';
COMMENT ON COLUMN shown_articles.topics IS 'Section, keywords and subjects, as the document gives them. Empty: it gives none.';
