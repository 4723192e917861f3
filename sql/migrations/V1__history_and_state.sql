-- What the shards have seen (event) and what it left (orders, execution, position).
--
-- Columns carry FIX's names in snake_case. Decimals are numeric, exact. Moments are nanoseconds since the epoch, UTC,
-- as they came (_ns); the views at the end show them as timestamptz, which keeps microseconds.
-- "seq" is the number that a shard gave to an input, counted up from 1. A state row carries the seq of the input that
-- left it so, and a write with an older or the same seq changes nothing: writing a batch twice is harmless.

CREATE TABLE event (
    shard       smallint NOT NULL CHECK (shard >= 0),
    seq         bigint   NOT NULL CHECK (seq > 0),
    kind        text     NOT NULL CHECK (kind IN ('COMMAND', 'REPORT')),
    outcome     text     NOT NULL
                CHECK (outcome IN ('APPLIED', 'DUPLICATE', 'PARKED', 'QUARANTINED', 'IGNORED', 'REFUSED')),
    reason      text     NOT NULL,
    session     text     NOT NULL,
    order_key   text     NOT NULL,
    cl_ord_id   text     NOT NULL,
    exec_id     text     NOT NULL,
    at_ns       bigint   NOT NULL,
    received_ns bigint   NOT NULL,
    raw         bytea    NOT NULL,
    form        bytea    NOT NULL,
    PRIMARY KEY (shard, seq),
    -- A report is a fact: it cannot be refused.
    CHECK (outcome <> 'REFUSED' OR kind = 'COMMAND')
);

CREATE INDEX event_order ON event (order_key, seq) WHERE order_key <> '';
-- What a person has to look at: few rows.
CREATE INDEX event_doubtful ON event (shard, seq) WHERE outcome IN ('PARKED', 'QUARANTINED', 'REFUSED');

COMMENT ON TABLE event IS 'Every command and every report that a shard took, in its order. Append-only.';
COMMENT ON COLUMN event.shard IS 'The single writer that took it: a hash of Account';
COMMENT ON COLUMN event.seq IS 'Number of the input within its shard';
COMMENT ON COLUMN event.kind IS 'COMMAND: ours, to a broker. REPORT: a broker''s, to us';
COMMENT ON COLUMN event.outcome IS 'What became of it when it arrived; a parked report that is applied later keeps PARKED';
COMMENT ON COLUMN event.reason IS 'Why it was refused, parked or quarantined; else empty';
COMMENT ON COLUMN event.session IS 'Broker session; empty where the command names an order only';
COMMENT ON COLUMN event.order_key IS 'The order that it was about, orders.order_key; empty where none was found or nothing changed';
COMMENT ON COLUMN event.cl_ord_id IS 'ClOrdID(11) of the message; empty for none';
COMMENT ON COLUMN event.exec_id IS 'ExecID(17) of the report; empty for none';
COMMENT ON COLUMN event.at_ns IS 'TransactTime(60) of a report, 0 where not stated; for a command when it was given. Nanoseconds since the epoch, UTC';
COMMENT ON COLUMN event.received_ns IS 'When we had it. Nanoseconds since the epoch, UTC';
COMMENT ON COLUMN event.raw IS 'The message as it came in; empty for a command';
COMMENT ON COLUMN event.form IS 'The decoded event in the serial form of dev.plumbline.wire; empty where it could not be read';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of table % refused: it is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER event_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE orders (
    shard           smallint NOT NULL CHECK (shard >= 0),
    order_key       text     NOT NULL CHECK (order_key <> ''),
    seq             bigint   NOT NULL,
    first_seq       bigint   NOT NULL CHECK (first_seq > 0),
    session         text     NOT NULL,
    order_id        text     NOT NULL,
    cl_ord_id       text     NOT NULL,
    chain           text[]   NOT NULL,
    account         text     NOT NULL,
    symbol          text     NOT NULL,
    side            text     NOT NULL CHECK (side IN ('Buy', 'Sell', 'SellShort', 'SellShortExempt', '')),
    ord_type        text     NOT NULL,
    time_in_force   text     NOT NULL,
    ord_status      text     NOT NULL
                    CHECK (ord_status IN ('PendingCancel', 'PendingReplace', 'DoneForDay', 'Calculated', 'Filled',
                        'Stopped', 'Suspended', 'Canceled', 'Expired', 'PartiallyFilled', 'New', 'Rejected',
                        'PendingNew', 'AcceptedForBidding')),
    order_qty       numeric  CHECK (order_qty >= 0),
    price           numeric,
    cum_qty         numeric  NOT NULL CHECK (cum_qty >= 0),
    leaves_qty      numeric  NOT NULL CHECK (leaves_qty >= 0),
    avg_px          numeric  NOT NULL,
    unexplained_qty numeric  NOT NULL CHECK (unexplained_qty >= 0),
    flags           text[]   NOT NULL,
    text            text     NOT NULL,
    entered_ns      bigint   NOT NULL,
    updated_ns      bigint   NOT NULL,
    form            bytea    NOT NULL,
    PRIMARY KEY (shard, order_key),
    CHECK (seq >= first_seq),
    CHECK (cum_qty > 0 OR avg_px = 0),
    CHECK (leaves_qty = 0 OR leaves_qty + cum_qty + unexplained_qty = order_qty),
    CHECK (ord_status <> 'Filled' OR cum_qty + unexplained_qty >= order_qty)
) WITH (fillfactor = 80); -- room for the next state on the same page: the indexes below then need no write

-- Restart reads a shard in the order in which its orders were first heard of.
CREATE INDEX orders_restart ON orders (shard, first_seq);
CREATE INDEX orders_account ON orders (account, symbol);
CREATE INDEX orders_order_id ON orders (order_id) WHERE order_id <> '';

COMMENT ON TABLE orders IS 'One row per order, its newest state';
COMMENT ON COLUMN orders.order_key IS 'What the order is filed under as long as it exists: its first ClOrdID, or session/OrderID:… for one from outside';
COMMENT ON COLUMN orders.seq IS 'The input that left it so, event.seq';
COMMENT ON COLUMN orders.first_seq IS 'The input by which we first heard of it, event.seq';
COMMENT ON COLUMN orders.session IS 'Broker session that it was sent over';
COMMENT ON COLUMN orders.order_id IS 'OrderID(37), the broker''s; empty until told';
COMMENT ON COLUMN orders.cl_ord_id IS 'ClOrdID(11) in force';
COMMENT ON COLUMN orders.chain IS 'The ClOrdIDs that it has had in force, oldest first';
COMMENT ON COLUMN orders.account IS 'Account(1)';
COMMENT ON COLUMN orders.symbol IS 'Symbol(55)';
COMMENT ON COLUMN orders.side IS 'Side(54), FIX''s name of the value';
COMMENT ON COLUMN orders.ord_type IS 'OrdType(40), FIX''s name of the value';
COMMENT ON COLUMN orders.time_in_force IS 'TimeInForce(59), short name';
COMMENT ON COLUMN orders.ord_status IS 'OrdStatus(39), FIX''s name of the value; derived, by FIX''s precedence';
COMMENT ON COLUMN orders.order_qty IS 'OrderQty(38) in force; NULL where never told';
COMMENT ON COLUMN orders.price IS 'Price(44) in force; NULL for an order without one';
COMMENT ON COLUMN orders.cum_qty IS 'CumQty(14): sum of the executions that stand';
COMMENT ON COLUMN orders.leaves_qty IS 'LeavesQty(151): what may still be executed';
COMMENT ON COLUMN orders.avg_px IS 'AvgPx(6) of the executions that stand, to 8 decimals; 0 where there is none';
COMMENT ON COLUMN orders.unexplained_qty IS 'What the broker says was executed beyond what it has reported: a trade is missing';
COMMENT ON COLUMN orders.flags IS 'What a person should know beyond the numbers, such as LATE_FILL';
COMMENT ON COLUMN orders.text IS 'Text(58): the broker''s last remark';
COMMENT ON COLUMN orders.entered_ns IS 'When it was entered. Nanoseconds since the epoch, UTC';
COMMENT ON COLUMN orders.updated_ns IS 'When the last input about it happened. Nanoseconds since the epoch, UTC';
COMMENT ON COLUMN orders.form IS 'The whole order in the serial form of dev.plumbline.wire: what a restart reads';

-- No foreign key to orders: both rows are written in one transaction by one writer, and the check would be paid by
-- every fill.
CREATE TABLE execution (
    shard        smallint NOT NULL,
    order_key    text     NOT NULL,
    exec_no      integer  NOT NULL CHECK (exec_no >= 0),
    seq          bigint   NOT NULL CHECK (seq > 0),
    exec_id      text     NOT NULL,
    last_exec_id text     NOT NULL,
    cl_ord_id    text     NOT NULL,
    qty          numeric  NOT NULL CHECK (qty >= 0),
    px           numeric  NOT NULL,
    state        text     NOT NULL CHECK (state IN ('LIVE', 'CORRECTED', 'BUSTED')),
    transact_ns  bigint   NOT NULL,
    PRIMARY KEY (shard, order_key, exec_no)
) WITH (fillfactor = 95);

-- The broker's key of an execution is session, order and ExecID together; an order has one session.
CREATE UNIQUE INDEX execution_exec_id ON execution (exec_id, order_key, shard) WHERE exec_id <> '';

COMMENT ON TABLE execution IS 'One row per trade of an order, as it stands now';
COMMENT ON COLUMN execution.exec_no IS 'Its place among the order''s executions, from 0, in the order in which they were first heard of';
COMMENT ON COLUMN execution.seq IS 'The input that left it so, event.seq';
COMMENT ON COLUMN execution.exec_id IS 'ExecID(17) of the trade; empty where the broker gave none';
COMMENT ON COLUMN execution.last_exec_id IS 'ExecID(17) of the report that last spoke of it: the trade, its bust or its latest correction';
COMMENT ON COLUMN execution.cl_ord_id IS 'ClOrdID(11) that the report carried';
COMMENT ON COLUMN execution.qty IS 'LastQty(32), corrected';
COMMENT ON COLUMN execution.px IS 'LastPx(31), corrected';
COMMENT ON COLUMN execution.state IS 'LIVE: as reported. CORRECTED: with another quantity or price. BUSTED: never happened';
COMMENT ON COLUMN execution.transact_ns IS 'TransactTime(60). Nanoseconds since the epoch, UTC';

CREATE TABLE position (
    account      text     NOT NULL,
    symbol       text     NOT NULL,
    shard        smallint NOT NULL CHECK (shard >= 0),
    seq          bigint   NOT NULL CHECK (seq > 0),
    qty          numeric  NOT NULL,
    cost         numeric  NOT NULL,
    cash         numeric  NOT NULL,
    avg_px       numeric  NOT NULL,
    realized_pnl numeric  NOT NULL,
    PRIMARY KEY (account, symbol),
    CHECK (qty <> 0 OR (cost = 0 AND avg_px = 0)),
    CHECK (realized_pnl = cash + cost)
) WITH (fillfactor = 50);

COMMENT ON TABLE position IS 'What an account holds in a symbol, at average cost';
COMMENT ON COLUMN position.seq IS 'The input that left it so, event.seq of its shard';
COMMENT ON COLUMN position.qty IS 'Positive for long, negative for short';
COMMENT ON COLUMN position.cost IS 'What the open quantity cost; negative for short';
COMMENT ON COLUMN position.cash IS 'Money received minus money paid, over all executions that stand';
COMMENT ON COLUMN position.avg_px IS 'cost / qty, to 8 decimals; 0 when flat';
COMMENT ON COLUMN position.realized_pnl IS 'cash + cost';

-- For people: moments as timestamptz, trades with their order's terms.
CREATE VIEW blotter AS
    SELECT account, symbol, side, ord_status, order_qty, price, cum_qty, leaves_qty, avg_px, cl_ord_id, order_id,
           session, ord_type, time_in_force, flags, text,
           timestamptz 'epoch' + entered_ns / 1000 * interval '1 microsecond' AS entered,
           timestamptz 'epoch' + updated_ns / 1000 * interval '1 microsecond' AS updated,
           shard, order_key
      FROM orders;
COMMENT ON VIEW blotter IS 'orders, with moments as timestamptz';

CREATE VIEW trade AS
    SELECT o.account, o.symbol, o.side, e.qty, e.px, e.state, e.exec_id, e.cl_ord_id, o.order_id, o.session,
           timestamptz 'epoch' + e.transact_ns / 1000 * interval '1 microsecond' AS transact_time,
           e.shard, e.order_key, e.exec_no
      FROM execution e JOIN orders o USING (shard, order_key);
COMMENT ON VIEW trade IS 'execution with its order''s terms, moments as timestamptz';
