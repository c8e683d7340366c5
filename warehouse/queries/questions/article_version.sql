-- One version of an article, with its text.
-- $article text: its article_id
-- $number number: its number
SELECT v.version_id, v.number, v.seen_at, v.headline, v.dek, v.byline, v.body, v.published_on, v.modified_at
FROM versions v
WHERE v.article_id = $article AND v.number = $number
    AND v.load_number IN (SELECT load_number FROM version_loads WHERE article_id = $article) AND EXISTS (FROM shown_loads WHERE article_id = $article)
