-- The journal's hash chain beside each event, who asked for a command, and how far the state tables are.

DO $$
BEGIN
    IF EXISTS (SELECT FROM event) THEN
        RAISE EXCEPTION 'this database was written before there was a journal, so its events have no hash: name an empty database';
    END IF;
END;
$$;

ALTER TABLE event
    ADD COLUMN asked_by   text  NOT NULL,
    ADD COLUMN request_id text  NOT NULL,
    ADD COLUMN hash       bytea NOT NULL CHECK (length(hash) = 32);
COMMENT ON COLUMN event.asked_by IS 'The user who asked for the command; empty where nobody did';
COMMENT ON COLUMN event.request_id IS 'The user''s id of the request: asked again, it gets the first answer';
COMMENT ON COLUMN event.hash IS 'SHA-256 over the hash of the event before it in its shard and all of this one: docs/journal.md of the server';

ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check CHECK (kind IN ('COMMAND', 'REPORT', 'SILENCE', 'UNSENT'));
COMMENT ON COLUMN event.kind IS 'COMMAND: ours, to a broker. REPORT: a broker''s, to us. SILENCE: no word of the request cl_ord_id until at_ns. UNSENT: the request cl_ord_id has never left us';

-- A restart begins with a snapshot beside the journal.
ALTER TABLE orders DROP COLUMN form;

CREATE TABLE shard (
    shard     smallint PRIMARY KEY CHECK (shard >= 0),
    state_seq bigint   NOT NULL CHECK (state_seq > 0)
);
COMMENT ON TABLE shard IS 'How far the state of a shard is written: orders, execution and position are as after this input';
COMMENT ON COLUMN shard.state_seq IS 'event.seq of the last input that is in them';
