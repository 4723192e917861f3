-- What a server that takes over has to know of the one before it.

CREATE TABLE last_owner (
    only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    server      text    NOT NULL,
    incarnation bigint  NOT NULL,
    is_stored   boolean NOT NULL
);
COMMENT ON TABLE last_owner IS 'Which server ran the shards last; no row where none of a cluster ever has';
COMMENT ON COLUMN last_owner.incarnation IS 'Of its run, as in lease_server';
COMMENT ON COLUMN last_owner.is_stored IS 'It ended as it should: all it had is here. Else a part may be in its journal and in the memory of who stood by, and nowhere else';

CREATE TABLE session_copy (
    session text   NOT NULL,
    epoch   bigint NOT NULL,
    number  bigint NOT NULL,
    version bigint NOT NULL,
    record  bytea  NOT NULL,
    PRIMARY KEY (session, epoch, number)
);
COMMENT ON TABLE session_copy IS 'What a session to a broker keeps (sequence numbers, messages sent), as far as no second server has it in its memory';
COMMENT ON COLUMN session_copy.epoch IS 'Of the lease under which it was written. What has a lower one than another of the session counts no more';
COMMENT ON COLUMN session_copy.version IS 'Rises with each record of the owner: of two under one number, here and in memory, the higher is the newer';
COMMENT ON COLUMN session_copy.record IS 'In the form of the adapter';
