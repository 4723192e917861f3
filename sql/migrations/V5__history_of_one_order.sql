-- The history of one order is asked for by people at a desk. Most of its events are found by event_order; these find the
-- few that changed nothing when they came: copies, parked and quarantined reports, refused commands.

CREATE INDEX event_unfiled_cl_ord_id ON event (cl_ord_id) WHERE order_key = '' AND cl_ord_id <> '';
CREATE INDEX event_unfiled_exec_id ON event (exec_id) WHERE order_key = '' AND exec_id <> '';
CREATE INDEX release_by ON release (shard, by_seq);
