import { describe, expect, it } from 'vitest';
import type { ArmingObstacle } from '../../contract/arming.ts';
import { armingObstacles, type ArmingConsent, type ArmingFacts } from './arming.ts';

const STRATEGY = { strategyId: 'renaissance-gate', hasStop: true, closedPaperTrades: 20, paperDays: 7 };
const FACTS: ArmingFacts = {
  isReconciled: true,
  frozenSymbols: 0,
  unknownOrders: 0,
  isTradingFrozen: false,
  isChainVerified: true,
  backupAgeMs: 1000,
  isKeyChecked: true,
  canMoveMoney: false,
  strategies: [STRATEGY],
  areLimitsSet: true,
  isLeverageAboveLimit: false,
  tradesUnprovenSpot: false,
  isDiskHealthy: true,
  isClockHealthy: true,
  areFeedsHealthy: true,
  overridesRecord: false,
};
const CONSENT: ArmingConsent = {
  accountName: 'live-main',
  typedName: 'live-main',
  isConfirmedByHost: true,
  confirmedAfterMs: 3000,
};

describe('arming', () => {
  it('R-LV-02: goes ahead when everything is there', () => {
    expect(armingObstacles(FACTS, CONSENT)).toEqual([]);
  });

  it.each<[ArmingObstacle, Partial<ArmingFacts>, Partial<ArmingConsent>]>([
    ['not-reconciled', { isReconciled: false }, {}],
    ['symbol-frozen', { frozenSymbols: 1 }, {}],
    ['order-unknown', { unknownOrders: 1 }, {}],
    ['trading-frozen', { isTradingFrozen: true }, {}],
    ['chain-not-verified', { isChainVerified: false }, {}],
    ['no-recent-backup', { backupAgeMs: 86_400_000 }, {}],
    ['no-recent-backup', { backupAgeMs: undefined }, {}],
    ['key-not-checked', { isKeyChecked: false }, {}],
    ['key-can-move-money', { canMoveMoney: true }, {}],
    ['paper-record-too-short', { strategies: [{ ...STRATEGY, closedPaperTrades: 19 }] }, {}],
    ['paper-record-too-short', { strategies: [STRATEGY, { ...STRATEGY, paperDays: 6 }] }, {}],
    ['limits-not-set', { areLimitsSet: false }, {}],
    ['leverage-above-limit', { isLeverageAboveLimit: true }, {}],
    ['trades-spot', { tradesUnprovenSpot: true }, {}],
    ['strategy-without-stop', { strategies: [{ ...STRATEGY, hasStop: false }] }, {}],
    ['disk-not-healthy', { isDiskHealthy: false }, {}],
    ['clock-not-healthy', { isClockHealthy: false }, {}],
    ['feeds-not-healthy', { areFeedsHealthy: false }, {}],
    ['name-not-typed', {}, { typedName: 'live-Main' }],
    ['name-not-typed', {}, { typedName: '', accountName: '' }],
    ['not-confirmed', {}, { isConfirmedByHost: false }],
    ['confirmed-too-soon', {}, { confirmedAfterMs: 2999 }],
  ])('R-LV-02: does not without: %s', (obstacle, facts, consent) => {
    expect(armingObstacles({ ...FACTS, ...facts }, { ...CONSENT, ...consent })).toEqual([obstacle]);
  });

  it('R-LV-02: takes the want of a paper record only when the user overrides it', () => {
    const strategies = [{ ...STRATEGY, closedPaperTrades: 0, paperDays: 0 }];
    expect(armingObstacles({ ...FACTS, strategies, overridesRecord: true }, CONSENT)).toEqual([]);
  });
});
