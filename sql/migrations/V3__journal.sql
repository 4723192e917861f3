-- The journal is the record now, and this database the history behind it: each event carries the hash that chains it to
-- the one before it in its shard, and "shard" says after which input the tables of states are.

DO $$
BEGIN
    IF EXISTS (SELECT FROM event) THEN
        RAISE EXCEPTION 'this database was written by a version without a journal, its events have no hash: start with an empty database';
    END IF;
END;
$$;

ALTER TABLE event
    ADD COLUMN hash       bytea NOT NULL,
    ADD COLUMN asked_by   text  NOT NULL,
    ADD COLUMN request_id text  NOT NULL,
    DROP CONSTRAINT event_kind_check,
    ADD CONSTRAINT event_kind_check CHECK (kind IN ('COMMAND', 'REPORT', 'SILENCE', 'UNSENT'));
COMMENT ON COLUMN event.hash IS 'SHA-256 over the hash of the event before it in its shard and all of this one, as the journal has it';
COMMENT ON COLUMN event.asked_by IS 'Who asked for the command; empty for what nobody asked for';
COMMENT ON COLUMN event.request_id IS 'Under which id it was asked for: the same again gets the first answer';
COMMENT ON COLUMN event.kind IS 'COMMAND: ours, to a broker. REPORT: a broker''s, to us. SILENCE: no word of the request cl_ord_id until at_ns. UNSENT: the request cl_ord_id never left';

CREATE TABLE shard (
    shard     smallint PRIMARY KEY CHECK (shard >= 0),
    state_seq bigint   NOT NULL CHECK (state_seq > 0),
    hash      bytea    NOT NULL,
    number    bigint   NOT NULL
) WITH (fillfactor = 10);
COMMENT ON TABLE shard IS 'Where the states of a shard stand: orders, execution and position are exactly as after its input state_seq. Events may go further';
COMMENT ON COLUMN shard.state_seq IS 'event.seq of the input';
COMMENT ON COLUMN shard.hash IS 'event.hash of the input';
COMMENT ON COLUMN shard.number IS 'Its number in the journal of the server that wrote it';

CREATE TABLE left_out (
    shard   integer NOT NULL,
    seq     bigint  NOT NULL,
    what    text    NOT NULL,
    row_key text    NOT NULL,
    reason  text    NOT NULL,
    PRIMARY KEY (shard, seq, what, row_key)
);
COMMENT ON TABLE left_out IS 'Rows that Postgres does not take, each raised as an alarm when it was left out. Should be empty';
COMMENT ON COLUMN left_out.seq IS 'The input that left the row so';
COMMENT ON COLUMN left_out.what IS 'The table that lacks it; STATE where no rows could be made of the input';
COMMENT ON COLUMN left_out.row_key IS 'The order, or account and symbol';
COMMENT ON COLUMN left_out.reason IS 'What Postgres said';

CREATE TRIGGER left_out_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON left_out
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A restart reads a snapshot and the journal.
ALTER TABLE orders DROP COLUMN form;
DROP INDEX orders_restart;
