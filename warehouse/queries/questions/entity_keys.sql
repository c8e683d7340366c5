-- The keys under which somebody is found again in other articles: a label and a folded name, of one article only where the name is too short to tell.
-- $entity text: the entity_id
SELECT k.key FROM entity_keys k
WHERE k.entity_id = $entity AND EXISTS (
    FROM article_entities e SEMI JOIN shown_articles a USING (article_id) WHERE e.entity_id = $entity
)
ORDER BY k.key
