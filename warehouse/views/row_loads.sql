-- Which loads wrote the rows about one document. With load_number a scan skips the rows of all others; to find it here
-- takes one narrow table, or none where it is held in memory.

CREATE OR REPLACE VIEW arrival_loads AS SELECT arrival_id, capture_id, article_id, load_number FROM arrivals;
CREATE OR REPLACE VIEW reading_loads AS SELECT capture_id, load_number FROM readings;
CREATE OR REPLACE VIEW version_loads AS SELECT article_id, version_id, load_number FROM versions;
COMMENT ON VIEW arrival_loads IS 'Internal: the loads that wrote arrivals.';
COMMENT ON VIEW reading_loads IS 'Internal: the loads that wrote readings.';
COMMENT ON VIEW version_loads IS 'Internal: the loads that wrote versions.';

-- Pages that were refused, with the host that they came from.
CREATE OR REPLACE VIEW refused_pages AS
SELECT
    r.outcome, r.reason, r.received_at, regexp_extract(lower(c.source_url), '^https?://(?:www\.)?([^/:?#]+)', 1) AS host
FROM arrivals r JOIN captures c USING (capture_id)
WHERE r.outcome IN ('rejected', 'quarantined') AND c.source_url IS NOT NULL;
COMMENT ON VIEW refused_pages IS 'Internal: refused documents with the host of their address.';
