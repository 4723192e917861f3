-- Inputs that waited, and what became of them; and the silence of a broker as an input.

ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check CHECK (kind IN ('COMMAND', 'REPORT', 'SILENCE'));
COMMENT ON COLUMN event.kind IS 'COMMAND: ours, to a broker. REPORT: a broker''s, to us. SILENCE: no word of the request cl_ord_id until at_ns';
COMMENT ON COLUMN event.outcome IS 'What became of it when it arrived; a parked report that is looked at again keeps PARKED, see release';

CREATE TABLE release (
    shard       smallint NOT NULL CHECK (shard >= 0),
    seq         bigint   NOT NULL CHECK (seq > 0),
    by_seq      bigint   NOT NULL CHECK (by_seq > 0),
    outcome     text     NOT NULL CHECK (outcome IN ('APPLIED', 'DUPLICATE', 'QUARANTINED', 'IGNORED')),
    reason      text     NOT NULL,
    released_ns bigint   NOT NULL,
    PRIMARY KEY (shard, seq)
);

COMMENT ON TABLE release IS 'A parked input that was looked at again, because what it waited for had come. Append-only';
COMMENT ON COLUMN release.seq IS 'The parked input, event.seq';
COMMENT ON COLUMN release.by_seq IS 'The input that it had waited for, event.seq of the same shard';
COMMENT ON COLUMN release.outcome IS 'What became of it now';
COMMENT ON COLUMN release.reason IS 'Why it was quarantined; else empty';
COMMENT ON COLUMN release.released_ns IS 'When by_seq was had. Nanoseconds since the epoch, UTC';

CREATE TRIGGER release_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON release
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- For people: what still waits.
CREATE VIEW parked AS
    SELECT e.session, e.cl_ord_id, e.exec_id, e.reason,
           timestamptz 'epoch' + e.received_ns / 1000 * interval '1 microsecond' AS since,
           e.raw, e.shard, e.seq
      FROM event e
     WHERE e.outcome = 'PARKED'
       AND NOT EXISTS (SELECT FROM release r WHERE r.shard = e.shard AND r.seq = e.seq);
COMMENT ON VIEW parked IS 'Reports that still wait for what they refer to';
