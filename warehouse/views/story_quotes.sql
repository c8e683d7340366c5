-- What is quoted within a story. The macro quotes_in(story) is made of the same text: it looks at one story alone.

CREATE OR REPLACE VIEW story_quotes AS
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
        m.story_id, m.article_id, v.publication, v.published_on,
        coalesce(o.outlet_id, v.publication, m.article_id) AS outlet,
        coalesce(i.outlet_id, f.copy_family, m.article_id) AS source,
        row_number() OVER (
            PARTITION BY m.story_id
            ORDER BY v.published_on NULLS LAST, c.article_id IS NOT NULL, v.published_at NULLS LAST, v.first_seen_at,
                m.article_id
        ) AS place
    FROM members m
    JOIN versions v ON v.article_id = m.article_id AND v.newest
    LEFT JOIN copied c ON c.article_id = m.article_id
    LEFT JOIN families f ON f.article_id = m.article_id
    LEFT JOIN issuers o ON o.article_id = m.article_id
    LEFT JOIN issuers i ON i.article_id = coalesce(c.original_id, m.article_id)
    WHERE v.editorial_status IS DISTINCT FROM 'canceled'
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
    WHERE s.load_number IN (SELECT load_number FROM places) AND s.article_id IN (SELECT article_id FROM places) AND s.kind IN ('direct', 'mixed')
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
    SELECT g.*, p.article_id, p.publication, p.published_on, p.outlet, p.source
    FROM grouped g
    JOIN printed p ON p.story_id = g.story_id AND p.place = g.place // 100000
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
COMMENT ON COLUMN story_quotes.outlet_count IS 'How many outlets print the words; an article whose outlet is not known counts as one. Never NULL.';
COMMENT ON COLUMN story_quotes.independent_count IS 'How many outlets print the words in a text of their own, as stories.independent_count counts them. Never NULL.';
COMMENT ON COLUMN story_quotes.first_publication IS 'Who printed them first. NULL: the document names no outlet.';
COMMENT ON COLUMN story_quotes.first_published_on IS 'On which day. NULL: no day is known.';
COMMENT ON COLUMN story_quotes.wording_count IS 'How many wordings there are, case and punctuation apart. Never NULL.';
COMMENT ON COLUMN story_quotes.wordings IS 'Each print of them: publication, published_on, content, speaker, article_id; the earliest first. Never NULL; within it publication, published_on and speaker are NULL where not known.';
COMMENT ON COLUMN story_quotes.only_outlet IS 'The outlet that alone has them while others report the story too. NULL: several have them, nobody else reports the story, or the outlet is not named.';
COMMENT ON COLUMN story_quotes.story_outlets IS 'How many outlets report the story, counted as in outlet_count. Never NULL.';
