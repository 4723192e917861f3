-- Who is let in, and what they did to each other's rights.

CREATE TABLE oms_user (
    name       text    PRIMARY KEY CHECK (name <> ''),
    roles      text[]  NOT NULL,
    accounts   text[]  NOT NULL,
    desks      text[]  NOT NULL,
    hash       text    NOT NULL,
    disabled   boolean NOT NULL,
    first_word boolean NOT NULL
);
COMMENT ON TABLE oms_user IS 'People and programs that may log in. None is ever deleted: the journal speaks of them by name';
COMMENT ON COLUMN oms_user.accounts IS 'Accounts that it sees and acts on; {*}: all';
COMMENT ON COLUMN oms_user.desks IS 'Desks that it has a part in; {*}: all';
COMMENT ON COLUMN oms_user.hash IS 'Argon2id of its password; empty where it logs in with a token from outside only';
COMMENT ON COLUMN oms_user.first_word IS 'The password was given by an administrator and has to be changed before anything else';

CREATE TABLE token_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key      bytea   NOT NULL
);
COMMENT ON TABLE token_key IS 'What the servers sign their tokens with. Delete the row and restart them to end all tokens at once';

CREATE TABLE user_act (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_ns    bigint NOT NULL,
    by_user  text   NOT NULL,
    at_place text   NOT NULL,
    what     text   NOT NULL,
    answer   text   NOT NULL
);
CREATE INDEX user_act_by ON user_act (by_user, at_ns);
COMMENT ON TABLE user_act IS 'Log-ins and acts of administrators, done or refused. Append-only. What was asked of orders is in event';
COMMENT ON COLUMN user_act.at_ns IS 'Nanoseconds since the epoch, UTC';
COMMENT ON COLUMN user_act.by_user IS 'Who it claimed to be';
COMMENT ON COLUMN user_act.at_place IS 'The door and the place that it came from';
COMMENT ON COLUMN user_act.answer IS 'done, or why not';

CREATE TRIGGER user_act_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON user_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
