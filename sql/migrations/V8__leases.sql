-- Who may act for which shard and on which broker session (decision 13). One row, replaced whole where nobody has replaced it
-- since it was read: no server that is paused in the middle of a request holds up another.

CREATE TABLE lease_register (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    version  bigint  NOT NULL CHECK (version >= 0),
    servers  jsonb   NOT NULL CHECK (jsonb_typeof(servers) = 'object'),
    leases   jsonb   NOT NULL CHECK (jsonb_typeof(leases) = 'object')
) WITH (fillfactor = 10);
COMMENT ON TABLE lease_register IS 'Which servers run, and which of them holds what. To look at: the views lease_server and lease';
COMMENT ON COLUMN lease_register.version IS 'One more with each change';
INSERT INTO lease_register VALUES (true, 0, '{}', '{}');

CREATE VIEW lease_server AS
SELECT one.key                              AS server,
       (one.value ->> 'incarnation')::bigint AS incarnation,
       (one.value ->> 'over')::boolean       AS over,
       (one.value ->> 'renewed_at')::bigint  AS renewed_at_ns,
       (one.value ->> 'number')::bigint      AS number
  FROM lease_register, jsonb_each(servers) AS one;
COMMENT ON VIEW lease_server IS 'The newest run of each server: whether it is over, and when this database renewed it last';

CREATE VIEW lease AS
SELECT one.key                               AS lease,
       one.value ->> 'server'                AS server,
       (one.value ->> 'incarnation')::bigint AS incarnation,
       (one.value ->> 'epoch')::bigint       AS epoch
  FROM lease_register, jsonb_each(leases) AS one;
COMMENT ON VIEW lease IS 'Who took it last, under which epoch. Without a server: it was given back';
