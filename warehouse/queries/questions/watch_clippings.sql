-- What was found for a watch, the newest first.
-- $watch text: its name
SELECT
    c.matched_at, c.kind, c.matched, c.version_id, c.story_id, c.outlet_count, a.article_id, a.headline, a.outlet_id,
    a.publication, a.day, a.editorial_status, coalesce(a.url, a.canonical_url) AS url,
    greatest(c.matched_at, coalesce(c.tell_after, c.matched_at)) AS told_from
FROM clippings c JOIN shown_articles a USING (article_id)
WHERE c.watch = $watch AND NOT c.quiet AND coalesce(c.tell_after, now()) <= now()
ORDER BY told_from DESC, c.version_id
