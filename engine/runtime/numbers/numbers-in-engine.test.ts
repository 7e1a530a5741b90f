import { appendFileSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FormulaUpdate } from '../../contract/formula-commands.ts';
import type { NumbersView } from '../../contract/number-commands.ts';
import { readRecording } from '../../venues/recorded/read-recording.ts';
import { START, startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';
const SOL = 'sandbox:SOL/USDT:USDT';
const DAY = 86_400_000;

const folders = temporaryFolders();
afterEach(folders.removeAll);

type Engine = Awaited<ReturnType<typeof startEngine>>;

/** What a series says of the days; 0 is the day that ended just now. */
const YEAR: Readonly<Record<string, (daysAgo: number) => number>> = {
  'option.call-volatility': (daysAgo) => 0.6 + 0.01 * Math.sin(daysAgo),
  'option.put-volatility': () => 0.55,
  'option.at-the-money-volatility': () => 0.5,
};

/** A folder with a year of volatilities, each known as its day closes, beside what more the file says. */
function folderWith(more = ''): string {
  const folder = folders.newFolder();
  const rows = Object.entries(YEAR).flatMap(([name, valueOf]) =>
    Array.from({ length: 365 }, (_, ago) => `${START - ago * DAY},${name},${valueOf(ago)}`),
  );
  writeFileSync(join(folder, 'numbers.csv'), `${['time,name,value', ...rows].join('\n')}\n${more}`);
  return folder;
}

async function seen({ ask }: Engine): Promise<NumbersView> {
  const answer = await ask('ownNumbers', {});
  if (!answer.ok) throw new Error(answer.failure.detail);
  return answer.reply;
}

/** Time passes until something is so. */
const until = ({ pass }: Engine, check: () => unknown) =>
  vi.waitFor(
    async () => {
      await pass(1000);
      await check();
    },
    { timeout: 25_000, interval: 20 },
  );

/** The newest of what a formula on display said. */
const lastOf = ({ changes }: Engine): FormulaUpdate | undefined =>
  changes()
    .flatMap((change) => (change.kind === 'flow' ? change.updates : []))
    .at(-1)?.body as FormulaUpdate | undefined;

const watch = ({ ask }: Engine, formula: string) =>
  ask('watch', { ladders: [], prints: [], flows: [{ kind: 'formula', instrument: BTC, formula }] });

/** The numbers from outside that the recording of a session holds. */
function recordedNumbers(folder: string): readonly unknown[] {
  const [name = ''] = readdirSync(join(folder, 'recordings'));
  const recording = readRecording(join(folder, 'recordings', name));
  const found: unknown[] = [];
  for (let event = recording.next(); event; event = recording.next())
    if (event.kind === 'outside-number') found.push([event.instrument, event.name, event.value]);
  return found;
}

describe('an engine with numbers of its own in the data folder', () => {
  it('counts good lines, says which it refused, and gives formula 276 a value and what a year makes of it', async () => {
    const engine = await startEngine(folderWith('nonsense\n'));
    await until(engine, async () => expect((await seen(engine)).rows).toBe(3 * 365));
    expect(await seen(engine)).toMatchObject({
      state: 'read',
      refusedCount: 1,
      refused: [{ line: 3 * 365 + 2, rule: 'a line must have 3 cells (time,name,value), had 1' }],
      series: Object.keys(YEAR).map((name) => ({
        name,
        rows: 365,
        lastMs: START,
        unit: 'fraction per root year',
      })),
      notToldBecause: '',
    });
    expect(engine.changes()).toContainEqual(
      expect.objectContaining({
        kind: 'log',
        entry: expect.objectContaining({ text: expect.stringMatching(/^numbers\.csv: 1 line was refused/) }),
      }),
    );
    await watch(engine, 'F276');
    await until(engine, () => expect(lastOf(engine)).toMatchObject({ because: null, missing: [] }));
    expect(lastOf(engine)?.value).toBeCloseTo((0.6 - 0.55) / 0.5, 9);
    expect(lastOf(engine)?.readings['z']).toEqual(expect.any(Number));
  });

  it('begins what is on display anew when the file comes later', async () => {
    const from = folderWith();
    const folder = folders.newFolder();
    const engine = await startEngine(folder);
    await watch(engine, 'F276');
    await until(engine, () => expect(lastOf(engine)).toMatchObject({ because: 'no-input' }));
    copyFileSync(join(from, 'numbers.csv'), join(folder, 'numbers.csv'));
    await until(engine, () => expect(lastOf(engine)?.readings['z']).toEqual(expect.any(Number)));
  });

  it('tells the session a new line, and the recording keeps it', async () => {
    const folder = folderWith();
    const engine = await startEngine(folder);
    await until(engine, async () => expect((await seen(engine)).rows).toBe(3 * 365));
    appendFileSync(join(folder, 'numbers.csv'), `${START + 1},sentiment.fear-and-greed,12\n`);
    await until(engine, async () => expect((await seen(engine)).rows).toBe(3 * 365 + 1));
    await engine.pass(1000);
    await engine.engine.hear({ type: 'shutdown' });
    const ofYear = Object.entries(YEAR).flatMap(([name, valueOf]) =>
      [BTC, ETH, SOL].map((instrument) => [instrument, name, valueOf(0)]),
    );
    expect(recordedNumbers(folder)).toEqual([...ofYear, [BTC, 'sentiment.fear-and-greed', 12]]);
  });

  it('tells a replay nothing beyond what was recorded', async () => {
    const before = folders.newFolder();
    const first = await startEngine(before);
    await first.pass(3000);
    await first.engine.hear({ type: 'shutdown' });
    const recordings = join(before, 'recordings');
    const paths = readdirSync(recordings).map((name) => join(recordings, name));

    const engine = await startEngine(folderWith());
    await until(engine, async () => expect((await seen(engine)).rows).toBe(3 * 365));
    await engine.question({ kind: 'open-recording', paths });
    const heard: string[] = [];
    engine.engine.station.session.observe({
      passTime: () => undefined,
      onEvent: ({ kind }) => void heard.push(kind),
    });
    await watch(engine, 'F276');
    await until(engine, () => expect(lastOf(engine)).toMatchObject({ because: 'no-input' }));
    await engine.pass(10_000);
    expect(heard).toContain('trade');
    expect(heard).not.toContain('outside-number');
    expect(lastOf(engine)).toMatchObject({ withoutSource: Object.keys(YEAR) });
    expect((await seen(engine)).notToldBecause).toMatch(/^a replay is told nothing/);
  });
});
