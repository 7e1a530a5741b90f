/** One step of the schema. Steps are only ever added; a released step never changes. */
export interface Migration {
  /** From 1, without gaps; equals `PRAGMA user_version` afterwards. */
  readonly version: number;
  readonly title: string;
  readonly sql: string;
}

/** The record itself: what happened, linked by hash, never edited. Everything else follows from it. */
const RECORD = `
CREATE TABLE session (
  number       INTEGER PRIMARY KEY,
  session_id   TEXT NOT NULL UNIQUE,
  account_id   TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id, number);

CREATE TABLE outcome (
  row      INTEGER PRIMARY KEY,
  session  INTEGER NOT NULL REFERENCES session (number),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  idx      INTEGER NOT NULL CHECK (idx >= 0),
  time     INTEGER NOT NULL CHECK (time >= 0),
  kind     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (session, sequence, idx)
) STRICT;
CREATE INDEX outcome_by_kind ON outcome (kind, session, row);

CREATE TRIGGER outcome_is_never_edited BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'an outcome is never edited'); END;
CREATE TRIGGER outcome_is_never_deleted BEFORE DELETE ON outcome
BEGIN SELECT RAISE(ABORT, 'an outcome is never deleted'); END;
CREATE TRIGGER session_is_never_edited BEFORE UPDATE ON session
BEGIN SELECT RAISE(ABORT, 'a session is never edited'); END;
CREATE TRIGGER session_is_never_deleted BEFORE DELETE ON session
BEGIN SELECT RAISE(ABORT, 'a session is never deleted'); END;

CREATE TABLE position (
  session        INTEGER PRIMARY KEY REFERENCES session (number),
  sequence       INTEGER NOT NULL,
  time           INTEGER NOT NULL,
  recorded_bytes INTEGER,
  head_row       INTEGER NOT NULL,
  head_hash      BLOB NOT NULL CHECK (length(head_hash) = 32),
  digest         BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE checkpoint (
  session        INTEGER PRIMARY KEY REFERENCES session (number),
  sequence       INTEGER NOT NULL,
  time           INTEGER NOT NULL,
  recorded_bytes INTEGER,
  head_row       INTEGER NOT NULL,
  state          TEXT NOT NULL,
  digest         BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
`;

/** Tables computed from the record in the same transaction; they can be thrown away and made again. */
const PROJECTIONS = `
CREATE TABLE trading_order (
  row             INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id      TEXT NOT NULL,
  order_id        TEXT NOT NULL,
  run_id          TEXT NOT NULL,
  instrument      TEXT NOT NULL,
  side            TEXT NOT NULL,
  lots            INTEGER NOT NULL,
  status          TEXT NOT NULL,
  filled_lots     INTEGER NOT NULL,
  accepted_at     INTEGER,
  closed_at       INTEGER,
  closed_because  TEXT
) STRICT;
CREATE INDEX trading_order_by_id ON trading_order (account_id, order_id, row);

CREATE TABLE fill (
  row        INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id TEXT NOT NULL,
  fill_id    TEXT NOT NULL,
  order_id   TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  instrument TEXT NOT NULL,
  side       TEXT NOT NULL,
  lots       INTEGER NOT NULL,
  ticks      INTEGER NOT NULL,
  liquidity  TEXT NOT NULL,
  fee_e8     INTEGER NOT NULL,
  time       INTEGER NOT NULL
) STRICT;

CREATE TABLE closed_trade (
  row        INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id TEXT NOT NULL,
  trade_id   TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  instrument TEXT NOT NULL,
  direction  TEXT NOT NULL,
  opened_at  INTEGER NOT NULL,
  closed_at  INTEGER NOT NULL,
  max_lots   INTEGER NOT NULL,
  bought_e8  INTEGER NOT NULL,
  sold_e8    INTEGER NOT NULL,
  fees_e8    INTEGER NOT NULL,
  funding_e8 INTEGER NOT NULL,
  net_pnl_e8 INTEGER NOT NULL
) STRICT;

CREATE TABLE funding (
  row        INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  instrument TEXT NOT NULL,
  amount_e8  INTEGER NOT NULL,
  rate_e8    INTEGER NOT NULL,
  mark_ticks INTEGER NOT NULL,
  time       INTEGER NOT NULL
) STRICT;

CREATE TABLE equity_point (
  row               INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id        TEXT NOT NULL,
  time              INTEGER NOT NULL,
  deposits_e8       INTEGER NOT NULL,
  realized_pnl_e8   INTEGER NOT NULL,
  fees_e8           INTEGER NOT NULL,
  funding_e8        INTEGER NOT NULL,
  unrealized_pnl_e8 INTEGER NOT NULL,
  equity_e8         INTEGER NOT NULL,
  peak_equity_e8    INTEGER NOT NULL,
  drawdown_e8       INTEGER NOT NULL
) STRICT;

CREATE TABLE strategy_run (
  row             INTEGER PRIMARY KEY REFERENCES outcome (row),
  account_id      TEXT NOT NULL,
  run_id          TEXT NOT NULL,
  stopped_at      INTEGER,
  stopped_because TEXT
) STRICT;
CREATE INDEX strategy_run_by_id ON strategy_run (account_id, run_id, row);
`;

/** One order, fill or trade among very many is found by its id. */
const BY_ID = `
CREATE INDEX fill_by_id ON fill (account_id, fill_id, row);
CREATE INDEX closed_trade_by_id ON closed_trade (account_id, trade_id, row);
CREATE INDEX trading_order_open ON trading_order (account_id, row) WHERE closed_at IS NULL;
CREATE INDEX outcome_by_changed_order ON outcome (payload ->> '$.orderId')
  WHERE kind IN ('order-amended', 'order-rejected');
`;

/** The long lists of a kernel state, cut into parts: a commit writes those that changed. `checkpoint.state` names them. */
const CHECKPOINT_PARTS = `
CREATE TABLE checkpoint_part (
  number   INTEGER PRIMARY KEY,
  session  INTEGER NOT NULL REFERENCES session (number),
  digest   BLOB NOT NULL CHECK (length(digest) = 32),
  text     TEXT NOT NULL,
  UNIQUE (session, digest)
) STRICT;
`;

/** Every step, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, title: 'the record and its projections', sql: RECORD + PROJECTIONS },
  { version: 2, title: 'finding by id', sql: BY_ID },
  { version: 3, title: 'checkpoints in parts', sql: CHECKPOINT_PARTS },
];

/** Tables made from the record, in the order they may be emptied. */
export const PROJECTION_TABLES = [
  'trading_order',
  'fill',
  'closed_trade',
  'funding',
  'equity_point',
  'strategy_run',
] as const;
