import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { VENUE_SESSIONS, type VenueSession } from '../wire/fixtures/venue-sessions.ts';
import { openCapture, openRecordedFeed } from './open-recorded-feed.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const START_S = 1_700_000_000;

const entry = (t: string, second: number, more: object, conn = 'ws.1') =>
  JSON.stringify({ t, conn, ts: START_S + second + 0.25, ...more });

const recv = (second: number, data: string, conn?: string) => entry('recv', second, { data }, conn);

/** The beginning of a session of a venue: what was listed, connected to and asked for. */
const beginning = ({ address, answer, asked, request }: VenueSession): string[] => [
  JSON.stringify({ t: 'header', format: 2, exchange: 'ANY', recorded: START_S }),
  entry('http', 0, { url: asked, data: answer }, 'http'),
  entry('connect', 0, { addr: address }),
  entry('send', 0, { addr: address, data: request }),
];

const fileOf = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
  return path;
};

function replay(name: string, lines: readonly string[]) {
  const path = fileOf(name, lines);
  const capture = openCapture([path]);
  const events: MarketEvent[] = [];
  for (let event = capture.next(); event !== undefined; event = capture.next()) events.push(event);
  return { path, capture, events, statistics: capture.statistics };
}

const story = (events: readonly MarketEvent[]) =>
  events.map((event) => (event.kind === 'feed-status' ? event.status : event.kind));

const sessionOf = (name: string): VenueSession => {
  const found = VENUE_SESSIONS.find((session) => session.name === name);
  if (found === undefined) throw new Error(`no session of ${name}`);
  return found;
};

const OKX = sessionOf('OKX');
const KRAKEN = sessionOf("Kraken's first socket");
const COINBASE = sessionOf('Coinbase');

describe('a recorded session', () => {
  it('tells what a frame says, with the time it was received and that of the venue', () => {
    const [update = '', trade = '', mark = ''] = OKX.frames;
    const { events } = replay('okx.gz', [
      ...beginning(OKX),
      recv(1, OKX.snapshot),
      recv(2, update),
      recv(3, trade),
      recv(4, mark),
    ]);
    expect(story(events)).toEqual(['book-snapshot', 'live', 'book-delta', 'trade', 'mark-price', 'ended']);
    expect(events[2]).toEqual({
      kind: 'book-delta',
      instrument: 'okx:ABC/USDT',
      time: START_S * 1000 + 2250,
      venueTime: 1_700_000_000_223,
      // 2.75 base units are 2750 lots of 0.001.
      bids: [1001, 2750],
      asks: [1002, 0],
      updateId: 107,
    });
  });

  it('goes by time, though its connections are written one after the other', () => {
    const [update = '', trade = ''] = OKX.frames;
    const other = entry('connect', 0, { addr: OKX.address }, 'ws.2');
    const { events, statistics } = replay('merged.gz', [
      ...beginning(OKX),
      recv(1, OKX.snapshot),
      recv(5, update),
      other,
      recv(3, trade, 'ws.2'),
    ]);
    expect(story(events)).toEqual(['book-snapshot', 'live', 'trade', 'book-delta', 'ended']);
    expect(statistics.clockSteps).toBe(0);
  });

  it('skips what is malformed and tells line, rule and value of each', () => {
    const [update = '', trade = ''] = OKX.frames;
    const { events, path, statistics } = replay('malformed.gz', [
      ...beginning(OKX),
      recv(1, OKX.snapshot),
      recv(2, update.replace('"10.01"', '"NaN"')),
      '{"t":"recv","conn":"ws.1","ts"',
      entry('recv', 3, { data: 7 }),
      recv(4, trade.replace('10.02', '10.021')),
      recv(5, update),
      JSON.stringify({ t: 'else', conn: 'ws.1', ts: START_S }),
    ]);
    expect(statistics.problems.toSorted((a, b) => a.lineNumber - b.lineNumber)).toEqual([
      { path, lineNumber: 6, rule: 'a price of bids must be plain decimal text, was "NaN"' },
      { path, lineNumber: 7, rule: 'a line must be a JSON object' },
      { path, lineNumber: 8, rule: 'data must be text, was 7' },
      { path, lineNumber: 9, rule: 'the price of a trade must be above zero in steps of 0.01, was "10.021"' },
      { path, lineNumber: 11, rule: 't must be header, http, connect, send, recv or gap, was "else"' },
    ]);
    expect(statistics).toMatchObject({ malformed: 5, frames: 2 });
    expect(story(events)).toEqual(['book-snapshot', 'live', 'book-delta', 'ended']);
  });

  it('is a gap from a wrong checksum until the next snapshot', () => {
    const [update = '', rest = ''] = KRAKEN.frames;
    const { events, statistics } = replay('checksum.gz', [
      ...beginning(KRAKEN),
      recv(1, KRAKEN.snapshot),
      recv(2, update),
      recv(3, rest),
      recv(4, KRAKEN.snapshot),
    ]);
    expect(statistics).toMatchObject({ gaps: 1, checksumsFailed: 1, checksumsPassed: 0, malformed: 0 });
    expect(story(events)).toEqual(['book-snapshot', 'live', 'gap', 'book-snapshot', 'live', 'ended']);
  });

  it("verifies the checksums of Kraken's second socket from the digits it wrote", () => {
    const second = sessionOf("Kraken's second socket");
    const [wrong = '', trade = ''] = second.frames;
    const { events, statistics } = replay('second.gz', [
      ...beginning(second),
      recv(1, second.snapshot),
      recv(2, trade),
      recv(3, wrong),
    ]);
    expect(statistics).toMatchObject({ checksumsPassed: 1, checksumsFailed: 1, gaps: 1 });
    expect(story(events)).toEqual(['book-snapshot', 'live', 'trade', 'gap', 'ended']);
    expect(events[2]).toMatchObject({ aggressor: 'sell', tradeId: '9007199254740995' });
  });

  it('is a gap in every book of a connection that missed a message', () => {
    const [update = '', trade = ''] = COINBASE.frames;
    const { events, statistics } = replay('hole.gz', [
      ...beginning(COINBASE),
      recv(1, COINBASE.snapshot),
      recv(2, trade),
      recv(3, update.replace('"sequence_num":1', '"sequence_num":3')),
    ]);
    expect(statistics.gaps).toBe(1);
    expect(story(events)).toEqual(['book-snapshot', 'live', 'gap', 'trade', 'ended']);
    expect(events[2]).toMatchObject({ detail: 'message 0 was followed by 2' });
  });

  it.each([
    [
      'connects to a venue nobody knows',
      { ...OKX, address: 'wss://example.org/ws' },
      /must connect to Binance, Bybit/,
    ],
    [
      'only looks like one',
      { ...OKX, address: 'wss://ws.okx.com.example.org/ws' },
      /must connect to Binance, Bybit/,
    ],
    ['lists no instrument', { ...OKX, answer: '{"data":[]}' }, /lists none of the instruments/],
    ['lists them malformed', { ...OKX, answer: '[' }, /lists none of the instruments/],
  ])('is refused in a sentence when it %s', (name, session, sentence) => {
    const opened = openRecordedFeed([fileOf(`${name}.gz`, beginning(session))]);
    expect(opened.ok ? '' : opened.failure.detail).toMatch(sentence);
  });
});
