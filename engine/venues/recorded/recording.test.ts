import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { anyKernelEvent } from './fixtures/arbitrary-event.ts';
import { recordedSession, twoInstruments } from './fixtures/recording-session.ts';
import { openRecordedFeed } from './open-recorded-feed.ts';
import { readRecording } from './read-recording.ts';
import { recentTrades } from './recent-trades.ts';
import { EVENTS_PER_MARK, RecordingWriter } from './recording-writer.ts';

let folder = '';
let fileCount = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const newPath = () => join(folder, `${(fileCount += 1)}.ewrec`);
const tick = (time: number): KernelEvent => ({ kind: 'clock', time: time as UnixMs });
const ticks = (count: number) => Array.from({ length: count }, (_, time) => tick(time));

function trade(time: number): KernelEvent {
  const [{ id }] = twoInstruments;
  return {
    kind: 'trade',
    instrument: id,
    time,
    venueTime: time,
    ticks: 100,
    lots: 2,
    aggressor: 'sell',
    tradeId: `${time}`,
  } as KernelEvent;
}

function record(events: readonly KernelEvent[], isClosed = true): string {
  const path = newPath();
  const writer = RecordingWriter.create(path, recordedSession);
  for (const event of events) writer.append(event);
  if (isClosed) writer.close();
  else writer.flush();
  return path;
}

function readAll(path: string) {
  const recording = readRecording(path);
  const events: KernelEvent[] = [];
  for (let event = recording.next(); event !== undefined; event = recording.next()) events.push(event);
  recording.close();
  return { events, end: recording.end, description: recording.description, eventCount: recording.eventCount };
}

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');

describe('a session recording', () => {
  it('gives back every event of every kind and the description, exactly', () => {
    fc.assert(
      fc.property(fc.array(anyKernelEvent, { maxLength: 40 }), (events) => {
        const read = readAll(record(events));
        expect(read.events).toEqual(events);
        expect(read.description).toEqual(recordedSession);
        expect(read.end).toBe('complete');
      }),
      { numRuns: 150 },
    );
  });

  it('is marked every thousand events and at its end', () => {
    const path = record(ticks(2 * EVENTS_PER_MARK + 5));
    const marks = linesOf(path).filter((line) => line.startsWith('["#"'));
    expect(marks.map((line) => (JSON.parse(line) as unknown[]).filter((_, index) => index !== 2))).toEqual([
      ['#', 1000],
      ['#', 2000],
      ['#', 2005, 'end'],
    ]);
    expect(readAll(path)).toMatchObject({ end: 'complete', eventCount: 2005 });
  });

  it('is read by its owner alone', () => {
    expect(statSync(record([])).mode & 0o777).toBe(0o600);
  });

  it('counts its bytes, waiting ones included, and holds them after a flush', () => {
    const path = newPath();
    const writer = RecordingWriter.create(path, recordedSession);
    const before = writer.bytes;
    writer.append(tick(1));
    expect(writer.bytes).toBe(before + '["K",1]\n'.length);
    expect(statSync(path).size).toBe(before);
    writer.flush();
    expect(statSync(path).size).toBe(writer.bytes);
    writer.close();
  });

  it('never writes over a recording that is there', () => {
    const path = record([]);
    expect(() => RecordingWriter.create(path, recordedSession)).toThrow(/EEXIST/);
  });

  it('refuses an event of an instrument it does not know, and any after its end', () => {
    const writer = RecordingWriter.create(newPath(), recordedSession);
    expect(() => writer.append({ ...trade(1), instrument: 'x:y' } as KernelEvent)).toThrow(
      /x:y is not of this session/,
    );
    writer.close();
    expect(() => writer.append(tick(1))).toThrow(/is closed/);
  });

  it('is open when it was flushed and never closed', () => {
    expect(readAll(record(ticks(3), false))).toMatchObject({ end: 'open', eventCount: 3 });
  });

  it('keeps every whole line wherever its end is torn off', () => {
    const whole = readFileSync(record(ticks(1002), false));
    const header = whole.indexOf(10) + 1;
    fc.assert(
      fc.property(fc.integer({ min: header, max: whole.length }), (size) => {
        const path = newPath();
        writeFileSync(path, whole.subarray(0, size));
        const lines = whole.subarray(header, size).toString().split('\n').slice(0, -1);
        const read = readAll(path);
        expect(read.eventCount).toBe(lines.filter((line) => line.startsWith('["K"')).length);
        expect(read.end).toBe(whole[size - 1] === 10 ? 'open' : 'torn');
      }),
    );
  });

  it.each([
    ['no JSON', '{', /line 3: a line must be a JSON list/],
    ['no list', '{}', /line 3: a line must be a JSON list/],
    ['an unknown kind', '["Z",1]', /line 3: kind must be one of/],
    ['a name every object has', '["constructor",1]', /line 3: kind must be one of/],
    ['an entry too many', '["K",1,2]', /line 3: a row of kind K must have 2 entries, had 3/],
    ['a time below zero', '["K",-1]', /line 3: time must be a whole number, not negative, was -1/],
    ['an instrument that is not in the header', '["M",2,1,1,5]', /line 3: instrument must be below 2, was 2/],
    ['a price of zero', '["M",0,1,1,0]', /line 3: ticks must be a whole number above zero, was 0/],
    ['a price without size', '["D",0,1,1,9,[5],[]]', /line 3: bids must be a list of ticks and lots in turn/],
    ['a size that is no number', '["D",0,1,1,9,[5,null],[]]', /line 3: entry 1 of bids must be .*, was null/],
    ['a malformed command', '["C",1,{"kind":"flatten"}]', /line 3: command because: /],
    ['an unknown command', '["C",1,{"kind":"sell-all"}]', /line 3: command kind: /],
    ['a mark that miscounts', '["#",7,0]', /line 3: the mark must state 1 events before it, stated 7/],
    ['a mark over other bytes', '["#",1,0]', /line 3: the bytes before the mark must have CRC-32 0/],
  ])('names file, line and rule when a line holds %s', (_what, line, rule) => {
    const path = record([tick(1)], false);
    appendFileSync(path, `${line}\n`);
    expect(() => readAll(path)).toThrow(rule);
    expect(() => readAll(path)).toThrow(path);
  });

  it('notices a digit changed under a mark', () => {
    const path = record(ticks(20));
    writeFileSync(path, readFileSync(path, 'utf8').replace('["K",7]', '["K",8]'));
    expect(() => readAll(path)).toThrow(/CRC-32/);
  });

  it.each([
    ['an empty file', '', /no whole line/],
    ['another format', '{"format":"other"}\n', /line 1: header format/],
    ['another version', '{"format":"edgewright-recording","version":2}\n', /line 1: header version/],
    ['no JSON', 'hello\n', /line 1: the first line must be a JSON header/],
  ])('refuses %s', (_what, text, rule) => {
    const path = newPath();
    writeFileSync(path, text);
    expect(() => readRecording(path)).toThrow(rule);
  });
});

describe('the feed of session recordings', () => {
  it('gives the market of several files in order and leaves out commands and clock', () => {
    const opened = openRecordedFeed([record([trade(5), tick(6), trade(7)]), record([trade(6), trade(9)])]);
    if (!opened.ok) throw new Error(opened.failure.detail);
    const { feed } = opened;
    expect(feed.instruments).toEqual(twoInstruments);
    // The second file begins before the first ends; time is raised, never lowered.
    expect([feed.next(), feed.next(), feed.next(), feed.next()].map((event) => event?.time)).toEqual([
      5, 7, 7, 9,
    ]);
    expect(feed.next()).toBeUndefined();
    expect(feed.progress()).toBe(1);
  });

  it('ends with the reason where a file is damaged, after everything before the damage', () => {
    const path = record([trade(5)], false);
    appendFileSync(path, '["T",0]\n');
    const opened = openRecordedFeed([path]);
    if (!opened.ok) throw new Error(opened.failure.detail);
    const kinds = Array.from({ length: 4 }, () => opened.feed.next()?.kind);
    expect(kinds).toEqual(['trade', 'feed-status', 'feed-status', undefined]);
    expect(opened.feed.failure).toMatch(/line 3: /);
  });

  it.each([
    [
      'a file that is neither',
      'time,price\n',
      /must be a gzip capture of market data or a session recording .*begins with "time,price/,
    ],
    ['an empty file', '', /begins with nothing/],
  ])('refuses %s in a sentence', (_what, text, sentence) => {
    const path = newPath();
    writeFileSync(path, text);
    const opened = openRecordedFeed([path]);
    expect(opened.ok ? '' : opened.failure.detail).toMatch(sentence);
  });

  it('refuses a missing file and no file at all', () => {
    const missing = openRecordedFeed([join(folder, 'nothing')]);
    expect(missing.ok ? '' : missing.failure.detail).toMatch(/cannot be read: ENOENT/);
    expect(openRecordedFeed([])).toMatchObject({ ok: false });
  });
});

describe('recent trades', () => {
  it('are the prints in the last bytes of a recording, oldest first', () => {
    const path = record([trade(1), tick(2), trade(3), trade(4)], false);
    const lineBytes = linesOf(path).at(-2)?.length ?? 0;
    expect(recentTrades(path, 1_000_000).map(({ time }) => time)).toEqual([1, 3, 4]);
    expect(recentTrades(path, 2 * lineBytes).map(({ time }) => time)).toEqual([4]);
  });

  it('are none where there is no recording or its header is damaged', () => {
    expect(recentTrades(join(folder, 'nothing'), 100)).toEqual([]);
    const path = newPath();
    writeFileSync(path, 'damaged\n');
    expect(recentTrades(path, 100)).toEqual([]);
  });
});
