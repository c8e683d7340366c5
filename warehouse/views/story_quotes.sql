-- What is quoted within a story. Every part of it is by story, so that DuckDB carries `WHERE story_id = ...` down to the
-- tables: it passes a condition through windows and groups that are by the same column, and through one WITH whose every
-- use has it. load_number, which an article's rows carry, lets a scan skip those of other loads.
-- The macro quotes_in(story) is made of the same text, with reports_of(story) as {reports}.

CREATE OR REPLACE VIEW story_quotes AS
WITH printed AS (
    SELECT
        m.story_id, m.article_id, m.publication, m.published_on, m.outlet, m.source,
        s.position, s.kind, s.content, s.speaker,
        dense_rank() OVER (
            PARTITION BY m.story_id
            ORDER BY m.published_on NULLS LAST, m.copied, m.published_at NULLS LAST, m.first_seen_at, m.article_id
        ) AS place,
        -- Those that quote nobody report the story, too.
        count(DISTINCT m.outlet) OVER (PARTITION BY m.story_id) AS story_outlets
    FROM {reports} m
    LEFT JOIN statements s ON s.load_number = m.load_number AND s.article_id = m.article_id AND s.kind IN ('direct', 'mixed')
),
said AS (
    SELECT
        story_id, article_id, publication, published_on, outlet, source, story_outlets, content, speaker,
        place * 100000 + position AS place,
        -- Whom it is said by, as far as that can be compared: the last word of the name.
        strip_accents(lower(string_split(speaker, ' ')[-1])) AS surname,
        -- Of a statement that is quoted in part, the part in quotation marks.
        regexp_extract_all(
            replace(lower(CASE
                WHEN kind = 'mixed' AND regexp_matches(content, '["“„«][^"“”„«»]{3,}["”“»]')
                THEN array_to_string(regexp_extract_all(content, '["“„«]([^"“”„«»]{3,})["”“»]', 1), ' ')
                ELSE content
            END), '''', '’'),
            '[\pL\pN’]+'
        ) AS words
    FROM printed
),
pieces AS (
    -- Two words each: they keep the order, and stray words that two quotations share do not make them one.
    SELECT
        *,
        CASE WHEN len(words) < 2 THEN words ELSE list_distinct(list_transform(
            range(1, len(words)), lambda n: words[n] || ' ' || words[n + 1]
        )) END AS pairs
    FROM said
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
links AS (
    SELECT story_id, map_from_entries(list((later, earlier))) AS before FROM linked GROUP BY story_id
),
told AS (
    -- To the first of those that are alike, in two steps: the third print is like the second, which is like the first.
    SELECT p.*, coalesce(l.before[l.before[p.place]], l.before[p.place], p.place) AS first_place
    FROM pieces p
    LEFT JOIN links l ON l.story_id = p.story_id
    WHERE len(p.words) > 0
)
SELECT
    t.story_id,
    arg_min(t.speaker, t.place) AS speaker,
    arg_min(t.content, t.place) AS content,
    count(DISTINCT t.outlet) AS outlet_count,
    count(DISTINCT t.source) AS independent_count,
    arg_min(struct_pack(name := t.publication), t.place).name AS first_publication,
    arg_min(struct_pack(day := t.published_on), t.place).day AS first_published_on,
    count(DISTINCT t.words) AS wording_count,
    list(struct_pack(
        publication := t.publication, published_on := t.published_on, content := t.content, speaker := t.speaker,
        article_id := t.article_id
    ) ORDER BY t.place) AS wordings,
    CASE WHEN count(DISTINCT t.outlet) = 1 AND any_value(t.story_outlets) > 1
        THEN any_value(t.publication) END AS only_outlet,
    any_value(t.story_outlets) AS story_outlets
FROM told t
GROUP BY t.story_id, t.first_place;
COMMENT ON VIEW story_quotes IS 'Words in quotation marks within a story; the same or nearly the same words are one row, however many print them. No row: no article of the story quotes anybody, or none is annotated.';
COMMENT ON COLUMN story_quotes.story_id IS 'The story, see stories. Never NULL.';
COMMENT ON COLUMN story_quotes.speaker IS 'Who said it, as the first of them that knows says. NULL: none names anybody.';
COMMENT ON COLUMN story_quotes.content IS 'The words as printed first. Never NULL.';
COMMENT ON COLUMN story_quotes.outlet_count IS 'How many outlets print the words; an article whose outlet is not known counts as one. Never NULL.';
COMMENT ON COLUMN story_quotes.independent_count IS 'How many outlets print the words in a text of their own, as stories.independent_count counts them. Never NULL.';
COMMENT ON COLUMN story_quotes.first_publication IS 'Who printed them first. NULL: the document names no outlet.';
COMMENT ON COLUMN story_quotes.first_published_on IS 'On which day. NULL: no day is known.';
COMMENT ON COLUMN story_quotes.wording_count IS 'How many wordings there are, case and punctuation apart. Never NULL.';
COMMENT ON COLUMN story_quotes.wordings IS 'Each print of them: publication, published_on, content, speaker, article_id; the earliest first. Never NULL; within it publication, published_on and speaker are NULL where not known.';
COMMENT ON COLUMN story_quotes.only_outlet IS 'The outlet that alone has them while others report the story too. NULL: several have them, nobody else reports the story, or the outlet is not named.';
COMMENT ON COLUMN story_quotes.story_outlets IS 'How many outlets report the story, counted as in outlet_count. Never NULL.';
