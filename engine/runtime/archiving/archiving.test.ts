import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { unixMs } from '../../domain/units/time.ts';
import { rawDays } from '../../archive/raw/raw-day.ts';
import { RawFrameQueue } from './raw/raw-frame-queue.ts';
import type { ArchiverReport } from './archiver.ts';
import { Archiving } from './archiving.ts';
import { archivedEvents, daysIn } from './fixtures/archiving-folders.ts';
import { describeRecording } from './fixtures/describe-recording.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const START = 1_723_161_600_000;

/** A workstation's data folder with one recording of 500 events, and its archiver beside it. */
function startArchiving(rawFrames?: RawFrameQueue) {
  const folder = openDataFolder(folders.newFolder());
  const market = createSandboxMarket({ seed: 3, startTime: unixMs(START) });
  const path = folder.recordingPath('paper-a');
  const writer = RecordingWriter.create(path, describeRecording('paper-a', 'sandbox', sandboxInstruments));
  const events = Array.from({ length: 500 }, () => market.next()).filter((event) => event !== undefined);
  for (const event of events) writer.append(event);
  writer.close();
  const clock = new ManualClock(START);
  const logged: string[] = [];
  const waiting: ((report: ArchiverReport) => void)[] = [];
  const archiving = new Archiving({
    folders: folder,
    clock,
    log: (level, text) => logged.push(`${level}: ${text}`),
    onRound: (report) => waiting.shift()?.(report),
    rawFrames,
  });
  const round = () =>
    new Promise<ArchiverReport>((resolve) => {
      waiting.push(resolve);
      clock.pass(60_000);
    });
  return { archiving, events, folder, logged, path, round };
}

describe('archiving beside the engine', () => {
  it('archives in its own thread and ends with it', async () => {
    const { archiving, events, folder, logged, round } = startArchiving();
    expect(await round()).toMatchObject({ recordings: 1, refused: [] });
    await archiving.close();
    const [instrument] = sandboxInstruments;
    const archived = await archivedEvents(folder.archive, instrument?.id ?? '');
    expect(archived.events).toEqual(events.filter((event) => event.instrument === instrument?.id));
    expect(logged).toEqual([]);
  });

  it('knows how far it is behind what is recorded', async () => {
    const { archiving, events, path, round } = startArchiving();
    const { size } = statSync(path);
    const time = events.at(-1)?.time ?? 0;
    const recorded = { sessionId: 'paper-a', bytes: size, timeMs: time + 2500, isArchivable: true };
    expect(archiving.progress(recorded)).toEqual({
      upToMs: undefined,
      behindMs: undefined,
      behindBytes: size,
      paused: '',
      droppedFrames: 0,
    });
    await round();
    expect(archiving.progress(recorded)).toMatchObject({ upToMs: time, behindMs: 2500, behindBytes: 0 });
    expect(archiving.progress({ ...recorded, bytes: size + 700 }).behindBytes).toBe(700);
    expect(archiving.progress({ ...recorded, sessionId: 'replay-b', isArchivable: false })).toMatchObject({
      upToMs: undefined,
      behindBytes: 0,
    });
    await archiving.close();
  });

  it('writes raw frames in its thread, the last ones when it is closed', async () => {
    const queue = new RawFrameQueue('bybit');
    const { archiving, folder } = startArchiving(queue);
    const frame = {
      kind: 'recv',
      connection: 'bybit.ws.1',
      time: START,
      address: '',
      text: '{"a":1}',
    } as const;
    queue.take(frame);
    await archiving.close();
    expect(rawDays(folder.archive)).toMatchObject([{ venue: 'bybit', day: '2024-08-09' }]);
  });

  it('says once that it pauses and why, and once that it goes on', async () => {
    const { archiving, folder, logged, path, round } = startArchiving();
    const before = readFileSync(path);
    writeFileSync(folder.archive, 'in the way');
    expect((await round()).failure).toMatchObject({ code: 'cannot-write', file: folder.archive });
    const recorded = { sessionId: 'paper-a', bytes: before.length, timeMs: START, isArchivable: true };
    expect(archiving.progress(recorded)).toMatchObject({
      paused: expect.stringContaining(folder.archive),
      behindBytes: before.length,
    });
    await round();
    expect(logged).toEqual([
      expect.stringMatching(/^warning: archiving pauses and tries again every minute; .*archive/),
    ]);
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(folder.archive);
    expect(await round()).toMatchObject({ recordings: 1 });
    expect(logged.slice(1)).toEqual(['info: archiving goes on']);
    expect((await daysIn(folder.archive)).length).toBeGreaterThan(0);
    await archiving.close();
  });
});
