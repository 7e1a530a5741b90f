import { afterAll, describe, expect, it } from 'vitest';
import { reportOnSeed } from './seed-report.ts';
import { measured } from '../reliability/measured.ts';

/** Seeds that once found something, with what they found. */
const FOUND = [
  ['F1', 338, 'okx-like', 'an entry that filled before it was accepted was never asked for again'],
  ['F1', 736, 'bybit-like', 'the stop of a position was forgotten over another entry'],
  ['F1', 1366, 'okx-like', 'a stop nobody needed was kept for an entry that was turned'],
  ['F1', 1476, 'bybit-like', 'an entry told of before a stop left lots to nobody'],
  ['F1', 1508, 'bybit-like', 'an entry told of before a stop left lots to nobody'],
  ['F1', 3188, 'bybit-like', 'an entry told of before a stop left lots to nobody'],
  ['F1', 3469, 'binance-like', 'a stop was asked back again while that of another run was gone'],
  ['F1', 3704, 'bybit-like', 'the stop of a position was forgotten over another entry'],
  ['F1', 4492, 'bybit-like', 'the stop of a position was forgotten over another entry'],
  ['F1', 4613, 'binance-like', 'a stop was taken back whose successor was gone'],
  ['F1', 21779, 'kraken-like', 'the stop of a closed run went before that of another run stood'],
  ['F2', 203, 'kraken-like', 'a clock set ahead made an order of this moment count as never arrived'],
  ['F2', 385, 'binance-like', 'an entry that waited left though the disk was full'],
  ['F2', 994, 'okx-like', 'a clock set ahead by seconds cut the wait for an order short'],
  ['F2', 1, 'binance-like', 'a clock set ahead by hours brought requests by the thousand and lost a trade'],
  ['F2', 101, 'binance-like', 'a clock set ahead by hours had an order forgotten that was still told of'],
  ['F1', 30091, 'kraken-like', 'a new stop was taken for the one that had been set off before it'],
  ['F1', 4919, 'kraken-like', 'a stop went before the exit of other lots had arrived'],
  ['F2', 354, 'okx-like', 'another stop went for one that was being taken back itself'],
  ['F2', 105, 'binance-like', 'a clock set ahead by less than a second brought entries together'],
  ['F1', 2966, 'okx-like', 'lots stood bare while nobody knew of the exit their run had wanted'],
  ['F1', 5096, 'bybit-like', 'what an exit took off an entry not told of yet was held both ways for ever'],
] as const;

/** The same of runs in which brackets and pairs are sent, too. */
const FOUND_LINKED = [
  ['F1', 374, 'okx-like', 'what an entry filled before its stop was told of after the position was closed'],
] as const;

/** The same of spot, where the account may hold coins of somebody else's. */
const FOUND_ON_SPOT = [
  ['F1', 40, 'kraken-spot-like', 'what was held before was released before the venue had shown it'],
  ['F1', 674, 'okx-spot-like', 'an exit sold again what its stop had sold as it was taken back'],
  ['F1', 914, 'okx-spot-like', 'an exit sold again what its stop had sold as it was taken back'],
] as const;

/** The same of storms. */
const FOUND_IN_STORMS = [
  ['dying', 193, 'binance-like', 'a stop went in the instant in which other lots were to leave'],
  ['dying', 244, 'bybit-like', 'a stop of the position closed lots of an entry nobody had told of yet'],
  ['dying', 493, 'binance-like', 'questions that had waited used the limit of the venue up in a heap'],
  ['dying', 754, 'okx-like', 'a stop went before trades were read after a death'],
  ['dying', 504, 'bybit-like', 'a stop of the position closed lots of an entry nobody had told of yet'],
] as const;

/** They were found where no stop vanished untold, and every life of the engine is run again from what entered it. */
const AS_FOUND = { tellsOfStops: true, replayEvery: 100 } as const;

describe('seeds that found something', () => {
  afterAll(() => {
    const seeds = FOUND.length + FOUND_LINKED.length + FOUND_ON_SPOT.length + FOUND_IN_STORMS.length;
    measured('R-DT-06', `${seeds} seeds that once found a mistake, run again`);
  });

  it.each(FOUND)('R-DT-06: %s %d on a %s venue: %s', (faults, seed, kind) => {
    expect(reportOnSeed(seed, { ...AS_FOUND, faults, kind }).breaches).toEqual([]);
  });

  it.each(FOUND_LINKED)('R-DT-06: %s %d with brackets and pairs on a %s venue: %s', (faults, seed, kind) => {
    const order = { ...AS_FOUND, faults, kind, linked: true };
    expect(reportOnSeed(seed, order).breaches).toEqual([]);
  });

  it.each(FOUND_ON_SPOT)('R-DT-06: %s %d on a %s venue: %s', (faults, seed, kind) => {
    const order = { ...AS_FOUND, faults, kind, isSpot: true };
    expect(reportOnSeed(seed, order).breaches).toEqual([]);
  });

  it.each(FOUND_IN_STORMS)('R-DT-06: storm "%s" %d on a %s venue: %s', (storm, seed, kind) => {
    expect(reportOnSeed(seed, { faults: 'F0', storm, kind, replayEvery: 100 }).breaches).toEqual([]);
  });
});
