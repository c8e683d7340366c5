-- What is counted within a story. The macro figures_in(story) is made of the same text: it looks at one story alone.

CREATE OR REPLACE VIEW story_figures AS
WITH members AS MATERIALIZED (
    FROM story_articles m {of_story}
),
-- Where their rows lie: load_number lets a scan skip the rows of other loads.
places AS MATERIALIZED (
    SELECT article_id, load_number FROM versions
    WHERE newest AND article_id IN (SELECT article_id FROM members) {few}
),
copied AS MATERIALIZED (
    SELECT article_id, original_id FROM copies WHERE article_id IN (SELECT article_id FROM members) {few}
),
families AS MATERIALIZED (
    SELECT article_id, copy_family FROM copy_families WHERE article_id IN (SELECT article_id FROM members) {few}
),
issuers AS MATERIALIZED (
    SELECT article_id, outlet_id FROM article_outlets
    WHERE article_id IN (SELECT article_id FROM members UNION ALL SELECT original_id FROM copied) {few}
),
printed AS MATERIALIZED (
    SELECT
        m.story_id, m.article_id, v.publication, v.published_on, v.published_at, v.first_seen_at,
        coalesce(o.outlet_id, v.publication, m.article_id) AS outlet,
        coalesce(i.outlet_id, f.copy_family, m.article_id) AS source
    FROM members m
    JOIN versions v ON v.article_id = m.article_id AND v.newest
    LEFT JOIN copied c ON c.article_id = m.article_id
    LEFT JOIN families f ON f.article_id = m.article_id
    LEFT JOIN issuers o ON o.article_id = m.article_id
    LEFT JOIN issuers i ON i.article_id = coalesce(c.original_id, m.article_id)
    WHERE v.editorial_status IS DISTINCT FROM 'canceled'
),
given AS MATERIALIZED (
    SELECT * FROM figures
    WHERE load_number IN (SELECT load_number FROM places) AND article_id IN (SELECT article_id FROM places)
        AND (unit IS NOT NULL OR counted IS NOT NULL) AND unit IS DISTINCT FROM 'ordinal'
),
texts AS MATERIALIZED (
    SELECT article_id, start_char, end_char, text FROM blocks
    WHERE load_number IN (SELECT load_number FROM places) AND article_id IN (SELECT article_id FROM places)
),
counts AS MATERIALIZED (
    SELECT
        m.story_id, m.article_id, m.publication, m.published_on, f.value, f.unit, f.counted, f.hedge, f.surface,
        m.outlet, m.source,
        -- The noun in the singular, roughly: shops, shop.
        regexp_replace(lower(coalesce(f.counted, '')), '([^su])s$', '\1') AS noun,
        -- The sentence. An abbreviation may cut it short, which does no harm.
        regexp_extract(substr(b.text, 1, f.start_char - b.start_char), '([^.!?]|[.!?][^\s”’"])*$')
            || regexp_extract(substr(b.text, f.start_char - b.start_char + 1), '^([^.!?]|[.!?][^\s”’"])*[.!?]?') AS passage,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY m.published_on NULLS LAST, m.published_at NULLS LAST, m.first_seen_at, m.article_id, f.start_char
        ) AS place
    FROM printed m
    JOIN given f ON f.article_id = m.article_id
    JOIN texts b ON b.article_id = f.article_id AND f.start_char BETWEEN b.start_char AND b.end_char - 1
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
            END AS side
        FROM counts
    )
),
alike AS (
    SELECT
        a.story_id, a.place AS later, b.place AS earlier, a.article_id AS later_article, b.article_id AS earlier_article,
        a.value AS later_value, b.value AS earlier_value, a.unit, a.noun, a.value = b.value AS same
    FROM ranged a
    JOIN ranged b
    ON b.story_id = a.story_id AND b.unit IS NOT DISTINCT FROM a.unit AND b.noun = a.noun AND b.place < a.place
    WHERE CASE
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
    -- An article that gives both numbers speaks of two things.
    SELECT l.story_id, l.later, coalesce(min(l.earlier) FILTER (WHERE l.same), min(l.earlier)) AS earlier
    FROM alike l
    WHERE l.same OR NOT EXISTS (
        FROM counts c
        WHERE c.story_id = l.story_id AND c.unit IS NOT DISTINCT FROM l.unit AND c.noun = l.noun
            AND (c.article_id = l.later_article AND c.value = l.earlier_value
                OR c.article_id = l.earlier_article AND c.value = l.later_value)
    )
    GROUP BY l.story_id, l.later
),
grouped AS (
    SELECT r.*, coalesce(two.earlier, one.earlier, r.place) AS first_place
    FROM ranged r
    LEFT JOIN linked one ON one.story_id = r.story_id AND one.later = r.place
    LEFT JOIN linked two ON two.story_id = r.story_id AND two.later = one.earlier
),
against AS (
    -- Two outlets contradict each other when no number of the one can be true beside one of the other.
    SELECT story_id, first_place, bool_or(apart) AS conflict
    FROM (
        SELECT
            a.story_id, a.first_place, a.outlet, b.outlet,
            bool_and(greatest(a.low, b.low) > least(a.high, b.high) + 1e-9 * abs(a.value)) AS apart
        FROM grouped a
        JOIN grouped b ON b.story_id = a.story_id AND b.first_place = a.first_place AND b.outlet > a.outlet
        GROUP BY a.story_id, a.first_place, a.outlet, b.outlet
    )
    GROUP BY story_id, first_place
)
SELECT
    g.story_id,
    arg_min(g.counted, g.place) AS counted,
    any_value(g.unit) AS unit,
    list(struct_pack(
        publication := g.publication, published_on := g.published_on, hedge := g.hedge, surface := g.surface,
        value := g.value, article_id := g.article_id
    ) ORDER BY g.place) AS "values",
    min(g.value) AS lowest,
    max(g.value) AS highest,
    count(DISTINCT g.outlet) AS outlet_count,
    count(DISTINCT g.source) AS independent_count,
    coalesce(any_value(a.conflict), false) AS conflict,
    min(g.published_on) AS first_published_on,
    max(g.published_on) AS last_published_on,
    trim(arg_min(g.passage, g.place)) AS passage
FROM grouped g
LEFT JOIN against a ON a.story_id = g.story_id AND a.first_place = g.first_place
GROUP BY g.story_id, g.first_place;
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
