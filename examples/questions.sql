-- A monitor's questions, a line each; docs/questions.md has times.

-- 1. What is written about a topic?
SELECT published_on, publication, headline FROM search('flood barrage') JOIN articles USING (article_id) ORDER BY score DESC LIMIT 10;

-- 2. What is new on it?
SELECT first_seen_at, publication, headline FROM search('barrage') JOIN articles USING (article_id) ORDER BY first_seen_at DESC LIMIT 10;

-- 3. Which stories have the most independent reports?
SELECT headline, first_published_on, independent_count, outlet_count, article_count FROM stories ORDER BY independent_count DESC, article_count DESC LIMIT 10;

-- 4. Who had a story first?
SELECT published_on, publication, headline, copies, also_in FROM coverage((SELECT story_id FROM story('barrage repair')));

-- 5. Which of its figures differ?
SELECT counted, unit, values FROM figures_in((SELECT story_id FROM story('barrage repair'))) WHERE conflict;

-- 6. Which of its quotations do several outlets carry?
SELECT speaker, content, outlet_count, independent_count FROM quotes_in((SELECT story_id FROM story('barrage repair'))) ORDER BY outlet_count DESC LIMIT 10;

-- 7. What did one person say, in all outlets?
SELECT published_on, publication, kind, content FROM quotes_by('Maren Ostwick') LIMIT 20;

-- 8. Who is quoted most?
SELECT speaker, count(*) AS statements, count(DISTINCT outlet_id) AS outlets FROM statements JOIN articles USING (article_id) WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY statements DESC LIMIT 10;

-- 9. When was somebody in the news?
SELECT day, article_count, outlet_count FROM timeline_of('Tolle Waterways Authority') ORDER BY day;

-- 10. Which share of this has each outlet?
SELECT o.name, count(DISTINCT m.article_id) AS articles, articles / sum(articles) OVER () AS share FROM entity('Tolle Waterways Authority') e JOIN mentions m USING (entity_id) JOIN articles a USING (article_id) JOIN outlets o USING (outlet_id) GROUP BY o.name ORDER BY articles DESC;

-- 11. Who is named together with them?
SELECT name, label, article_count FROM named_with('Tolle Waterways Authority') LIMIT 10;

-- 12. How much of what an outlet prints are copies?
SELECT o.name, o.article_count, count(c.article_id) AS copies FROM outlets o JOIN articles a USING (outlet_id) LEFT JOIN copies c USING (article_id) GROUP BY ALL ORDER BY copies DESC LIMIT 10;

-- 13. What was changed after publishing, numbers and quotations first?
SELECT a.publication, a.headline, c.kind, c.before, c.after FROM version_changes c JOIN articles a USING (article_id) ORDER BY c.number_changed DESC, c.quotation_changed DESC LIMIT 20;

-- 14. Which places does it name?
SELECT name, country, latitude, longitude, article_count FROM story_places WHERE story_id = (SELECT story_id FROM story('barrage repair')) ORDER BY article_count DESC;

-- 15. What was refused, and why?
SELECT outcome, reason, count(*) AS documents FROM arrivals GROUP BY ALL ORDER BY documents DESC;
