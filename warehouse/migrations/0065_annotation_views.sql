-- Who said what, and which numbers differ, across articles.

-- quotes_by('Ines Okafor'): what she is reported to have said, the newest first. Any name that an article calls her by
-- will do, in any case and with or without accents; a surname finds everybody who is called so.
CREATE MACRO quotes_by(person) AS TABLE
WITH asked AS (
    SELECT DISTINCT entity_id FROM article_entities
    WHERE list_contains(
        list_transform(list_prepend(name, aliases), lambda form: strip_accents(lower(form))),
        strip_accents(lower(trim(person)))
    )
)
SELECT
    v.published_on, v.publication, v.headline, s.kind, s.content, s.speaker, s.role, s.cue, s.article_id
FROM statements s
JOIN versions v ON v.article_id = s.article_id AND v.newest
WHERE s.speaker_entity_id IN (SELECT entity_id FROM asked)
    OR (s.speaker_entity_id IS NULL AND strip_accents(lower(s.speaker)) = strip_accents(lower(trim(person))))
ORDER BY v.published_on DESC NULLS LAST, v.published_at DESC NULLS LAST, v.publication, s.article_id, s.position;

-- An article's outlet is its publication; one that names none is an outlet of its own, lest words that two unnamed
-- outlets print seem to be one outlet's.
CREATE VIEW story_quotes AS
WITH printed AS (
    SELECT
        m.story_id, m.article_id, v.publication, v.published_on,
        coalesce(v.publication, m.article_id) AS outlet,
        coalesce(f.copy_family, m.article_id) AS text,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY v.published_on NULLS LAST, c.article_id IS NOT NULL, v.published_at NULLS LAST, v.first_seen_at,
                m.article_id
        ) AS place
    FROM story_articles m
    JOIN versions v ON v.article_id = m.article_id AND v.newest
    LEFT JOIN copy_families f ON f.article_id = m.article_id
    LEFT JOIN copies c ON c.article_id = m.article_id
),
outlets AS (
    SELECT story_id, count(DISTINCT outlet) AS story_outlets FROM printed GROUP BY story_id
),
said AS (
    SELECT
        p.story_id, p.place * 100000 + s.position AS place, s.content, s.speaker,
        -- Whom it is said by, as far as that can be compared: the last word of the name.
        strip_accents(lower(string_split(s.speaker, ' ')[-1])) AS surname,
        -- Of a statement that is quoted in part, the part in quotation marks.
        regexp_extract_all(
            replace(lower(CASE
                WHEN s.kind = 'mixed' AND regexp_matches(s.content, '["“„«][^"“”„«»]{3,}["”“»]')
                THEN array_to_string(regexp_extract_all(s.content, '["“„«]([^"“”„«»]{3,})["”“»]', 1), ' ')
                ELSE s.content
            END), '''', '’'),
            '[\pL\pN’]+'
        ) AS words
    FROM statements s
    JOIN printed p ON p.article_id = s.article_id
    WHERE s.kind IN ('direct', 'mixed')
),
pieces AS (
    -- Two words each: they keep the order, and stray words that two quotations share do not make them one.
    SELECT
        story_id, place, surname, words,
        CASE WHEN len(words) < 2 THEN words ELSE list_distinct(list_transform(
            range(1, len(words)), lambda n: words[n] || ' ' || words[n + 1]
        )) END AS pairs
    FROM said WHERE len(words) > 0
),
shared AS (
    SELECT a.story_id, a.place AS later, b.place AS earlier, count(*) AS pairs
    FROM (SELECT story_id, place, unnest(pairs) AS pair FROM pieces) a
    JOIN (SELECT story_id, place, unnest(pairs) AS pair FROM pieces) b
    ON b.story_id = a.story_id AND b.pair = a.pair AND b.place < a.place
    GROUP BY ALL
),
linked AS (
    SELECT h.story_id, h.later, min(h.earlier) AS earlier
    FROM shared h
    JOIN pieces a ON a.story_id = h.story_id AND a.place = h.later
    JOIN pieces b ON b.story_id = h.story_id AND b.place = h.earlier
    WHERE CASE
        -- A few words may be anybody's: all of them, by one speaker. More: half of the shorter one's.
        WHEN least(len(a.words), len(b.words)) < 4
            THEN h.pairs = least(len(a.pairs), len(b.pairs)) AND a.surname = b.surname
        ELSE h.pairs >= 0.5 * least(len(a.pairs), len(b.pairs))
    END
    GROUP BY h.story_id, h.later
),
grouped AS (
    -- To the first of those that are alike, in two steps: the third print is like the second, which is like the first.
    SELECT s.story_id, s.place, s.content, s.speaker, s.words, coalesce(two.earlier, one.earlier, s.place) AS first_place
    FROM (SELECT d.* EXCLUDE (words), p.words FROM said d JOIN pieces p USING (story_id, place)) s
    LEFT JOIN linked one ON one.story_id = s.story_id AND one.later = s.place
    LEFT JOIN linked two ON two.story_id = s.story_id AND two.later = one.earlier
),
told AS (
    SELECT g.*, p.article_id, p.publication, p.published_on, p.outlet, p.text
    FROM grouped g
    JOIN printed p ON p.story_id = g.story_id AND p.place = g.place // 100000
)
SELECT
    t.story_id,
    arg_min(t.speaker, t.place) AS speaker,
    arg_min(t.content, t.place) AS content,
    count(DISTINCT t.outlet) AS outlet_count,
    count(DISTINCT t.text) AS independent_count,
    arg_min(struct_pack(name := t.publication), t.place).name AS first_publication,
    arg_min(struct_pack(day := t.published_on), t.place).day AS first_published_on,
    count(DISTINCT t.words) AS wording_count,
    list(struct_pack(
        publication := t.publication, published_on := t.published_on, content := t.content, speaker := t.speaker,
        article_id := t.article_id
    ) ORDER BY t.place) AS wordings,
    CASE WHEN count(DISTINCT t.outlet) = 1 AND any_value(o.story_outlets) > 1
        THEN any_value(t.publication) END AS only_outlet,
    any_value(o.story_outlets) AS story_outlets
FROM told t
JOIN outlets o ON o.story_id = t.story_id
GROUP BY t.story_id, t.first_place;
COMMENT ON VIEW story_quotes IS 'Words in quotation marks within a story; the same or nearly the same words are one row, however many print them. No row: no article of the story quotes anybody, or none is annotated.';
COMMENT ON COLUMN story_quotes.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN story_quotes.speaker IS 'Who said it, as the first of them that knows says. NULL: none names anybody.';
COMMENT ON COLUMN story_quotes.content IS 'The words as printed first. Never NULL.';
COMMENT ON COLUMN story_quotes.outlet_count IS 'How many outlets print the words; an article that names no outlet counts as one. Never NULL.';
COMMENT ON COLUMN story_quotes.independent_count IS 'In how many articles they stand, each family of copies counted once. Never NULL.';
COMMENT ON COLUMN story_quotes.first_publication IS 'Who printed them first. NULL: the document names no outlet.';
COMMENT ON COLUMN story_quotes.first_published_on IS 'On which day. NULL: no day is known.';
COMMENT ON COLUMN story_quotes.wording_count IS 'How many wordings there are, case and punctuation apart. Never NULL.';
COMMENT ON COLUMN story_quotes.wordings IS 'Each print of them: publication, published_on, content, speaker, article_id; the earliest first. Never NULL; within it publication, published_on and speaker are NULL where not known.';
COMMENT ON COLUMN story_quotes.only_outlet IS 'The outlet that alone has them while others report the story too. NULL: several have them, nobody else reports the story, or the outlet is not named.';
COMMENT ON COLUMN story_quotes.story_outlets IS 'How many outlets report the story, counted as in outlet_count. Never NULL.';

CREATE VIEW story_figures AS
WITH counts AS (
    SELECT
        m.story_id, m.article_id, v.publication, v.published_on, f.value, f.unit, f.counted, f.hedge, f.surface,
        coalesce(v.publication, m.article_id) AS outlet,
        coalesce(c.copy_family, m.article_id) AS text,
        -- The noun in the singular, roughly: shops, shop.
        regexp_replace(lower(coalesce(f.counted, '')), '([^su])s$', '\1') AS noun,
        -- The sentence. An abbreviation may cut it short, which does no harm.
        regexp_extract(substr(b.text, 1, f.start_char - b.start_char), '([^.!?]|[.!?][^\s”’"])*$')
            || regexp_extract(substr(b.text, f.start_char - b.start_char + 1), '^([^.!?]|[.!?][^\s”’"])*[.!?]?') AS passage,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY v.published_on NULLS LAST, v.published_at NULLS LAST, v.first_seen_at, m.article_id, f.start_char
        ) AS place
    FROM figures f
    JOIN story_articles m ON m.article_id = f.article_id
    JOIN versions v ON v.article_id = f.article_id AND v.newest
    LEFT JOIN copy_families c ON c.article_id = f.article_id
    JOIN blocks b ON b.article_id = f.article_id AND f.start_char BETWEEN b.start_char AND b.end_char - 1
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
    count(DISTINCT g.text) AS independent_count,
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
COMMENT ON COLUMN story_figures.outlet_count IS 'How many outlets give it; an article that names no outlet counts as one. Never NULL.';
COMMENT ON COLUMN story_figures.independent_count IS 'How many articles give it, each family of copies counted once. Never NULL.';
COMMENT ON COLUMN story_figures.conflict IS 'True: two outlets give numbers that cannot both be true, hedges allowed for (about: a tenth; more than, up to: one side). On different days it may be news instead. Never NULL.';
COMMENT ON COLUMN story_figures.first_published_on IS 'The first day it was printed. NULL: no day is known.';
COMMENT ON COLUMN story_figures.last_published_on IS 'The last day it was printed. NULL: no day is known.';
COMMENT ON COLUMN story_figures.passage IS 'The sentence that gives it first. Never NULL.';

CREATE VIEW entity_timeline AS
SELECT
    m.entity_id,
    any_value(e.name) AS name,
    any_value(e.label) AS label,
    v.published_on AS day,
    count(DISTINCT m.article_id) AS article_count,
    count(DISTINCT coalesce(v.publication, m.article_id)) AS outlet_count,
    count(*) AS mention_count
FROM mentions m
JOIN versions v ON v.article_id = m.article_id AND v.newest
JOIN entities e ON e.entity_id = m.entity_id
GROUP BY m.entity_id, v.published_on;
COMMENT ON VIEW entity_timeline IS 'On which days somebody or something was named, and how often. No row for a day: not named in what was printed on it.';
COMMENT ON COLUMN entity_timeline.entity_id IS 'The entity, see entities. Never NULL.';
COMMENT ON COLUMN entity_timeline.name IS 'The name that most articles use as the fullest. Never NULL.';
COMMENT ON COLUMN entity_timeline.label IS 'person, organisation or place. Never NULL.';
COMMENT ON COLUMN entity_timeline.day IS 'Day of publication. NULL: this row counts the articles that give none.';
COMMENT ON COLUMN entity_timeline.article_count IS 'How many articles of that day name it. Never NULL.';
COMMENT ON COLUMN entity_timeline.outlet_count IS 'Of how many outlets; an article that names no outlet counts as one. Never NULL.';
COMMENT ON COLUMN entity_timeline.mention_count IS 'How often they name it, headlines included. Never NULL.';
