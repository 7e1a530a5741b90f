import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { Archiver } from './archiver.ts';
import { archivedEvents, makeFolders } from './fixtures/archiving-folders.ts';
import { describeRecording } from './fixtures/describe-recording.ts';

const MIDNIGHT = 1_723_161_600_000;
const id = sandboxInstruments[0]?.id ?? '';
const trade = (time: number, venueTime = time): MarketEvent =>
  ({
    kind: 'trade',
    instrument: id,
    time: unixMs(time),
    venueTime: unixMs(venueTime),
    ticks: 600_000,
    lots: 1,
    aggressor: 'buy',
    tradeId: String(time),
  }) as MarketEvent;

describe('a recording with a time that is none', () => {
  it.each([
    ['of the venue', trade(MIDNIGHT + 1000, 1_723_161_600_000_000), true],
    ['of ours', trade(9_000_000_000_000_000), false],
  ])('%s does not hold up the others', async (_, odd, isTaken) => {
    const folders = makeFolders();
    try {
      for (const [name, event] of [
        ['paper-a', odd],
        ['paper-b', trade(MIDNIGHT + 2000)],
      ] as const) {
        const writer = RecordingWriter.create(
          folders.recording(name),
          describeRecording(name, 'live-data', sandboxInstruments),
        );
        writer.append(event);
        writer.flush();
      }
      const report = await new Archiver(folders).round(MIDNIGHT + 60_000);
      expect(report.failure).toBeUndefined();
      expect(report.recordings).toBe(2);
      expect(report.refused.length).toBe(isTaken ? 0 : 1);
      const { events } = await archivedEvents(folders.archive, id);
      expect(events).toEqual([...(isTaken ? [odd] : []), trade(MIDNIGHT + 2000)]);
    } finally {
      folders.remove();
    }
  });
});
