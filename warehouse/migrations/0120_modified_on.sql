-- The day of the last change, where no time of day is printed. Its comment stands in schemas/article_fields.py. What was
-- read before stays NULL until `cuttings replay --outdated` reads it again: the zone of the printed day is not kept.

ALTER TABLE versions ADD COLUMN modified_on DATE;
