-- Outlets, by their articles.
SELECT o.outlet_id, o.name, o.article_count AS articles FROM outlets o
WHERE o.article_count > 0 ORDER BY o.article_count DESC, o.name
