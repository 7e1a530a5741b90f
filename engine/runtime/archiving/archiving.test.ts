import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { ArchiverReport } from './archiver.ts';
import { Archiving } from './archiving.ts';
import { archivedEvents, daysIn } from './fixtures/archiving-folders.ts';
import { describeRecording } from './fixtures/describe-recording.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const START = 1_723_161_600_000;

/** A workstation's data folder with one recording of 500 events, and its archiver beside it. */
function startArchiving() {
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

  it('says once that it pauses and why, and once that it goes on', async () => {
    const { archiving, folder, logged, path, round } = startArchiving();
    const before = readFileSync(path);
    writeFileSync(folder.archive, 'in the way');
    expect((await round()).failure).toMatchObject({ code: 'cannot-write', file: folder.archive });
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
