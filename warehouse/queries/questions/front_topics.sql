-- Sections, keywords and subjects, by their articles.
SELECT lower(topic) AS topic, count(*) AS articles
FROM (SELECT unnest(topics) AS topic FROM shown_articles)
GROUP BY 1 ORDER BY articles DESC, topic
