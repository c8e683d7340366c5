-- What is counted within a story. Every part of it is by story, so that DuckDB carries `WHERE story_id = ...` down to the
-- tables: it passes a condition through windows and groups that are by the same column, and through one WITH whose every
-- use has it. load_number, which an article's rows carry, lets a scan skip those of other loads.
-- The macro figures_in(story) is made of the same text, with reports_of(story) as {reports}.

CREATE OR REPLACE VIEW story_figures AS
WITH counts AS (
    SELECT
        m.story_id, m.article_id, m.publication, m.published_on, m.outlet, m.source,
        f.value, f.unit, f.counted, f.hedge, f.surface,
        -- The noun in the singular, roughly: shops, shop.
        regexp_replace(lower(coalesce(f.counted, '')), '([^su])s$', '\1') AS noun,
        -- The sentence. An abbreviation may cut it short, which does no harm.
        coalesce(
            regexp_extract(substr(b.text, 1, f.start_char - b.start_char), '([^.!?]|[.!?][^\s”’"])*$')
            || regexp_extract(substr(b.text, f.start_char - b.start_char + 1), '^([^.!?]|[.!?][^\s”’"])*[.!?]?'),
            f.surface
        ) AS passage,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY m.published_on NULLS LAST, m.published_at NULLS LAST, m.first_seen_at, m.article_id, f.start_char
        ) AS place
    FROM {reports} m
    JOIN figures f ON f.load_number = m.load_number AND f.article_id = m.article_id
    LEFT JOIN blocks b ON b.load_number = m.load_number AND b.article_id = m.article_id
        AND f.start_char BETWEEN b.start_char AND b.end_char - 1
    WHERE (f.unit IS NOT NULL OR f.counted IS NOT NULL) AND f.unit IS DISTINCT FROM 'ordinal'
),
ranged AS (
    -- What a hedge leaves open: "more than" one side, up to twice the number; "up to" the other, down to half of it;
    -- "nearly" and "about" a tenth.
    SELECT
        *,
        CASE side WHEN 'below' THEN value / 2 WHEN 'near' THEN value * 0.9 ELSE value END AS low,
        CASE side WHEN 'above' THEN value * 2 WHEN 'near' THEN value * 1.1 ELSE value END AS high,
        -- Beginnings of the words around it: no names, which stand in every sentence of a story, and no function words.
        list_filter(
            list_distinct(list_transform(regexp_extract_all(passage, '\b[a-z]{4,}'), lambda word: left(word, 4))),
            lambda stem: stem NOT IN (
                'that', 'with', 'from', 'were', 'have', 'been', 'they', 'thei', 'this', 'whic', 'when', 'will', 'woul', 'said',
                'afte', 'than', 'more', 'abou', 'some', 'into', 'over', 'coul', 'ther', 'also', 'what', 'othe', 'only', 'most',
                'peop', 'befo', 'whil', 'whos', 'thos', 'thes', 'such', 'year', 'days', 'near', 'leas', 'each', 'mill', 'bill'
            ) AND NOT starts_with(noun, stem)
        ) AS stems
    FROM (
        SELECT
            *,
            CASE
                WHEN hedge IS NULL OR lower(hedge) = 'only' THEN 'exact'
                WHEN lower(hedge) IN (
                    'at least', 'just over', 'well over', 'more than', 'no fewer than', 'no less than', 'over', 'above',
                    'upwards of', 'north of'
                ) THEN 'above'
                WHEN lower(hedge) IN (
                    'at most', 'just under', 'less than', 'fewer than', 'no more than', 'under', 'below', 'up to',
                    'as many as', 'as much as'
                ) THEN 'below'
                ELSE 'near'
            END AS side,
            list(value) OVER (PARTITION BY story_id, unit, noun, article_id) AS of_the_article
        FROM counts
    )
),
alike AS (
    SELECT a.story_id, a.place AS later, b.place AS earlier, a.value = b.value AS same
    FROM ranged a
    JOIN ranged b
    ON b.story_id = a.story_id AND b.unit IS NOT DISTINCT FROM a.unit AND b.noun = a.noun AND b.place < a.place
    -- An article that gives both numbers speaks of two things.
    WHERE (
        a.value = b.value
        OR NOT list_contains(a.of_the_article, b.value) AND NOT list_contains(b.of_the_article, a.value)
    ) AND CASE
        -- A rare number is the same number; one that any text may hold needs words in common as well.
        WHEN a.value = b.value AND (a.value >= 100 OR a.value <> floor(a.value) OR a.noun <> '' AND a.value > 12) THEN true
        WHEN a.value = b.value THEN len(list_intersect(a.stems, b.stems)) >= if(a.noun = '', 2, 1)
        -- Another number for the same thing is of the same order. A large count of one noun seldom has two meanings.
        -- Whose age it is the words around it do not say, but a name.
        WHEN a.article_id = b.article_id OR a.value * b.value <= 0 OR a.noun = 'age' THEN false
        WHEN a.noun <> '' AND least(a.value, b.value) >= 100 AND greatest(a.value, b.value) <= 1.5 * least(a.value, b.value)
            THEN true
        WHEN greatest(abs(a.value), abs(b.value)) <= 2 * least(abs(a.value), abs(b.value))
            THEN len(list_intersect(a.stems, b.stems)) >= if(a.noun = '', 2, 1)
        ELSE false
    END
),
linked AS (
    SELECT story_id, later, coalesce(min(earlier) FILTER (WHERE same), min(earlier)) AS earlier
    FROM alike
    GROUP BY story_id, later
),
links AS (
    SELECT story_id, map_from_entries(list((later, earlier))) AS before FROM linked GROUP BY story_id
),
grouped AS (
    SELECT r.*, coalesce(l.before[l.before[r.place]], l.before[r.place], r.place) AS first_place
    FROM ranged r
    LEFT JOIN links l ON l.story_id = r.story_id
),
told AS (
    SELECT
        story_id,
        arg_min(counted, place) AS counted,
        any_value(unit) AS unit,
        list(struct_pack(publication, published_on, hedge, surface, value, article_id) ORDER BY place) AS "values",
        min(value) AS lowest,
        max(value) AS highest,
        count(DISTINCT outlet) AS outlet_count,
        count(DISTINCT source) AS independent_count,
        list(DISTINCT outlet) AS outlets,
        list(struct_pack(outlet, value, low, high)) AS ranges,
        min(published_on) AS first_published_on,
        max(published_on) AS last_published_on,
        trim(arg_min(passage, place)) AS passage
    FROM grouped
    GROUP BY story_id, first_place
)
SELECT
    story_id, counted, unit, "values", lowest, highest, outlet_count, independent_count,
    -- Two outlets contradict each other when no number of the one can be true beside one of the other.
    coalesce(list_bool_or(list_transform(outlets, lambda one: list_bool_or(list_transform(
        list_filter(outlets, lambda two: two > one),
        lambda two: list_bool_and(list_transform(
            list_filter(ranges, lambda a: a.outlet = one),
            lambda a: list_bool_and(list_transform(
                list_filter(ranges, lambda b: b.outlet = two),
                lambda b: greatest(a.low, b.low) > least(a.high, b.high) + 1e-9 * abs(a.value)
            ))
        ))
    )))), false) AS conflict,
    first_published_on, last_published_on, passage
FROM told;
COMMENT ON VIEW story_figures IS 'What is counted or measured within a story: figures that seem to be of the same thing are one row, whoever gives them. The words around a figure decide, so look at passage. No row: no article of the story gives a figure, or none is annotated.';
COMMENT ON COLUMN story_figures.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN story_figures.counted IS 'The noun that is counted, as printed first. NULL: only a unit is given.';
COMMENT ON COLUMN story_figures.unit IS 'What it is measured in. NULL: a bare count.';
COMMENT ON COLUMN story_figures."values" IS 'Each time it is given: publication, published_on, hedge, surface, value, article_id; the earliest first. Never NULL; within it publication, published_on and hedge are NULL where there is none.';
COMMENT ON COLUMN story_figures.lowest IS 'The lowest value. Never NULL.';
COMMENT ON COLUMN story_figures.highest IS 'The highest value. Never NULL.';
COMMENT ON COLUMN story_figures.outlet_count IS 'How many outlets give it; an article whose outlet is not known counts as one. Never NULL.';
COMMENT ON COLUMN story_figures.independent_count IS 'How many outlets give it in a text of their own, as stories.independent_count counts them. Never NULL.';
COMMENT ON COLUMN story_figures.conflict IS 'True: two outlets give numbers that cannot both be true, hedges allowed for (about: a tenth; more than, up to: one side). On different days it may be news instead. Never NULL.';
COMMENT ON COLUMN story_figures.first_published_on IS 'The first day it was printed. NULL: no day is known.';
COMMENT ON COLUMN story_figures.last_published_on IS 'The last day it was printed. NULL: no day is known.';
COMMENT ON COLUMN story_figures.passage IS 'The sentence that gives it first. Never NULL.';
