-- On how many articles a day somebody is named, and how many of them are texts of their own.
-- $entity text: the entity_id
SELECT a.day, count(*) AS articles, count(DISTINCT a.text) AS independent
FROM article_entities e JOIN shown_articles a ON a.load_number = e.load_number AND a.article_id = e.article_id
WHERE e.entity_id = $entity
GROUP BY a.day ORDER BY a.day DESC
