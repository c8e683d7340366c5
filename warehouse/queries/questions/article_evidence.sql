-- Where each field of a version came from, and what else was on offer.
-- $article text: its article_id
-- $number number: the version's number
SELECT e.field, e.value, e.method, e.locator, e.chosen
FROM evidence e
JOIN (
    SELECT version_id FROM versions
    WHERE article_id = $article AND number = $number
        AND load_number IN (SELECT load_number FROM version_loads WHERE article_id = $article)
) v ON v.version_id = e.version_id
WHERE EXISTS (FROM shown_loads WHERE article_id = $article)
ORDER BY e.position
