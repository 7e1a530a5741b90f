import { DEFAULT_LIMITS, type LimitName, type RiskLimits } from './risk-limits.ts';

export type LimitUnit = 'share' | 'count' | 'times' | 'ms' | 'bps';

/** How one limit may be changed. */
export interface LimitRule {
  readonly unit: LimitUnit;
  /** Which way allows more: a longer pause and a wider nearest stop allow less. */
  readonly loosens: 'up' | 'down';
  /** Bounds nobody passes, whatever is confirmed. */
  readonly least: number;
  readonly most: number;
  /** A looser value waits for the next UTC day. */
  readonly holdsTheDay?: true;
}

const share = (most: number): LimitRule => ({ unit: 'share', loosens: 'up', least: 0.0001, most });
const count = (most: number): LimitRule => ({ unit: 'count', loosens: 'up', least: 1, most });
const pause = (most: number): LimitRule => ({ unit: 'ms', loosens: 'down', least: 60_000, most });

const DAY_MS = 86_400_000;

/** Bounds and directions of every limit. */
export const LIMIT_RULES: Readonly<Record<LimitName, LimitRule>> = {
  riskPerTrade: share(0.02),
  dailyLoss: { ...share(0.2), holdsTheDay: true },
  dailyLossWarning: share(0.2),
  drawdown: share(0.5),
  openPositions: count(50),
  symbolNotional: share(1),
  accountNotional: share(1),
  leverage: { unit: 'times', loosens: 'up', least: 0.01, most: 5 },
  accountEntriesPerMinute: count(60),
  accountEntriesPerHour: count(600),
  accountEntriesPerDay: count(2000),
  strategyEntriesPerMinute: count(60),
  strategyEntriesPerHour: count(600),
  strategyEntriesPerDay: count(2000),
  amendsPerSecond: count(20),
  openOrders: count(200),
  exitsPerMinute: count(600),
  lossesInARow: count(100),
  symbolPauseMs: pause(7 * DAY_MS),
  stopOutsPerDay: count(100),
  strategyPauseMs: pause(7 * DAY_MS),
  dayFees: share(0.2),
  feesOfGains: { unit: 'share', loosens: 'up', least: 0.01, most: 10 },
  rejectsPerMinute: count(100),
  rejectsToFreeze: count(500),
  slippage: share(0.1),
  confirmShare: share(1),
  confirmMultiple: { unit: 'times', loosens: 'up', least: 1, most: 1000 },
  marketBand: share(0.1),
  nearestStopBps: { unit: 'bps', loosens: 'down', least: 0, most: 1000 },
  // It can be made longer than ten, and never shorter.
  warmUpEntries: { unit: 'count', loosens: 'down', least: 10, most: 1000 },
};

export const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as readonly LimitName[];

/** Whether `to` allows more than `from`. */
export const isLooser = (name: LimitName, from: number, to: number): boolean =>
  LIMIT_RULES[name].loosens === 'up' ? to > from : to < from;

/** Why a value cannot be a limit, with the bounds; undefined when it can. */
export function limitObjection(name: LimitName, value: number): string | undefined {
  const { least, most, unit } = LIMIT_RULES[name];
  if (!Number.isFinite(value)) return `${name} must be a finite number, was ${value}`;
  if (unit === 'count' && !Number.isInteger(value)) return `${name} must be a whole number, was ${value}`;
  return value < least || value > most
    ? `${name} must lie in ${limitWords(name, least)} to ${limitWords(name, most)}, was ${limitWords(name, value)}`
    : undefined;
}

/** A value of a limit with its unit in plain English; what is counted, the name says. */
export function limitWords(name: LimitName, value: number): string {
  switch (LIMIT_RULES[name].unit) {
    case 'share':
      return `${Number((value * 100).toPrecision(6))} %`;
    case 'count':
      return String(value);
    case 'times':
      return `${value} times`;
    case 'ms':
      return `${value} ms`;
    case 'bps':
      return `${value} bps`;
  }
}

/** Limits that refuse nothing: for sessions that were written before there were any. */
export const NO_LIMITS: RiskLimits = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, LIMIT_RULES[name].loosens === 'up' ? Infinity : 0]),
) as unknown as RiskLimits;
