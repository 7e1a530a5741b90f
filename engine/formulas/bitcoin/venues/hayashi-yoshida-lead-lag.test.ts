import { describe, expect, it } from 'vitest';
import { normals, uniforms } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { ownQuote, peerQuote } from '../../contract-tests/peer-quotes.ts';
import type { Peer } from '../../step-contents.ts';
import { laggedCovariance } from '../../../numerics/hayashi-yoshida.ts';
import { hayashiYoshidaLeadLag } from './hayashi-yoshida-lead-lag.ts';
import { leadLag } from './lead-lag.ts';
import { RecentMoves } from './recent-moves.ts';

const { defaults } = hayashiYoshidaLeadLag;
const SHORT = { ...defaults, window: 30, refit: 5 };

/** Levels at whole seconds from `from` on, as moves. */
const movesFrom = (from: number, ...levels: number[]) => {
  const moves = new RecentMoves(1e9);
  levels.forEach((level, i) => moves.push(1000 * (from + i), level));
  return moves.toMoves();
};

const path = (() => {
  let level = Math.log(100);
  return normals(3, 450).map((z) => (level += 0.0005 * z));
})();
/** Times in ms, 20 to 180 apart. */
const times = (() => {
  let time = 0;
  return uniforms(4, path.length).map((u) => (time += 20 + Math.floor(160 * u)));
})();
/** The reference, and ours as much later as asked for, moving `slope` times as much. */
const following = (delayMs: number, slope: number, peer: Partial<Peer> = {}) =>
  path
    .flatMap((level, i) => [
      peerQuote(times[i] ?? 0, Math.exp(level), peer),
      ownQuote((times[i] ?? 0) + delayMs, 100 * Math.exp(slope * (level - Math.log(100)))),
    ])
    .toSorted((a, b) => a.time - b.time);

describe('lead and lag without a common clock', () => {
  it('has the values of the catalogue check', () => {
    const x = movesFrom(0, 0, 0.01, 0, 0.02);
    const y = movesFrom(1, 0, 0.01, 0, 0.02);
    expect(laggedCovariance(x, y, 0)).toBeCloseTo(-0.0003, 12);
    expect(laggedCovariance(x, y, 1000)).toBeCloseTo(0.0006, 12);
    expect(laggedCovariance(x, y, -1000)).toBeCloseTo(0.0002, 12);
    const lead = leadLag(x, y, [-1, 0, 1]);
    expect(lead?.seconds).toBe(1);
    expect(lead?.correlation).toBeCloseTo(1, 9);
    expect(leadLag(y, x, [-1, 0, 1])?.seconds).toBe(-1);
  });

  it('expects ours to follow what the reference has just done', () => {
    const run = hayashiYoshidaLeadLag.start(SHORT);
    following(500, 0.8).forEach((step) => run(step));
    expect(run.readings?.['lead']?.()).toBe(0.5);
    // The reference moves by 10 bps and ours has not yet.
    const move = 0.001;
    const level = (path.at(-1) ?? 0) + move;
    expect(run(peerQuote((times.at(-1) ?? 0) + 2000, Math.exp(level)))).toBeCloseTo(0.8 * move, 4);
    expect(Math.sign(run.readings?.['signal']?.() ?? 0)).toBe(Math.sign(move));
    expect(run.readings?.['correlation']?.()).toBeGreaterThan(0.95);
  });

  it('expects nothing where ours is ahead', () => {
    const run = hayashiYoshidaLeadLag.start(SHORT);
    const ahead = path.flatMap((level, i) => [
      ownQuote(times[i] ?? 0, Math.exp(level)),
      peerQuote((times[i] ?? 0) + 500, Math.exp(level)),
    ]);
    expect(
      ahead
        .toSorted((a, b) => a.time - b.time)
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(run.readings?.['lead']?.()).toBe(-0.5);
    expect(run.readings?.['signal']?.()).toBe(0);
  });

  it('prefers the own coin elsewhere to the leading coin, and begins again with it', () => {
    const leader = { isLeader: true, isSameCoin: false, place: 2 };
    const values = (peer: Partial<Peer>) => following(500, 1, peer).map(hayashiYoshidaLeadLag.start(SHORT));
    expect(values(leader)).toEqual(values({ place: 1 }));
    expect(values({ isLeader: false, isSameCoin: false }).at(-1)).toBeUndefined();
    const run = hayashiYoshidaLeadLag.start(SHORT);
    following(500, 1, leader).forEach((step) => run(step));
    expect(run(peerQuote(1e6, 100))).toBeUndefined();
  });

  it('has no value where the reference stood still', () => {
    const still = path.flatMap((level, i) => [peerQuote(1000 * i, 100), ownQuote(1000 * i, Math.exp(level))]);
    expect(still.map(hayashiYoshidaLeadLag.start(SHORT)).at(-1)).toBeUndefined();
  });
});

describeFormulaContract(
  hayashiYoshidaLeadLag,
  { ...defaults, window: 3, refit: 1 },
  following(400, 0.9).slice(0, 200),
);
