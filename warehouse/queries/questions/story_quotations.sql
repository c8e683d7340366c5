-- What is quoted in a story, and by how many outlets; each quotation with its wordings.
-- $story text: its story_id
SELECT
    q.speaker, q.content, q.outlet_count, q.independent_count, q.first_publication, q.first_published_on, q.wording_count,
    q.only_outlet, q.wordings
FROM quotes_in($story) q
WHERE NOT list_has_any(
    list_transform(q.wordings, lambda wording: wording.article_id),
    (
        SELECT coalesce(list(article_id), []) FROM story_articles
        WHERE story_id = $story AND article_id NOT IN (SELECT article_id FROM shown_articles WHERE story_id = $story)
    )
)
ORDER BY q.outlet_count DESC, q.independent_count DESC, q.first_published_on NULLS LAST, q.content
