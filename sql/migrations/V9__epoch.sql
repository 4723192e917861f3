-- Whoever writes a shard does so under the epoch of its lease (decision 13), and locks the shard's row first: who has a lower
-- epoch than the row writes nothing. So a shard has a row before it has states.

ALTER TABLE shard
    ADD COLUMN epoch bigint NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    DROP CONSTRAINT shard_state_seq_check,
    ADD CONSTRAINT shard_state_seq_check CHECK (state_seq >= 0);
COMMENT ON COLUMN shard.epoch IS 'Under which epoch it is written, the highest so far; 0 by a server that runs alone. Never goes back';
COMMENT ON COLUMN shard.state_seq IS 'event.seq of the input; 0 while there are no states';
COMMENT ON COLUMN shard.hash IS 'event.hash of the input; empty while there are no states';
