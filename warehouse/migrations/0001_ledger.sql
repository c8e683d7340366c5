-- What arrived, in which batch and run, and what became of it.
-- No keys and no indexes: after any write a checkpoint rewrites the last row group of an indexed table. audits.sql
-- checks what keys would.

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    flow_run_id VARCHAR,
    command VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);
COMMENT ON TABLE runs IS 'One row a run of the pipeline. Never deleted; no row: nothing ran.';
COMMENT ON COLUMN runs.run_id IS 'Identifier of the run. Never NULL.';
COMMENT ON COLUMN runs.flow_run_id IS 'Prefect''s identifier of the flow run. NULL: it ran without a Prefect server.';
COMMENT ON COLUMN runs.command IS 'What was started: ingest, replay, ... Never NULL.';
COMMENT ON COLUMN runs.started_at IS 'When it started. Never NULL.';
COMMENT ON COLUMN runs.finished_at IS 'When it ended. NULL: it still runs, or was killed.';

CREATE TABLE batches (
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('ingest', 'replay')),
    load_number BIGINT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL,
    documents BIGINT NOT NULL,
    loaded BIGINT NOT NULL,
    version BIGINT NOT NULL,
    duplicate BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    quarantined BIGINT NOT NULL
);
COMMENT ON TABLE batches IS 'One row a batch that was stored, in the same transaction as its rows. No row: never stored.';
COMMENT ON COLUMN batches.batch_id IS 'Hash of what the batch holds. Never NULL.';
COMMENT ON COLUMN batches.run_id IS 'The run that stored it, see runs. Never NULL.';
COMMENT ON COLUMN batches.kind IS 'ingest: new arrivals; replay: known captures read again. Never NULL.';
COMMENT ON COLUMN batches.load_number IS 'Rises by 1 with each stored batch; the rows it wrote carry it. Never NULL.';
COMMENT ON COLUMN batches.started_at IS 'When work on the batch started. Never NULL.';
COMMENT ON COLUMN batches.stored_at IS 'When it was stored. Never NULL.';
COMMENT ON COLUMN batches.documents IS 'How many documents it held. Never NULL.';
COMMENT ON COLUMN batches.loaded IS 'How many gave a new article, when the batch was stored (a replay may have changed outcomes since: see arrivals). Never NULL.';
COMMENT ON COLUMN batches.version IS 'How many gave a new version of a known article, when it was stored. Never NULL.';
COMMENT ON COLUMN batches.duplicate IS 'How many were known already, when it was stored. Never NULL.';
COMMENT ON COLUMN batches.rejected IS 'How many were read and are no articles, when it was stored. Never NULL.';
COMMENT ON COLUMN batches.quarantined IS 'How many could not be read, when it was stored. Never NULL.';

CREATE TABLE captures (
    capture_id VARCHAR NOT NULL,
    media_type VARCHAR,
    encoding VARCHAR,
    byte_size BIGINT,
    archive_path VARCHAR,
    source_url VARCHAR,
    first_received_at TIMESTAMPTZ NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE captures IS 'One row for each sequence of bytes that ever arrived. No row: such bytes never arrived.';
COMMENT ON COLUMN captures.capture_id IS 'sha256 of the bytes, hex. Never NULL.';
COMMENT ON COLUMN captures.media_type IS 'What the content is. NULL: it was not looked at.';
COMMENT ON COLUMN captures.encoding IS 'Encoding of the text as decoded. NULL: not decoded, or no text.';
COMMENT ON COLUMN captures.byte_size IS 'Size in bytes. NULL: not known.';
COMMENT ON COLUMN captures.archive_path IS 'Where the bytes are kept, relative to HOME. NULL: not kept as a file of their own.';
COMMENT ON COLUMN captures.source_url IS 'Where they were fetched from, as the sidecar says. NULL: not known.';
COMMENT ON COLUMN captures.first_received_at IS 'When these bytes arrived for the first time. Never NULL.';
COMMENT ON COLUMN captures.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE arrivals (
    arrival_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    capture_id VARCHAR,
    container VARCHAR,
    origin VARCHAR NOT NULL CHECK (origin IN ('inbox', 'path', 'fetch')),
    location VARCHAR NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('loaded', 'version', 'duplicate', 'rejected', 'quarantined')),
    reason VARCHAR,
    detail VARCHAR,
    article_id VARCHAR,
    version_id VARCHAR,
    drop_key VARCHAR NOT NULL,
    document INTEGER NOT NULL,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE arrivals IS 'The ledger: one row for each document that arrived, with its one outcome. No row: it never arrived, or its batch is not stored yet.';
COMMENT ON COLUMN arrivals.arrival_id IS 'Identifier of this arrival. Never NULL.';
COMMENT ON COLUMN arrivals.batch_id IS 'The batch it came in, see batches. Never NULL.';
COMMENT ON COLUMN arrivals.capture_id IS 'Its bytes, see captures. NULL: they could not be read.';
COMMENT ON COLUMN arrivals.container IS 'The file that held it and others. NULL: it is a file of its own.';
COMMENT ON COLUMN arrivals.origin IS 'inbox: dropped there; path: named on the command line; fetch: brought by the fetcher. Never NULL.';
COMMENT ON COLUMN arrivals.location IS 'Its path; in a container, the path, # and the number of the document. Never NULL.';
COMMENT ON COLUMN arrivals.received_at IS 'When it was taken. Never NULL.';
COMMENT ON COLUMN arrivals.outcome IS 'loaded: a new article; version: a known article with changed text; duplicate: known already; rejected: read, and not an article; quarantined: could not be read. Never NULL.';
COMMENT ON COLUMN arrivals.reason IS 'Why it was rejected or quarantined, or of what kind a duplicate is. NULL: loaded or version, or no reason was noted.';
COMMENT ON COLUMN arrivals.detail IS 'The reason in a sentence, or the text of the error. NULL: there is nothing to say.';
COMMENT ON COLUMN arrivals.article_id IS 'The article it gave or repeats. NULL: rejected, quarantined, or a duplicate of such.';
COMMENT ON COLUMN arrivals.version_id IS 'The version it gave or repeats. NULL: as for article_id.';
COMMENT ON COLUMN arrivals.drop_key IS 'Identifies the file drop: the same untouched file gives the same key. Never NULL.';
COMMENT ON COLUMN arrivals.document IS 'Position of the document in its batch. Never NULL.';
COMMENT ON COLUMN arrivals.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';

CREATE TABLE readings (
    capture_id VARCHAR,
    batch_id VARCHAR NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    reader_version VARCHAR NOT NULL,
    reading VARCHAR NOT NULL CHECK (reading IN ('article', 'rejected', 'quarantined')),
    reason VARCHAR,
    detail VARCHAR,
    annotated VARCHAR,
    version_id VARCHAR,
    load_number BIGINT NOT NULL
);
COMMENT ON TABLE readings IS 'One row each time a document was read, by ingest or replay. No row: never read, its bytes were known.';
COMMENT ON COLUMN readings.capture_id IS 'The bytes that were read, see captures. NULL: they could not be read.';
COMMENT ON COLUMN readings.batch_id IS 'The batch in which it was read, see batches. Never NULL.';
COMMENT ON COLUMN readings.read_at IS 'When that batch was stored. Never NULL.';
COMMENT ON COLUMN readings.reader_version IS 'Version of the reader. Never NULL.';
COMMENT ON COLUMN readings.reading IS 'What the reader said: article, rejected or quarantined. Never NULL.';
COMMENT ON COLUMN readings.reason IS 'Why it was rejected or quarantined. NULL: it is an article.';
COMMENT ON COLUMN readings.detail IS 'The reason in a sentence, or the text of the error. NULL: it is an article.';
COMMENT ON COLUMN readings.annotated IS 'Engine and version that annotated it. NULL: not annotated.';
COMMENT ON COLUMN readings.version_id IS 'The version that this reading gave, repeats or replaced. NULL: it gave none.';
COMMENT ON COLUMN readings.load_number IS 'The stored batch that wrote this row, see batches. Never NULL.';
