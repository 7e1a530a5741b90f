import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KernelEvent } from '../domain/session/kernel-event.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { openJournal } from '../journal/open-journal.ts';
import { describeRecording } from '../runtime/archiving/fixtures/describe-recording.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { ToldLive } from '../runtime/live/told-live.fixture.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import { run } from './command-line.fixture.ts';
import { OrderDelays } from './measure-delays.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewright-delays-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A trade the venue told of at a time and that came so much later. */
const tradeAfter = (venueTime: number, ms: number): KernelEvent => ({
  kind: 'trade',
  instrument: INSTRUMENT.id,
  time: unixMs(venueTime + ms),
  venueTime: unixMs(venueTime),
  ticks: ticks(100),
  lots: lots(1),
  aggressor: 'buy',
  tradeId: `t${venueTime}`,
});

function recordingOf(name: string, source: 'live-data' | 'sandbox', events: readonly KernelEvent[]): string {
  const path = join(folder, `${name}.ewrec`);
  const recording = RecordingWriter.create(path, describeRecording(name, source, [INSTRUMENT]));
  for (const event of events) recording.append(event);
  recording.close();
  return path;
}

const followed = recordingOf('paper-followed', 'live-data', [
  tradeAfter(1_000_000, 12),
  tradeAfter(1_000_100, 30),
  tradeAfter(1_000_200, 8),
  // A clock of the venue that is ahead; and a trade told again much later.
  tradeAfter(1_000_300, -3),
  tradeAfter(1_000_400, 60_001),
]);

/** A live session whose fills the venue had 20 ms after they were sent and we knew 31 ms later. */
function tradedLive() {
  const told = new ToldLive().begin();
  told.arm();
  told.enter();
  told.pass(1000);
  const submitted = told.outcomes.find(({ outcome }) => outcome.kind === 'order-submitted')?.outcome;
  if (submitted?.kind !== 'order-submitted') throw new Error('an order must have been sent');
  const sentAt = submitted.order.submittedAt;
  return {
    description: told.description,
    events: told.events,
    outcomes: told.outcomes.map((recorded) => {
      const { outcome } = recorded;
      if (outcome.kind !== 'order-filled') return recorded;
      const fill = { ...outcome.fill, venueTime: unixMs(sentAt + 20), time: unixMs(sentAt + 51) };
      return { ...recorded, outcome: { ...outcome, fill } };
    }),
  };
}

describe('edgewright delays', () => {
  it('writes how long the market was on its way to us, from trades and changes of the book', async () => {
    const out = join(folder, 'feed.csv');
    const { code, text } = await run('delays', followed, '--data-dir', folder, '--out', out);
    expect(code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe('feed_ms\n0\n8\n12\n30\n');
    expect(text).toContain('market to us  4 delays, half below 12 ms, 95 of 100 below 30 ms');
    expect(text).toContain('us to venue   none measured, so there is no order_ms');
    const again = await run('delays', followed, '--data-dir', folder, '--out', out);
    expect(again.code).toBe(2);
    expect(again.text).toMatch(/--out .*feed\.csv cannot be written: EEXIST/);
  });

  it('writes those of orders, too, where a real venue was traded', async () => {
    const { description, events, outcomes } = tradedLive();
    const data = openDataFolder(join(folder, 'live'));
    const recording = RecordingWriter.create(data.recordingPath(description.sessionId), description);
    for (const event of events) recording.append(event);
    recording.append(tradeAfter(2_000_000, 9));
    recording.close();
    const opened = openJournal(data.liveJournal(description.accountId));
    if (!opened.ok) throw new Error(opened.failure.detail);
    opened.journal.beginSession(description);
    opened.journal.commit({ outcomes, position: { sequence: events.length, time: unixMs(2_000_000) } });
    opened.journal.close();
    const out = join(folder, 'all.csv');
    const args = ['delays', description.sessionId, '--data-dir', join(folder, 'live'), '--out', out];
    expect((await run(...args)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^feed_ms,order_ms,response_ms\n9,20,31\n/);
  });

  it('measures the way there by orders at market alone: what rests fills when it fills', () => {
    const found = new OrderDelays();
    for (const { outcome } of tradedLive().outcomes)
      found.add(
        outcome.kind === 'order-submitted'
          ? { ...outcome, order: { ...outcome.order, kind: { type: 'stop-market', trigger: ticks(90) } } }
          : outcome,
      );
    expect(found.orderMs).toEqual([]);
    expect(found.responseMs).toContain(31);
  });

  it('refuses a market that was made here', async () => {
    const made = recordingOf('paper-made', 'sandbox', []);
    const { code, text } = await run('delays', made, '--data-dir', folder);
    expect(code).toBe(2);
    expect(text).toContain('delays are measured on live data; the market of paper-made was sandbox');
  });

  it('makes a table that paper trading draws from, and the report names it', async () => {
    const root = join(folder, 'drawn');
    const place = ['--data-dir', root, '--out', join(root, 'out')];
    const drawn = ['--latency', '7', '--latency-file', join(folder, 'feed.csv')];
    const { code } = await run('paper', '--minutes', '2', '--format', 'json', ...place, ...drawn);
    expect(code).toBe(0);
    const files = readdirSync(join(root, 'out'), { recursive: true, encoding: 'utf8' });
    const report = readFileSync(
      join(root, 'out', files.find((name) => name.endsWith('.json')) ?? ''),
      'utf8',
    );
    expect(report).toContain(
      'drawn from recorded delays of feed.csv: 4, 1, 1 of market to us, us to venue, venue to us',
    );
  });
});
