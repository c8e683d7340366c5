-- What is learned of outlets' furniture: lines, and places on the page, that come again under other headlines.
-- store/outlet_furniture.sql counts and decides; HOME/learned holds what the reading processes are told.

ALTER TABLE readings ADD COLUMN site VARCHAR;
ALTER TABLE readings ADD COLUMN learned VARCHAR;
COMMENT ON COLUMN readings.site IS 'The site whose page it is, as outlet_furniture files it. NULL: no page, no address, or read before release 3.';
COMMENT ON COLUMN readings.learned IS 'Version of what was known of the site''s furniture when it was read. NULL: nothing was.';

CREATE TABLE outlet_lines (
    site VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    line UBIGINT NOT NULL,
    place UBIGINT NOT NULL,
    own BOOLEAN NOT NULL,
    in_body BOOLEAN NOT NULL,
    headline UBIGINT NOT NULL,
    day DATE NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE outlet_lines IS 'Lines of an outlet''s newest pages that are text or might be taken for it, as marks. No row: a page without an address, or an older one.';
COMMENT ON COLUMN outlet_lines.site IS 'The part of a host that one owner has. Never NULL.';
COMMENT ON COLUMN outlet_lines.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN outlet_lines.line IS '64-bit hash of the line''s letters and digits. Never NULL.';
COMMENT ON COLUMN outlet_lines.place IS '64-bit hash of the elements it stands in. Never NULL.';
COMMENT ON COLUMN outlet_lines.own IS 'Whether it stands where most of the page''s text stands. Never NULL.';
COMMENT ON COLUMN outlet_lines.in_body IS 'Whether it is in the article''s body. Never NULL.';
COMMENT ON COLUMN outlet_lines.headline IS 'Hash of the headline. Never NULL.';
COMMENT ON COLUMN outlet_lines.day IS 'Day of publication; where the page gives none, the day it came. Never NULL.';
COMMENT ON COLUMN outlet_lines.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE outlet_furniture (
    site VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('line', 'place')),
    mark UBIGINT NOT NULL,
    headlines INTEGER NOT NULL,
    days INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE outlet_furniture IS 'What of an outlet''s pages is known to be furniture: it is left out of bodies. No row: nothing was learned of the outlet.';
COMMENT ON COLUMN outlet_furniture.site IS 'The part of a host that one owner has. Never NULL.';
COMMENT ON COLUMN outlet_furniture.kind IS 'line: these words; place: whatever stands in these elements. Never NULL.';
COMMENT ON COLUMN outlet_furniture.mark IS 'Hash of the line or the place, see outlet_lines. Never NULL.';
COMMENT ON COLUMN outlet_furniture.headlines IS 'Under how many different headlines of different stories it stood when it was learned. Never NULL.';
COMMENT ON COLUMN outlet_furniture.days IS 'On pages of how many days. Never NULL.';
COMMENT ON COLUMN outlet_furniture.load_number IS 'The stored batch after which it was known, see batches. Never NULL.';

CREATE VIEW learned_outlets AS
SELECT
    site,
    substr(sha256(string_agg(kind || mark::VARCHAR, ',' ORDER BY kind, mark)), 1, 12) AS version,
    count(*) FILTER (WHERE kind = 'line') AS lines,
    count(*) FILTER (WHERE kind = 'place') AS places,
    max(load_number) AS load_number
FROM outlet_furniture
GROUP BY site;
COMMENT ON VIEW learned_outlets IS 'One row an outlet of whose furniture something is known. No row: nothing is.';
COMMENT ON COLUMN learned_outlets.site IS 'The part of a host that one owner has. Never NULL.';
COMMENT ON COLUMN learned_outlets.version IS 'Changes with what is known, see readings.learned. Never NULL.';
COMMENT ON COLUMN learned_outlets.lines IS 'How many lines are known to be furniture. Never NULL.';
COMMENT ON COLUMN learned_outlets.places IS 'How many places are. Never NULL.';
COMMENT ON COLUMN learned_outlets.load_number IS 'The stored batch after which something was learned last, see batches. Never NULL.';

CREATE VIEW furniture_left AS
WITH last_readings AS (
    SELECT capture_id, arg_max(site, load_number) AS site, max_by(coalesce(learned, ''), load_number) AS learned
    FROM readings WHERE site IS NOT NULL GROUP BY capture_id
),
since AS (
    SELECT v.capture_id, v.article_id, r.site
    FROM last_readings r
    JOIN learned_outlets o ON o.site = r.site AND o.version <> r.learned
    JOIN versions v ON v.capture_id = r.capture_id AND v.newest
)
SELECT s.capture_id, s.article_id, s.site
FROM since s
WHERE NOT EXISTS (SELECT 1 FROM outlet_lines l WHERE l.site = s.site AND l.article_id = s.article_id)
    OR EXISTS (
        SELECT 1 FROM outlet_lines l JOIN outlet_furniture f
            ON f.site = l.site AND ((f.kind = 'line' AND f.mark = l.line) OR (f.kind = 'place' AND f.mark = l.place AND NOT l.own))
        WHERE l.site = s.site AND l.article_id = s.article_id AND l.in_body
    );
COMMENT ON VIEW furniture_left IS 'Articles read before a line of theirs was known to be furniture, and older ones of such outlets whose lines are no longer counted: replay --outdated reads them again. No row: there is nothing to clean.';
COMMENT ON COLUMN furniture_left.capture_id IS 'The bytes to be read again, see captures. Never NULL.';
COMMENT ON COLUMN furniture_left.article_id IS 'The article, see articles. Never NULL.';
COMMENT ON COLUMN furniture_left.site IS 'The site, see outlet_furniture. Never NULL.';
