-- The other articles with an article's text: what it copies, and what copies it.
-- $article text: its article_id
WITH beside AS MATERIALIZED (
    SELECT
        CASE WHEN article_id = $article THEN original_id ELSE article_id END AS article_id,
        article_id = $article AS is_original, similarity, containment
    FROM copies
    WHERE (article_id = $article OR original_id = $article) AND EXISTS (FROM shown_loads WHERE article_id = $article)
), issuers AS (
    SELECT article_id, outlet_id FROM article_outlets WHERE article_id IN (SELECT article_id FROM beside)
)
SELECT
    v.article_id, o.outlet_id, v.publication, v.headline, v.published_on, v.published_at,
    coalesce(v.published_on, v.first_seen_at::DATE) AS day, b.is_original, b.similarity, b.containment
FROM beside b
JOIN versions v ON v.article_id = b.article_id AND v.newest AND may_be_shown(v.embargoed_until, v.editorial_status)
LEFT JOIN issuers o ON o.article_id = v.article_id
ORDER BY b.is_original DESC, day, v.published_at NULLS LAST, v.article_id
