import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { COMPILED_BEFORE } from '../../test/compiled-before.ts';
import { bundleChild } from '../../test/kill/bundle-child.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { systemClock } from '../clock.ts';
import { Archiver } from './archiver.ts';
import { archivedEvents, daysIn, makeFolders } from './fixtures/archiving-folders.ts';
import { describeRecording } from './fixtures/describe-recording.ts';

const CHILD = fileURLToPath(new URL('archive-forever.fixture.ts', import.meta.url));
const KILLS = Number(process.env['EDGEWRIGHT_KILLS'] ?? 50);
/** Ten seconds before midnight, so that two days are open, and one of them is closed while it is killed. */
const START = 1_723_161_590_000;
const NEXT_DAY = START + 3_600_000;

let bundle = '';
beforeAll(async () => {
  bundle = await bundleChild(CHILD, 'archive-forever');
}, 60_000);

/** Runs an archiver, kills it `ms` after its first round began and answers with what it said. */
function killAfter(args: readonly string[], ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...args], {
      env: COMPILED_BEFORE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') systemClock.after(ms, () => child.kill('SIGKILL'));
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve(said) : reject(new Error(`the archiver ended by itself with ${code}`)),
    );
  });
}

describe(`an archiver killed ${KILLS} times while it writes and merges`, () => {
  it('has every event of the log once, and none is missing', { timeout: 60_000 + KILLS * 2000 }, async () => {
    const folders = makeFolders();
    const market = createSandboxMarket({ seed: 8, startTime: unixMs(START) });
    const whole: MarketEvent[] = [];
    const path = folders.recording('paper-a');
    const writer = RecordingWriter.create(path, describeRecording('paper-a', 'sandbox', sandboxInstruments));
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (let count = 0; count < 600; count += 1) {
        const event = market.next();
        if (!event) throw new Error('the sandbox must not end');
        writer.append(event);
        whole.push(event);
      }
      writer.flush();
      const said = await killAfter(
        [folders.recordings, folders.archive, String(NEXT_DAY)],
        (kill * 17) % 240,
      );
      if (!said.includes('round')) interrupted += 1;
    }
    writer.close();
    expect(interrupted).toBeGreaterThan(KILLS / 5);
    const last = await new Archiver(folders).round(NEXT_DAY);
    expect(last.failure).toBeUndefined();
    for (const { id } of sandboxInstruments) {
      const archived = await archivedEvents(folders.archive, id);
      expect(archived.faults).toEqual([]);
      expect(archived.events).toEqual(whole.filter(({ instrument }) => instrument === id));
    }
    expect((await daysIn(folders.archive)).some(({ isSealed }) => isSealed)).toBe(true);
    folders.remove();
  });
});

describe('an archive that may not grow any more', () => {
  it.skipIf(process.platform === 'win32')(
    'says that there is no room, and goes on when there is (needs a POSIX shell)',
    { timeout: 60_000 },
    async () => {
      const folders = makeFolders();
      const market = createSandboxMarket({ seed: 8, startTime: unixMs(START) });
      const path = folders.recording('paper-a');
      const writer = RecordingWriter.create(
        path,
        describeRecording('paper-a', 'sandbox', sandboxInstruments),
      );
      const whole: MarketEvent[] = [];
      for (let count = 0; count < 20_000; count += 1) {
        const event = market.next();
        if (event) whole.push(event);
      }
      for (const event of whole) writer.append(event);
      writer.close();
      const before = readFileSync(path);
      const said = await limited([folders.recordings, folders.archive, String(NEXT_DAY)]);
      expect(said).toEqual({ status: 3, text: 'begin\ndisk-full\n' });
      expect(readFileSync(path).equals(before)).toBe(true);
      await new Archiver(folders).round(NEXT_DAY);
      for (const { id } of sandboxInstruments) {
        const archived = await archivedEvents(folders.archive, id);
        expect(archived).toEqual({ events: whole.filter(({ instrument }) => instrument === id), faults: [] });
      }
      folders.remove();
    },
  );
});

/** Runs the archiver in a shell that lets nothing it starts write a file beyond 16 kB. */
function limited(args: readonly string[]): Promise<{ status: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const script = 'ulimit -f 32; exec "$0" "$@"';
    const child = spawn('sh', ['-c', script, process.execPath, CHILD, ...args]);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, text }));
  });
}
