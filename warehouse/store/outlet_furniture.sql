-- What the batch's pages teach about their outlets. {batch}: the load's number.
--
-- A line is furniture that comes again under other headlines of other stories: an outlet prints a text's own words once,
-- however many copies, versions and follow-ups of it there are. Where most of a page's text stands much more is asked
-- for: desks repeat a paragraph of background under many headlines, but not under every third one of the outlet.
-- A place is furniture in which hardly any line is new: lists of other stories change from day to day, not from page
-- to page.

CREATE OR REPLACE TEMP TABLE taught AS
SELECT DISTINCT site FROM outlet_lines WHERE load_number = {batch};

CREATE OR REPLACE TEMP TABLE sighted AS
SELECT
    l.site, l.line, l.place, l.own, l.headline, l.day, l.article_id, l.load_number,
    coalesce(s.story_id, f.copy_family, l.article_id) AS story
FROM (FROM outlet_lines SEMI JOIN taught USING (site)) l
LEFT JOIN copy_families f USING (article_id)
LEFT JOIN story_articles s USING (article_id);

CREATE OR REPLACE TEMP TABLE counted_lines AS
SELECT
    site, line, least(count(DISTINCT headline), count(DISTINCT story))::INTEGER AS headlines,
    count(DISTINCT day)::INTEGER AS days, bool_or(own) AS own
FROM sighted
GROUP BY site, line;

CREATE OR REPLACE TEMP TABLE found_furniture AS
WITH outlets_seen AS (
    SELECT site, least(count(DISTINCT headline), count(DISTINCT story)) AS headlines FROM sighted GROUP BY site
),
lines AS (
    SELECT c.site, 'line' AS kind, c.line AS mark, c.headlines, c.days
    FROM counted_lines c JOIN outlets_seen o USING (site)
    WHERE CASE
        WHEN c.own THEN c.headlines >= 8 AND c.days >= 4 AND c.headlines >= 0.3 * o.headlines
        ELSE c.headlines >= 3 AND c.days >= 2 AND c.headlines >= least(0.15 * o.headlines, greatest(4, 0.05 * o.headlines))
    END
),
places AS (
    SELECT
        s.site, 'place' AS kind, s.place AS mark,
        least(count(DISTINCT s.headline), count(DISTINCT s.story))::INTEGER AS headlines,
        count(DISTINCT s.day)::INTEGER AS days
    FROM sighted s JOIN counted_lines c USING (site, line)
    GROUP BY s.site, s.place
    HAVING NOT bool_or(s.own) AND least(count(DISTINCT s.headline), count(DISTINCT s.story)) >= 4
        AND count(DISTINCT s.day) >= 2 AND count(*) >= 8 AND avg((c.headlines >= 2)::INTEGER) >= 0.6
)
FROM (FROM lines UNION ALL FROM places)
QUALIFY row_number() OVER (PARTITION BY site ORDER BY headlines DESC, kind, mark) <= 2000;

-- A place where text stands now was taken for furniture in error, or the outlet has changed its pages.
DELETE FROM outlet_furniture
WHERE kind = 'place' AND EXISTS (
    SELECT 1 FROM sighted s WHERE s.own AND s.site = outlet_furniture.site AND s.place = outlet_furniture.mark
);

INSERT INTO outlet_furniture BY NAME
SELECT site, kind, mark, headlines, days, {batch} AS load_number
FROM found_furniture ANTI JOIN outlet_furniture USING (site, kind, mark)
ORDER BY site, kind, mark;

-- The newest 300 pages of an outlet are counted; tidied up when there are a third more.
CREATE OR REPLACE TEMP TABLE old_pages AS
SELECT site, article_id FROM (
    SELECT
        site, article_id, row_number() OVER (PARTITION BY site ORDER BY max(load_number) DESC, article_id) AS age,
        count(*) OVER (PARTITION BY site) AS pages
    FROM sighted
    GROUP BY site, article_id
)
WHERE pages > 400 AND age > 300;

DELETE FROM outlet_lines WHERE site IN (SELECT site FROM old_pages) AND article_id IN (SELECT article_id FROM old_pages);

DROP TABLE taught;
DROP TABLE sighted;
DROP TABLE counted_lines;
DROP TABLE found_furniture;
DROP TABLE old_pages;
