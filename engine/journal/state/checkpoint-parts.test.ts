import { createHash } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { canonicalJson } from '../canonical-json.ts';
import { describeSession, HISTORY_START } from '../fixtures/describe-session.ts';
import { openedJournal, temporaryFolder } from '../fixtures/temporary-journal.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { StateWriter } from './state-writer.ts';

const noon = unixMs(HISTORY_START + 43_200_000);
/** Of `name`, with its trades: two thirds of them are those of the state before. */
const stateAt = (name: string, at: number) => ({
  name,
  at,
  closed: Array.from({ length: 300 }, (_, i) => Object.freeze({ name, gain: Math.sin(at * 100 + i) })),
});

describe('a checkpoint in parts', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;

  beforeEach(() => {
    folder = temporaryFolder();
    path = `${folder.path}/journal.sqlite`;
  });
  afterEach(() => folder.remove());

  const commit = (journal: Journal, writer: StateWriter, state: unknown, sequence: number): void =>
    journal.commit({ outcomes: [], position: { sequence, time: noon }, checkpoint: writer.write(state) });

  /** Two sessions, one after the other, each with a few checkpoints. */
  const write = (): void => {
    const journal = openedJournal(path);
    const writer = new StateWriter();
    for (const sessionId of ['first', 'second']) {
      journal.beginSession(describeSession({ sessionId }));
      for (let at = 1; at <= 4; at += 1) commit(journal, writer, stateAt(sessionId, at), at);
      if (sessionId === 'first') journal.endSession(sessionId, 'quit');
    }
    journal.close();
  };

  const damage = (sql: string): void => {
    const database = new SqliteDatabase(path);
    database.exec(sql);
    database.close();
  };

  const failure = (): unknown => {
    const opened = openJournal({ path });
    if (opened.ok) opened.journal.close();
    return opened.ok ? undefined : opened.failure;
  };

  const storedParts = (session: number): number => {
    const database = new SqliteDatabase(path);
    const count = database
      .prepare('SELECT count(*) FROM checkpoint_part WHERE session = ?')
      .pluck()
      .get(session);
    database.close();
    return Number(count);
  };

  it('is read as it was written, of every session, and keeps no part of what it was before', () => {
    write();
    const journal = openedJournal(path);
    expect(journal.allSessions().map(({ checkpoint }) => checkpoint?.state)).toEqual([
      canonicalJson(stateAt('first', 4)),
      canonicalJson(stateAt('second', 4)),
    ]);
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
    const partCounts = ['first', 'second'].map(
      (name) => new StateWriter().write(stateAt(name, 4)).parts.length,
    );
    expect(Math.min(...partCounts)).toBeGreaterThan(3);
    expect([storedParts(1), storedParts(2)]).toEqual(partCounts);
  });

  it('goes on after a restart with the parts that are stored', () => {
    write();
    const journal = openedJournal(path);
    journal.resumeSession('second');
    commit(journal, new StateWriter(), stateAt('second', 5), 5);
    expect(journal.latestSession('paper')?.checkpoint?.state).toBe(canonicalJson(stateAt('second', 5)));
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
  });

  it('needs no parts any more where the state has become short', () => {
    write();
    const journal = openedJournal(path);
    journal.resumeSession('second');
    commit(journal, new StateWriter(), { closed: [] }, 5);
    journal.close();
    expect(storedParts(2)).toBe(0);
    expect(failure()).toBeUndefined();
  });

  it('is the one before when a commit fails after its parts were written, and the next one is whole', () => {
    write();
    damage(`CREATE TRIGGER no_sixth BEFORE INSERT ON checkpoint WHEN new.sequence = 6
            BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    const journal = openedJournal(path);
    journal.resumeSession('second');
    const writer = new StateWriter();
    commit(journal, writer, stateAt('second', 5), 5);
    expect(() => commit(journal, writer, stateAt('second', 6), 6)).toThrow('the disk is full');
    expect(journal.latestSession('paper')?.checkpoint?.state).toBe(canonicalJson(stateAt('second', 5)));
    commit(journal, writer, stateAt('second', 7), 7);
    expect(journal.latestSession('paper')?.checkpoint?.state).toBe(canonicalJson(stateAt('second', 7)));
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
  });

  const oneOf = (session: number): string =>
    `number = (SELECT max(number) FROM checkpoint_part WHERE session = ${session})`;

  it.each([
    ['a part is missing', `DELETE FROM checkpoint_part WHERE ${oneOf(2)}`, 'lacks 1 of its parts'],
    ['all parts are missing', 'DELETE FROM checkpoint_part WHERE session = 2', 'of its parts'],
    [
      'a bit of a part has turned',
      `UPDATE checkpoint_part SET text = replace(text, '"gain":0', '"gain":1') WHERE ${oneOf(2)}`,
      'does not fit its digest',
    ],
    [
      'a bit of the digest of a part has turned',
      `UPDATE checkpoint_part SET digest = CAST(x'00' || substr(digest, 2) AS BLOB) WHERE ${oneOf(2)}`,
      'does not fit its digest',
    ],
    [
      'a part has the text of one of another session',
      `UPDATE checkpoint_part SET text = (SELECT text FROM checkpoint_part WHERE ${oneOf(1)}) WHERE ${oneOf(2)}`,
      'does not fit its digest',
    ],
    [
      'a part of another session stands in the place of one',
      `DELETE FROM checkpoint_part WHERE ${oneOf(2)};
       INSERT INTO checkpoint_part SELECT 9999, 2, digest, text FROM checkpoint_part WHERE ${oneOf(1)}`,
      'part 9999 does not belong to the checkpoint of session 2',
    ],
    [
      'a part went over to another session',
      `UPDATE checkpoint_part SET session = 2 WHERE ${oneOf(1)}`,
      'the checkpoint of session 1 lacks 1 of its parts',
    ],
    [
      'a part was added',
      `INSERT INTO checkpoint_part VALUES (9999, 2, x'${createHash('sha256').update('{}').digest('hex')}', '{}')`,
      'part 9999 does not belong to the checkpoint of session 2',
    ],
    [
      'the root is missing',
      'DELETE FROM checkpoint WHERE session = 2',
      'session 2 has parts of a checkpoint',
    ],
    [
      'a bit of the root has turned',
      `UPDATE checkpoint SET state = replace(state, 'second', 'secont') WHERE session = 2`,
      'the checkpoint of session 2 does not fit its digest',
    ],
  ])('is found damaged when the journal is opened: %s', (_name, sql, detail) => {
    write();
    damage(sql);
    expect(failure()).toMatchObject({ code: 'corrupt', detail: expect.stringContaining(detail) });
  });

  it('is found damaged when one part is older than the others', () => {
    write();
    damage('CREATE TABLE kept AS SELECT * FROM checkpoint_part WHERE session = 2');
    const journal = openedJournal(path);
    journal.resumeSession('second');
    commit(journal, new StateWriter(), stateAt('second', 5), 5);
    journal.close();
    // The newest part of then in the place of the newest of now, whole and with its digest.
    damage(`DELETE FROM checkpoint_part WHERE ${oneOf(2)};
            INSERT INTO checkpoint_part SELECT 1000000, session, digest, text FROM kept ORDER BY number LIMIT 1;
            DROP TABLE kept`);
    expect(failure()).toMatchObject({
      code: 'corrupt',
      detail: expect.stringContaining('does not belong to the checkpoint of session 2'),
    });
  });

  it('is found damaged when its root is older than its parts', () => {
    write();
    damage('CREATE TABLE kept AS SELECT * FROM checkpoint WHERE session = 2');
    const journal = openedJournal(path);
    journal.resumeSession('second');
    commit(journal, new StateWriter(), stateAt('second', 5), 5);
    journal.close();
    damage(
      `DELETE FROM checkpoint WHERE session = 2; INSERT INTO checkpoint SELECT * FROM kept; DROP TABLE kept`,
    );
    expect(failure()).toMatchObject({ code: 'corrupt' });
  });

  it('R-ST-11: of an older version, in one text, is read, and the next one is in parts', () => {
    const old = new SqliteDatabase(path);
    migrate(old, MIGRATIONS.slice(0, 2), path);
    const description = describeSession();
    const state = canonicalJson(stateAt('old', 1));
    const fields = [1, 3, noon, null, 1];
    old.close();
    const began = openedJournal(`${folder.path}/made-now.sqlite`);
    began.beginSession(description);
    began.close();
    // As version 2 wrote it: the text of the state and everything beside it under one digest.
    const database = new SqliteDatabase(path);
    database.exec(`ATTACH '${folder.path}/made-now.sqlite' AS now;
      INSERT INTO session SELECT * FROM now.session; INSERT INTO outcome SELECT * FROM now.outcome;
      INSERT INTO position SELECT * FROM now.position; DETACH now`);
    const digest = createHash('sha256')
      .update(JSON.stringify([...fields, state]))
      .digest();
    database.prepare('INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?, ?)').run(...fields, state, digest);
    database.close();

    const journal = openedJournal(path);
    expect(journal.latestSession('paper')?.checkpoint).toEqual({ sequence: 3, time: noon, state });
    journal.resumeSession(description.sessionId);
    commit(journal, new StateWriter(), stateAt('old', 2), 4);
    expect(journal.latestSession('paper')?.checkpoint?.state).toBe(canonicalJson(stateAt('old', 2)));
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
    expect(storedParts(1)).toBeGreaterThan(3);
  });
});
