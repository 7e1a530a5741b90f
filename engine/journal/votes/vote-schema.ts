import type { Migration } from '../schema/migrations.ts';

/**
 * The votes that were counted. A list is the votes of one group on one instrument of one account; `parameters` are
 * numbered in the order they were first used: the number is their version. `outcome` is 0 while it is awaited, 1 where
 * `move` has it, 2 where nobody will know.
 */
const VOTES = `
CREATE TABLE vote_list (
  number     INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  vote_group TEXT NOT NULL,
  UNIQUE (account_id, instrument, vote_group)
) STRICT;

CREATE TABLE vote_session (
  number     INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE vote_parameters (
  number            INTEGER PRIMARY KEY,
  text              TEXT NOT NULL,
  quorum_votes      REAL NOT NULL,
  quorum_categories INTEGER NOT NULL,
  UNIQUE (text)
) STRICT;

CREATE TABLE vote (
  number          INTEGER PRIMARY KEY,
  list            INTEGER NOT NULL REFERENCES vote_list (number),
  session         INTEGER NOT NULL REFERENCES vote_session (number),
  parameters      INTEGER NOT NULL REFERENCES vote_parameters (number),
  is_of_session   INTEGER NOT NULL,
  time            INTEGER NOT NULL,
  winner          INTEGER NOT NULL,
  reason          TEXT NOT NULL,
  signal          REAL NOT NULL,
  confidence      REAL NOT NULL,
  probability_up  REAL NOT NULL,
  long_short      REAL NOT NULL,
  long_flat       REAL NOT NULL,
  flat_short      REAL NOT NULL,
  total_weight    REAL NOT NULL,
  voters          INTEGER NOT NULL,
  effective_votes REAL NOT NULL,
  jury            REAL NOT NULL,
  bid             REAL,
  ask             REAL,
  outcome         INTEGER NOT NULL CHECK (outcome IN (0, 1, 2)),
  move            REAL,
  ballots         BLOB NOT NULL
) STRICT;
CREATE INDEX vote_by_list ON vote (list, number);
CREATE INDEX vote_awaited ON vote (number) WHERE outcome = 0;
`;

/** Every step, oldest first. */
export const VOTE_MIGRATIONS: readonly Migration[] = [
  { version: 1, title: 'votes that were counted', sql: VOTES },
];
