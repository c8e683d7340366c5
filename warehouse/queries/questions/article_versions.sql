-- The versions of an article, without their texts.
-- $article text: its article_id
SELECT
    v.version_id, v.number, v.seen_at, v.headline, v.published_on, v.modified_at, v.word_count, v.similarity_to_previous,
    v.editorial_status, v.capture_id
FROM versions v
WHERE v.article_id = $article AND v.load_number IN (SELECT load_number FROM version_loads WHERE article_id = $article)
    AND EXISTS (FROM shown_loads WHERE article_id = $article)
ORDER BY v.number
