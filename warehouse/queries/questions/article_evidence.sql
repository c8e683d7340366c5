-- Where each field of a version came from, and what else was on offer.
-- $article text: its article_id
-- $number number: the version's number
SELECT e.field, e.value, e.method, e.locator, e.chosen
FROM evidence e
JOIN versions v ON v.version_id = e.version_id
WHERE v.article_id = $article AND v.number = $number AND EXISTS (FROM shown_loads WHERE article_id = $article)
ORDER BY e.position
