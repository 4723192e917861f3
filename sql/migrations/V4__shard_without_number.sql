-- A number of the journal means nothing once the journal was made anew from this database, and nobody read it here: what
-- cannot be proven is not kept.

ALTER TABLE shard DROP COLUMN number;
