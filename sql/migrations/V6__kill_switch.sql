-- A person may halt trading and let it go on: an input of every shard that has a part in it, or refused there.
-- What is there has passed stricter checks; V7 looks at it, in a transaction of its own that locks nobody out.

ALTER TABLE event
    DROP CONSTRAINT event_kind_check,
    ADD CONSTRAINT event_kind_check CHECK (kind IN ('COMMAND', 'REPORT', 'SILENCE', 'UNSENT', 'SWITCH')) NOT VALID,
    DROP CONSTRAINT event_check,
    ADD CONSTRAINT event_check CHECK (outcome <> 'REFUSED' OR kind IN ('COMMAND', 'SWITCH')) NOT VALID;

COMMENT ON COLUMN event.kind IS 'COMMAND: ours, to a broker. REPORT: a broker''s, to us. SILENCE: no word of the request cl_ord_id until at_ns. UNSENT: the request cl_ord_id never left. SWITCH: asked_by pulled or released the kill switch';
