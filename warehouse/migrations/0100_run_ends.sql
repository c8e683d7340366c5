-- How a run ended. `finished_at` stays what it was: that it did all it had to do, so that nobody has to go on with it.

ALTER TABLE runs ADD COLUMN ended_at TIMESTAMPTZ;
ALTER TABLE runs ADD COLUMN ended_as VARCHAR;
ALTER TABLE runs ADD COLUMN error VARCHAR;
UPDATE runs SET ended_at = finished_at, ended_as = 'done' WHERE finished_at IS NOT NULL;
COMMENT ON COLUMN runs.finished_at IS 'When it, or the run that went on with its files, had done all that it had to do. NULL: that is still to be done.';
COMMENT ON COLUMN runs.ended_at IS 'When it ended, in whatever way; of a killed run: when that was noticed. NULL: it goes on, or nobody has noticed yet.';
COMMENT ON COLUMN runs.ended_as IS 'done; failed (see error); cancelled (by a person, or because the program was stopped); killed. NULL: as for ended_at.';
COMMENT ON COLUMN runs.error IS 'What went wrong, in one line. NULL: nothing, or it was killed.';
