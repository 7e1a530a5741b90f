import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { openJournal } from '../journal/open-journal.ts';
import { leave } from '../research/drift/told-trading.fixture.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { ToldLive } from '../runtime/live/told-live.fixture.ts';
import { headerLineOf } from '../venues/recorded/recording-header.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import { run } from './command-line.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewright-drift-'));
afterAll(() => rmSync(folder, { recursive: true }));

function recordingOf(
  { description, events }: ToldLive,
  path = join(folder, `${description.sessionId}.ewrec`),
): string {
  const recording = RecordingWriter.create(path, description);
  for (const event of events) recording.append(event);
  recording.close();
  return path;
}

const told = new ToldLive().begin();
told.arm();
told.enter();
told.pass(1000);
const recording = recordingOf(told);

/** A data folder that has a session's recording and its journal. */
function remembered(
  name: string,
  session: ToldLive,
  change: (outcomes: RecordedOutcome[]) => void = () => {},
) {
  const root = join(folder, name);
  const data = openDataFolder(root);
  const { accountId, sessionId } = session.description;
  const place = data.liveJournal(accountId);
  const whole = recordingOf(session, data.recordingPath(sessionId));
  const opened = openJournal(place);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const outcomes = structuredClone(session.outcomes);
  change(outcomes);
  opened.journal.beginSession(session.description);
  opened.journal.commit({
    outcomes,
    position: { sequence: session.events.length, time: unixMs(session.time) },
  });
  opened.journal.close();
  return { root, journal: place.path, recording: whole, sessionId };
}

const next = told.next().begin();
next.quote(103, 105);
leave(next, 2);
next.pass(1000);

describe('drift of a live session', () => {
  it('runs the day as paper and says what it earned otherwise and why', async () => {
    const { code, text } = await run('drift', recording, '--data-dir', folder);
    expect(text).toMatch(
      /^1970-01-01 {2}USDT\n {2}as live +-2\.1\n {2}as paper +-8\.4444\n {2}difference +\+6\.3444 /m,
    );
    expect(text).toMatch(/order size +\+6 .*\n {2}queue +0 .*\n {2}slippage +0 .*\n {2}fees +\+0\.3444 /);
    expect(text).toContain('no journal here has the session');
    expect(code).toBe(0);
  });

  it('names the first difference in time with what either did, and counts them by kind', async () => {
    const { text } = await run('drift', recording, '--data-dir', folder);
    expect(text).toContain(`first difference  1970-01-01T00:16:40.000Z  test:BTC/USDT:USDT  order size
  as live         1970-01-01T00:16:40.000Z buy 2 BTC market (entry of manual); filled 2 BTC at 101 USDT from 1970-01-01T00:16:40.000Z, fee 0.1 USDT
  as paper        1970-01-01T00:16:40.000Z buy 8 BTC market (entry of manual); filled 8 BTC at 101 USDT from 1970-01-01T00:16:40.000Z, fee 0.4444 USDT
differences       order size 2
`);
  });

  it('goes on from what an earlier session left, and compares it with its journal', async () => {
    const { root, sessionId } = remembered('next', next);
    const { code, text } = await run('drift', sessionId, '--data-dir', root);
    expect(text).toContain(
      'compared from 1970-01-01T00:16:42.000Z, with what was known to be at the venue: 1 position, 1 order\n',
    );
    expect(text).toMatch(/ {2}slippage +-8 /);
    expect(text).toMatch(/as live .* sell 2 BTC market .* filled 2 BTC at 99 USDT .*, fee 0\.1 USDT\n/);
    expect(text).toMatch(/as paper .* sell 2 BTC market .* filled 2 BTC at 103 USDT .*, fee 0\.1133 USDT\n/);
    expect(text).toMatch(/differences +fill price 1\ncompared {4}[1-9]\d* outcomes, 0 differences\n$/);
    expect(code).toBe(0);
  });

  it('says where a session ran again otherwise than its journal has it', async () => {
    const { root, sessionId } = remembered('other', next, (outcomes) => {
      const at = outcomes.findIndex(({ outcome }) => outcome.kind === 'order-filled');
      const { outcome, ...place } = outcomes[at] ?? {};
      if (outcome?.kind !== 'order-filled') throw new Error('the session must have a fill');
      const changed = { ...outcome, fill: { ...outcome.fill, ticks: ticks(98) } };
      outcomes[at] = { ...place, outcome: changed } as RecordedOutcome;
    });
    const { code, text } = await run('drift', sessionId, '--data-dir', root);
    expect(text).toMatch(/ 1 differences\nfirst {7}outcome \d+\n/);
    expect(text).toMatch(/ {2}journal .* order-filled .*: sell 2 BTC at 98 USDT, fee 0\.1 USDT\n/);
    expect(text).toMatch(/ {2}again .* order-filled .*: sell 2 BTC at 99 USDT, fee 0\.1 USDT\n/);
    expect(text).toContain('by kind     order-filled 1; ');
    expect(code).toBe(1);
  });

  it('refuses another source', async () => {
    const other = await run('drift', recording, '--data', 'x', '--data-dir', folder);
    expect(other).toMatchObject({ code: 2 });
    expect(other.text).toContain('a live day runs as paper over its own market');
  });

  it('refuses a session that never knew what the venue holds, and says how far it was', async () => {
    const deaf = new ToldLive(told.state(), { sessionId: 'live-deaf' }, told.time + 1000);
    deaf.tell({ kind: 'begin' });
    deaf.quote(99, 101);
    const { code, text } = await run('drift', recordingOf(deaf), '--data-dir', folder);
    expect(text).toContain('what the venue holds must be known, the session was at clock');
    expect(code).toBe(2);
  });
});

describe('drift of what is no session that can be read', () => {
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'a few notes of mine, and no recording at all');
  const bad = join(folder, 'state.ewrec');
  writeFileSync(
    bad,
    headerLineOf({ ...told.description, sessionId: 'live-bad', initialState: '{"version":7}' }) + '\n',
  );

  it.each([
    ['a folder', folder, /must be a recording, it is no file/],
    ['another file', text, /must be a recording and begin with .*, began with "a few notes/],
    ['a state of another version', bad, /initialState must be a checkpoint: .* version 1, was 7/],
    ['nothing', join(folder, 'nowhere.ewrec'), /there is neither a file .*nowhere\.ewrec nor a recording/],
  ])('names %s, the rule and what was found', async (_what, path, message) => {
    const { code, text: said } = await run('drift', path, '--data-dir', folder);
    expect(said).toMatch(message);
    expect(code).toBe(2);
  });

  it('makes no folder of one that is not there', async () => {
    const wrong = join(folder, 'wrong');
    const { code, text: said } = await run('drift', recording, '--data-dir', wrong);
    expect(said).toBe(`--data-dir must be a folder that is there, was ${wrong}\n`);
    expect(code).toBe(2);
    expect(existsSync(wrong)).toBe(false);
  });

  it('names a journal instead of a session of it', async () => {
    const { journal, root } = remembered('whole', next);
    const { code, text: said } = await run('drift', journal, '--data-dir', root);
    expect(said).toContain('it is a database: name a session of it');
    expect(code).toBe(2);
  });

  it('splits nothing where the journal of the session is damaged', async () => {
    const { journal, root, sessionId } = remembered('damaged', next);
    const bytes = readFileSync(journal);
    writeFileSync(journal, bytes.fill(0x5a, 4096, bytes.length - 4096));
    const { code, text: said } = await run('drift', sessionId, '--data-dir', root);
    expect(said).toContain(`the journal ${journal} is damaged: `);
    expect(code).toBe(2);
  });

  it.each([
    ['a part in which nothing followed', 4, '0 differences'],
    ['the order by hand and all after it', 14, 'again     nothing'],
  ])('says how much is missing where a recording lacks %s', async (_what, cut, found) => {
    const { recording: whole, root, sessionId } = remembered(`cut-${cut}`, next);
    const lines = readFileSync(whole, 'utf8').split('\n');
    writeFileSync(whole, `${lines.slice(0, -cut).join('\n')}\n["c`);
    const { code, text: said } = await run('drift', sessionId, '--data-dir', root);
    expect(said).toMatch(/recording {3}must have the \d+ events the journal knows, has \d+ \(torn\)\n/);
    expect(said).toContain(found);
    expect(code).toBe(1);
  });
});
