-- Articles a day, and how many of them are texts of their own.
-- $first day?: first day
-- $last day?: last day
-- $outlet text?: only this outlet, by its outlet_id
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
SELECT a.day, count(*) AS articles, count(DISTINCT a.text) AS independent
FROM shown_articles a
WHERE ($first::DATE IS NULL OR a.day >= $first::DATE) AND ($last::DATE IS NULL OR a.day <= $last::DATE)
    AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
    AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
    AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
GROUP BY a.day ORDER BY a.day DESC
