import { writeSync } from 'node:fs';
import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { Random } from '../../numerics/random.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { Session } from '../../runtime/session.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { jumpyMarket } from './jumpy-market.ts';

/**
 * An engine to be killed: opens the journal at argv[2], goes on with the account where the last process left
 * it, trades as fast as it can and says on standard output when it opens, what it is about to commit and what is
 * committed. It ends by itself after argv[4] events; without that, when it is killed.
 */

const ACCOUNT = 'killed';
const [, , path = '', seedText = '1', mostText = 'Infinity'] = process.argv;
const random = new Random(Number(seedText));
writeSync(1, 'opening\n');
const opened = openJournal({ path });
if (!opened.ok) {
  writeSync(1, `cannot open: ${opened.failure.detail}\n`);
  process.exit(2);
}
const { journal } = opened;
const previous = journal.latestSession(ACCOUNT);
const initialState = previous?.checkpoint?.state ?? previous?.description.initialState;
const number = journal.sessions({ accountId: ACCOUNT }).length + 1;
const startedAt = unixMs((previous?.position?.time ?? 1_700_000_000_000) + 1000);
const sessionId = `killed-${number}`;
const session = new Session(
  {
    sessionId,
    accountId: ACCOUNT,
    mode: 'paper',
    source: 'sandbox',
    seed: Number(seedText),
    startedAt,
    instruments: sandboxInstruments,
    currency: 'USDT',
    depositQuote: '1000000',
    latency: { feedMs: 5, orderMs: 5, responseMs: 5 },
    risk: { ...DEFAULT_RISK, entrySpacingMs: 20 },
    engineVersion: '0.0.0',
    ...(previous ? { continues: previous.description.sessionId } : {}),
    ...(initialState === undefined ? {} : { initialState }),
  },
  strategyCatalog,
  { journal },
);
session.take({ kind: 'command', time: startedAt, command: { kind: 'begin' } });
const atMarket = { runId: 'manual', kind: { type: 'market' }, reason: 'trades until it is killed' } as const;
let lastDigest = '';
let taken = 0;
for (const event of jumpyMarket(random, sandboxInstruments, startedAt)) {
  if (taken >= Number(mostText)) break;
  taken += 1;
  session.take(event);
  if (random.uniform() < 0.2) order(event.time);
  if (random.uniform() < 0.3) commit();
}

/** An order by hand at the market, now and then the end of what is held. */
function order(time: number): void {
  const instrument = sandboxInstruments[random.integer(sandboxInstruments.length)];
  const book = instrument && session.kernel.rooms.market.of(instrument.id)?.book;
  if (!instrument || !book || book.bestBid === 0 || book.bestAsk === 0) return;
  const held = session.kernel.rooms.ledger.signedLots('manual', instrument.id);
  const intent =
    held !== 0 && random.uniform() < 0.5
      ? exitOf(instrument.id, held)
      : entryInto(instrument, Math.ceil(book.bestAsk * 0.002), book);
  session.take({ kind: 'command', time: unixMs(time), command: { kind: 'place-order', intent } });
}

function exitOf(instrument: InstrumentId, held: number): OrderIntent {
  const side = held > 0 ? 'sell' : 'buy';
  return { ...atMarket, instrument, role: 'exit', side, lots: lots(Math.abs(held)), reduceOnly: true };
}

function entryInto(
  { id, minLots }: Instrument,
  away: number,
  { bestAsk, bestBid }: { bestAsk: number; bestBid: number },
): OrderIntent {
  const side = random.uniform() < 0.5 ? 'buy' : 'sell';
  const stop = side === 'buy' ? bestBid - away : bestAsk + away;
  const size = lots(minLots + random.integer(40));
  const protectiveStop = ticks(stop);
  return { ...atMarket, instrument: id, role: 'entry', side, lots: size, reduceOnly: false, protectiveStop };
}

/** The digest of everything that followed in this session names what is committed, to the last outcome. */
function commit(): void {
  const digest = session.hash.digest();
  if (digest === lastDigest) return;
  lastDigest = digest;
  const place = `${sessionId} ${session.kernel.sequence} ${digest}`;
  writeSync(1, `to commit ${place}\n`);
  session.commit();
  writeSync(1, `committed ${place}\n`);
}
