-- Who and what is named far more often than before: articles of some days beside those of the days before them.
-- The score is the log-likelihood ratio of the count against what the past leads one to expect (Dunning 1993); copies of one text count once.
-- $first day: first day
-- $last day: last day
-- $past number?: how many days before are the past; 28 if not given
-- $outlet text?: only this outlet, by its outlet_id
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
-- $label text?: only person, organisation or place
WITH looked_at AS MATERIALIZED (
    SELECT a.article_id, a.load_number, hash(a.text) AS text, hash(a.outlet) AS outlet, a.day >= $first::DATE AS now
    FROM shown_articles a
    WHERE a.day BETWEEN $first::DATE - coalesce($past, 28)::INTEGER AND $last::DATE
        AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
        AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
        AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
        AND a.editorial_status IS DISTINCT FROM 'canceled'
), totals AS (
    SELECT count(DISTINCT text) FILTER (WHERE now) AS texts_now, count(DISTINCT text) FILTER (WHERE NOT now) AS texts_before
    FROM looked_at
), now_named AS (
    SELECT
        e.entity_id, arg_max(e.name, length(e.name)) AS name, any_value(e.label) AS label,
        count(DISTINCT l.text) AS texts_now, count(DISTINCT l.outlet) AS outlets_now
    FROM article_entities e JOIN looked_at l ON l.load_number = e.load_number AND l.article_id = e.article_id
    WHERE l.now AND ($label::VARCHAR IS NULL OR e.label = $label)
    GROUP BY e.entity_id
    HAVING count(DISTINCT l.text) >= 2
), before_named AS (
    SELECT e.entity_id, count(DISTINCT l.text) AS texts_before
    FROM article_entities e JOIN looked_at l ON l.load_number = e.load_number AND l.article_id = e.article_id
    WHERE NOT l.now AND e.entity_id IN (SELECT entity_id FROM now_named)
    GROUP BY e.entity_id
), named AS (
    SELECT n.*, coalesce(b.texts_before, 0) AS texts_before FROM now_named n LEFT JOIN before_named b USING (entity_id)
), scored AS (
    -- Half a text is added to the past: a name that is new has none.
    SELECT n.*, (n.texts_before + 0.5) * t.texts_now / greatest(t.texts_before, 1) AS expected
    FROM named n, totals t
    WHERE t.texts_before > 0
)
SELECT
    entity_id, name, label, texts_now, texts_before, round(expected, 2) AS expected, outlets_now,
    round(2 * (texts_now * ln(texts_now / expected) - (texts_now - expected)), 1) AS score
FROM scored
WHERE texts_now > 1.5 * expected
ORDER BY score DESC, texts_now DESC, name, entity_id
