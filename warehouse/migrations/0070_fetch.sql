-- What was fetched, from where, and when to ask again. Tables without keys, as everywhere.

CREATE TABLE feeds (
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    kind VARCHAR,
    title VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    content_hash VARCHAR,
    polled_at TIMESTAMPTZ,
    succeeded_at TIMESTAMPTZ,
    changed_at TIMESTAMPTZ,
    interval_seconds DOUBLE,
    failures INTEGER NOT NULL,
    outcome VARCHAR,
    detail VARCHAR,
    items INTEGER,
    next_due TIMESTAMPTZ
);
COMMENT ON TABLE feeds IS 'One row a source, and one a sitemap that an index of it names. No row: never polled.';
COMMENT ON COLUMN feeds.source IS 'Name of the source in sources.toml. Never NULL.';
COMMENT ON COLUMN feeds.url IS 'Its address, without user name and password. Never NULL.';
COMMENT ON COLUMN feeds.kind IS 'What was found there: RSS 2.0, Atom 1.0, news sitemap, ... NULL: never read.';
COMMENT ON COLUMN feeds.title IS 'What it calls itself. NULL: it does not say, or was never read.';
COMMENT ON COLUMN feeds.etag IS 'ETag of the last answer, sent back when asking again. NULL: none was given.';
COMMENT ON COLUMN feeds.last_modified IS 'Last-Modified of the last answer, sent back when asking again. NULL: none was given.';
COMMENT ON COLUMN feeds.content_hash IS 'Hash of what it listed last. NULL: never read.';
COMMENT ON COLUMN feeds.polled_at IS 'When it was asked for last. NULL: never.';
COMMENT ON COLUMN feeds.succeeded_at IS 'When it was last had, or said to be unchanged. NULL: never.';
COMMENT ON COLUMN feeds.changed_at IS 'When it last listed something else than before. NULL: never.';
COMMENT ON COLUMN feeds.interval_seconds IS 'Seconds between polls, as learnt from its changes. NULL: never read.';
COMMENT ON COLUMN feeds.failures IS 'Polls in a row that failed. Never NULL.';
COMMENT ON COLUMN feeds.outcome IS 'What became of the last poll, see fetches.outcome. NULL: never polled.';
COMMENT ON COLUMN feeds.detail IS 'What went wrong, in a sentence. NULL: nothing.';
COMMENT ON COLUMN feeds.items IS 'Articles it listed when it was last read. NULL: never read.';
COMMENT ON COLUMN feeds.next_due IS 'When to poll it again. NULL: at once.';

CREATE TABLE fetches (
    run_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL CHECK (purpose IN ('source', 'page', 'revisit')),
    url VARCHAR NOT NULL,
    canonical_url VARCHAR,
    asked_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    final_url VARCHAR,
    byte_size BIGINT NOT NULL,
    seconds DOUBLE NOT NULL,
    attempts INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,
    detail VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    capture_id VARCHAR,
    visits INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    first_fetched_at TIMESTAMPTZ,
    next_due TIMESTAMPTZ,
    item VARCHAR,
    sequence BIGINT NOT NULL
);
COMMENT ON TABLE fetches IS 'The log of the fetcher: one row each time an address was put down to be asked for, or was asked for. No row: never listed by a source.';
COMMENT ON COLUMN fetches.run_id IS 'The run, see runs. Never NULL.';
COMMENT ON COLUMN fetches.source IS 'The source that listed it, see feeds. Never NULL.';
COMMENT ON COLUMN fetches.purpose IS 'source: the feed, sitemap or list itself; page: an article for the first time; revisit: an article again. Never NULL.';
COMMENT ON COLUMN fetches.url IS 'The address as listed, without user name and password. Never NULL.';
COMMENT ON COLUMN fetches.canonical_url IS 'That address without tracking parameters, AMP and mobile twins. NULL: a source itself.';
COMMENT ON COLUMN fetches.asked_at IS 'When it was put down or asked for. Never NULL.';
COMMENT ON COLUMN fetches.status IS 'The last HTTP status. NULL: no answer, or not asked.';
COMMENT ON COLUMN fetches.final_url IS 'Where redirects ended. NULL: no answer, or not asked.';
COMMENT ON COLUMN fetches.byte_size IS 'Bytes of all bodies as they came over the wire. Never NULL.';
COMMENT ON COLUMN fetches.seconds IS 'Seconds in requests, waiting for the turn of the host not counted. Never NULL.';
COMMENT ON COLUMN fetches.attempts IS 'Requests made, those for redirects and second tries counted, those for robots.txt not. Never NULL.';
COMMENT ON COLUMN fetches.outcome IS 'queued, fetched, unchanged, not_modified, disallowed, robots_unknown, refused, gone, forbidden, busy, server_error, too_large, timeout, broken, unreachable, bad_certificate, redirects, not_text or unreadable. Never NULL.';
COMMENT ON COLUMN fetches.detail IS 'What was seen, in a sentence. NULL: nothing to say.';
COMMENT ON COLUMN fetches.etag IS 'ETag of the page as last received. NULL: none was given, or never received.';
COMMENT ON COLUMN fetches.last_modified IS 'Last-Modified of the page as last received. NULL: none was given, or never received.';
COMMENT ON COLUMN fetches.capture_id IS 'The bytes last received in full, see captures. NULL: never received.';
COMMENT ON COLUMN fetches.visits IS 'Times it was answered, this one included. Never NULL.';
COMMENT ON COLUMN fetches.failures IS 'Times in a row that it was not, this one included. Never NULL.';
COMMENT ON COLUMN fetches.first_fetched_at IS 'When it was first received. NULL: never.';
COMMENT ON COLUMN fetches.next_due IS 'When to ask again. NULL: not, unless a source lists it with another date of change.';
COMMENT ON COLUMN fetches.item IS 'What the source said of it, as JSON. NULL: it is a source itself.';
COMMENT ON COLUMN fetches.sequence IS 'Order in which the rows were written, from 1. Never NULL.';

CREATE TABLE fetch_hosts (
    host VARCHAR NOT NULL,
    failures INTEGER NOT NULL,
    not_before TIMESTAMPTZ,
    robots VARCHAR,
    robots_status INTEGER,
    robots_at TIMESTAMPTZ
);
COMMENT ON TABLE fetch_hosts IS 'One row a host that was asked for something. No row: never asked.';
COMMENT ON COLUMN fetch_hosts.host IS 'Name, and the port if it is no usual one. Never NULL.';
COMMENT ON COLUMN fetch_hosts.failures IS 'Requests in a row that failed. Never NULL.';
COMMENT ON COLUMN fetch_hosts.not_before IS 'The host is left alone until then. NULL: no need to.';
COMMENT ON COLUMN fetch_hosts.robots IS 'Text of robots.txt. NULL: it has none, or it was not had: see robots_status.';
COMMENT ON COLUMN fetch_hosts.robots_status IS 'HTTP status robots.txt was answered with; 0: no answer. NULL: never asked for.';
COMMENT ON COLUMN fetch_hosts.robots_at IS 'When robots.txt was asked for. NULL: never.';

CREATE VIEW fetched_pages AS
SELECT * EXCLUDE (place) FROM (
    SELECT *, row_number() OVER (PARTITION BY canonical_url ORDER BY sequence DESC) AS place
    FROM fetches WHERE purpose <> 'source'
) WHERE place = 1;
COMMENT ON VIEW fetched_pages IS 'The last row of fetches of each article address: how it stands now. No row: no source listed it.';
COMMENT ON COLUMN fetched_pages.run_id IS 'The run, see runs. Never NULL.';
COMMENT ON COLUMN fetched_pages.source IS 'The source that listed it, see feeds. Never NULL.';
COMMENT ON COLUMN fetched_pages.purpose IS 'source: the feed, sitemap or list itself; page: an article for the first time; revisit: an article again. Never NULL.';
COMMENT ON COLUMN fetched_pages.url IS 'The address as listed, without user name and password. Never NULL.';
COMMENT ON COLUMN fetched_pages.canonical_url IS 'That address without tracking parameters, AMP and mobile twins. NULL: a source itself.';
COMMENT ON COLUMN fetched_pages.asked_at IS 'When it was put down or asked for. Never NULL.';
COMMENT ON COLUMN fetched_pages.status IS 'The last HTTP status. NULL: no answer, or not asked.';
COMMENT ON COLUMN fetched_pages.final_url IS 'Where redirects ended. NULL: no answer, or not asked.';
COMMENT ON COLUMN fetched_pages.byte_size IS 'Bytes of all bodies as they came over the wire. Never NULL.';
COMMENT ON COLUMN fetched_pages.seconds IS 'Seconds in requests, waiting for the turn of the host not counted. Never NULL.';
COMMENT ON COLUMN fetched_pages.attempts IS 'Requests made, those for redirects and second tries counted, those for robots.txt not. Never NULL.';
COMMENT ON COLUMN fetched_pages.outcome IS 'queued, fetched, unchanged, not_modified, disallowed, robots_unknown, refused, gone, forbidden, busy, server_error, too_large, timeout, broken, unreachable, bad_certificate, redirects, not_text or unreadable. Never NULL.';
COMMENT ON COLUMN fetched_pages.detail IS 'What was seen, in a sentence. NULL: nothing to say.';
COMMENT ON COLUMN fetched_pages.etag IS 'ETag of the page as last received. NULL: none was given, or never received.';
COMMENT ON COLUMN fetched_pages.last_modified IS 'Last-Modified of the page as last received. NULL: none was given, or never received.';
COMMENT ON COLUMN fetched_pages.capture_id IS 'The bytes last received in full, see captures. NULL: never received.';
COMMENT ON COLUMN fetched_pages.visits IS 'Times it was answered, this one included. Never NULL.';
COMMENT ON COLUMN fetched_pages.failures IS 'Times in a row that it was not, this one included. Never NULL.';
COMMENT ON COLUMN fetched_pages.first_fetched_at IS 'When it was first received. NULL: never.';
COMMENT ON COLUMN fetched_pages.next_due IS 'When to ask again. NULL: not, unless a source lists it with another date of change.';
COMMENT ON COLUMN fetched_pages.item IS 'What the source said of it, as JSON. NULL: it is a source itself.';
COMMENT ON COLUMN fetched_pages.sequence IS 'Order in which the rows were written, from 1. Never NULL.';

CREATE VIEW source_health AS
WITH gave AS (
    -- One row a page that came for the first time, with what the reader made of it.
    SELECT f.source, f.asked_at, f.capture_id, a.outcome AS ledger, a.reason, v.word_count,
        v.version_id IS NOT NULL AS is_article,
        v.published_on IS NULL AS undated,
        v.byline IS NULL AS unsigned
    FROM fetches f
    LEFT JOIN (
        SELECT capture_id, min_by(outcome, load_number) AS outcome, min_by(reason, load_number) AS reason
        FROM arrivals WHERE outcome <> 'duplicate' GROUP BY capture_id
    ) a ON a.capture_id = f.capture_id
    LEFT JOIN versions v ON v.capture_id = f.capture_id
    WHERE f.outcome = 'fetched' AND f.purpose = 'page'
),
spans AS (
    SELECT source,
        count(*) FILTER (WHERE asked_at > now() - INTERVAL 7 DAY) / 7 AS pages_a_day,
        count(*) FILTER (WHERE asked_at <= now() - INTERVAL 7 DAY AND asked_at > now() - INTERVAL 35 DAY)
            / greatest(least(date_diff('day', min(asked_at), now()) - 7, 28), 1) AS pages_a_day_before,
        date_diff('day', min(asked_at), now()) >= 14 AS has_past,
        count(*) FILTER (WHERE asked_at > now() - INTERVAL 7 DAY AND ledger IS NOT NULL) AS read_lately,
        avg((is_article AND undated)::INT) FILTER (WHERE asked_at > now() - INTERVAL 7 DAY AND is_article) AS without_date,
        avg((is_article AND undated)::INT) FILTER (WHERE asked_at <= now() - INTERVAL 7 DAY AND is_article) AS without_date_before,
        avg((is_article AND unsigned)::INT) FILTER (WHERE asked_at > now() - INTERVAL 7 DAY AND is_article) AS without_author,
        avg((is_article AND unsigned)::INT) FILTER (WHERE asked_at <= now() - INTERVAL 7 DAY AND is_article) AS without_author_before,
        avg((ledger IN ('rejected', 'quarantined'))::INT)
            FILTER (WHERE asked_at > now() - INTERVAL 7 DAY AND ledger IS NOT NULL) AS without_text,
        avg((ledger IN ('rejected', 'quarantined'))::INT)
            FILTER (WHERE asked_at <= now() - INTERVAL 7 DAY AND ledger IS NOT NULL) AS without_text_before,
        avg((coalesce(reason, '') = 'consent_page')::INT)
            FILTER (WHERE asked_at > now() - INTERVAL 7 DAY AND ledger IS NOT NULL) AS consent_pages,
        median(word_count) FILTER (WHERE asked_at > now() - INTERVAL 7 DAY) AS median_words,
        median(word_count) FILTER (WHERE asked_at <= now() - INTERVAL 7 DAY) AS median_words_before
    FROM gave GROUP BY source
),
failed AS (
    SELECT source, avg((outcome NOT IN ('fetched', 'unchanged', 'not_modified'))::INT) AS failed_pages
    FROM fetches
    WHERE purpose <> 'source' AND attempts > 0 AND asked_at > now() - INTERVAL 7 DAY GROUP BY source
),
polled AS (
    SELECT source, max(succeeded_at) AS last_success, max(changed_at) AS last_change, max(failures) AS failures,
        max(interval_seconds) AS interval_seconds, min(next_due) AS next_due
    FROM feeds GROUP BY source
)
SELECT p.source, p.last_success, p.last_change, p.failures, s.pages_a_day, s.pages_a_day_before, s.without_date,
    s.without_date_before, s.without_author, s.without_author_before, s.without_text, s.without_text_before,
    s.consent_pages, s.median_words, s.median_words_before, f.failed_pages, p.next_due,
    nullif(concat_ws('; ',
        CASE WHEN p.last_success IS NULL AND p.failures > 0 THEN 'never read' END,
        CASE WHEN p.failures >= 3 THEN p.failures || ' polls in a row failed' END,
        CASE WHEN f.failed_pages > 0.5 THEN 'more than half of its pages cannot be fetched' END,
        CASE WHEN s.has_past AND s.pages_a_day < s.pages_a_day_before / 4 AND s.pages_a_day_before >= 1
            THEN 'a quarter of its usual articles, or fewer' END,
        CASE WHEN s.read_lately >= 5 AND s.without_text > coalesce(s.without_text_before, 0) + 0.3
            THEN 'many more pages without text' END,
        CASE WHEN s.read_lately >= 5 AND s.without_date > s.without_date_before + 0.3 THEN 'many more without a date' END,
        CASE WHEN s.read_lately >= 5 AND s.without_author > s.without_author_before + 0.3
            THEN 'many more without an author' END,
        CASE WHEN s.read_lately >= 5 AND s.median_words < s.median_words_before / 2 THEN 'texts half as long' END,
        CASE WHEN s.consent_pages > 0.2 THEN 'consent pages instead of articles' END
    ), '') AS alarm
FROM polled p
LEFT JOIN spans s ON s.source = p.source
LEFT JOIN failed f ON f.source = p.source;
COMMENT ON VIEW source_health IS 'One row a source: the last 7 days against the weeks before. No row: never polled.';
COMMENT ON COLUMN source_health.source IS 'Name of the source in sources.toml. Never NULL.';
COMMENT ON COLUMN source_health.last_success IS 'When it was last had. NULL: never.';
COMMENT ON COLUMN source_health.last_change IS 'When it last listed something new. NULL: never.';
COMMENT ON COLUMN source_health.failures IS 'Polls in a row that failed. Never NULL.';
COMMENT ON COLUMN source_health.pages_a_day IS 'New pages a day in the last 7 days. NULL: no page ever came.';
COMMENT ON COLUMN source_health.pages_a_day_before IS 'The same of the 4 weeks before, or as many days of them as there are. NULL: no page ever came.';
COMMENT ON COLUMN source_health.without_date IS 'Share of the articles of the last 7 days without a day of publication, 0 to 1. NULL: no article.';
COMMENT ON COLUMN source_health.without_date_before IS 'The same of all time before. NULL: no article.';
COMMENT ON COLUMN source_health.without_author IS 'Share of the articles of the last 7 days without a byline, 0 to 1. NULL: no article.';
COMMENT ON COLUMN source_health.without_author_before IS 'The same of all time before. NULL: no article.';
COMMENT ON COLUMN source_health.without_text IS 'Share of the pages of the last 7 days that were no articles or could not be read, 0 to 1. NULL: none was ingested.';
COMMENT ON COLUMN source_health.without_text_before IS 'The same of all time before. NULL: none was ingested.';
COMMENT ON COLUMN source_health.consent_pages IS 'Share of the pages of the last 7 days that were cookie or privacy walls, 0 to 1. NULL: none was ingested.';
COMMENT ON COLUMN source_health.median_words IS 'Median number of words of the articles of the last 7 days. NULL: no article.';
COMMENT ON COLUMN source_health.median_words_before IS 'The same of all time before. NULL: no article.';
COMMENT ON COLUMN source_health.failed_pages IS 'Share of the pages asked for in the last 7 days that could not be had, 0 to 1. NULL: none was asked for.';
COMMENT ON COLUMN source_health.next_due IS 'When it is polled next. NULL: at once.';
COMMENT ON COLUMN source_health.alarm IS 'What is wrong, in words. NULL: nothing.';
