-- The articles that name somebody, the newest first.
-- $entity text: the entity_id
SELECT a.article_id, a.headline, a.outlet_id, a.publication, a.day, a.story_id, a.editorial_status
FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
WHERE e.entity_id = $entity
ORDER BY a.day DESC, a.published_at DESC NULLS LAST, a.article_id
