-- Comments of the table stories.

COMMENT ON COLUMN stories.outlet_count IS 'How many outlets, whatever spellings of their names its articles print, see outlets. Never NULL.';
COMMENT ON COLUMN stories.independent_count IS 'How many independent reports: outlets with a text of their own, a copy counting for the outlet of its original. An article or a family of copies without an outlet counts once. Never NULL.';
