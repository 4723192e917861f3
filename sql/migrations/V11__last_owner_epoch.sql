-- Who was stopped while it took over, and wakes up late, does not take the place of who has begun since.

ALTER TABLE last_owner ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN last_owner.epoch IS 'Under which it has the first shard. A lower one takes the place of none';
