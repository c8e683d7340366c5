-- What can become of a document, and why, as schemas/arrival.py and schemas/reading.py say.

CREATE OR REPLACE VIEW reasons AS SELECT * FROM (VALUES {reasons}) AS known (outcome, reason, meaning);
COMMENT ON VIEW reasons IS 'What can become of a document, and why: all outcomes and all their reasons. No row: there is no such reason.';
COMMENT ON COLUMN reasons.outcome IS 'See arrivals.outcome. Never NULL.';
COMMENT ON COLUMN reasons.reason IS 'See arrivals.reason. NULL: this row is about the outcome itself.';
COMMENT ON COLUMN reasons.meaning IS 'What it means, in a sentence. Never NULL.';
COMMENT ON COLUMN arrivals.outcome IS {outcomes};
COMMENT ON COLUMN arrivals.reason IS 'Why, see reasons. NULL: loaded or version.';
COMMENT ON COLUMN readings.reading IS {readings};
COMMENT ON COLUMN readings.reason IS 'Why it was rejected or quarantined, see reasons. NULL: it is an article.';
