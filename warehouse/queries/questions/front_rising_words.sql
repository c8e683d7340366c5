-- Words of headlines that stand there far more often than before, copies of one text counted once.
-- $first day: first day
-- $last day: last day
-- $past number?: how many days before are the past; 28 if not given
-- $outlet text?: only this outlet, by its outlet_id
-- $language text?: only this language, such as de
-- $topic text?: only this section, keyword or subject
WITH looked_at AS (
    SELECT
        a.text, arg_min(a.outlet, (a.first_seen_at, a.article_id)) AS outlet,
        arg_min(struct_pack(line := a.headline), (a.first_seen_at, a.article_id)).line AS headline,
        arg_min(a.day, (a.first_seen_at, a.article_id)) >= $first::DATE AS now
    FROM shown_articles a
    WHERE a.day BETWEEN $first::DATE - coalesce($past, 28)::INTEGER AND $last::DATE
        AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
        AND ($language::VARCHAR IS NULL OR a.language = $language OR starts_with(a.language, $language || '-'))
        AND ($topic::VARCHAR IS NULL OR list_contains(list_transform(a.topics, lambda topic: lower(topic)), lower($topic)))
        AND a.editorial_status IS DISTINCT FROM 'canceled'
    GROUP BY a.text
), totals AS (
    SELECT count(*) FILTER (WHERE now) AS texts_now, count(*) FILTER (WHERE NOT now) AS texts_before FROM looked_at
), words AS (
    SELECT text, outlet, now, unnest(list_distinct(list_filter(
        regexp_extract_all(lower(headline), '\pL+'), lambda word: length(word) BETWEEN 4 AND 30
    ))) AS word FROM looked_at
), counted AS (
    SELECT
        word, count(*) FILTER (WHERE now) AS texts_now, count(*) FILTER (WHERE NOT now) AS texts_before,
        count(DISTINCT outlet) FILTER (WHERE now) AS outlets_now
    FROM words GROUP BY word
), scored AS (
    SELECT c.*, (c.texts_before + 0.5) * t.texts_now / greatest(t.texts_before, 1) AS expected
    FROM counted c, totals t
    WHERE c.texts_now >= 2 AND t.texts_before > 0
)
SELECT
    word, texts_now, texts_before, round(expected, 2) AS expected, outlets_now,
    round(2 * (texts_now * ln(texts_now / expected) - (texts_now - expected)), 1) AS score
FROM scored
WHERE texts_now > 1.5 * expected
ORDER BY score DESC, texts_now DESC, word
