import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { DAY_MS } from './day-activity.ts';
import { DayVolumes } from './day-volumes.ts';

const DAY_SECONDS = 86_400;

/**
 * Largest notional that can be sold within `exit_time` seconds by taking a share `participation` of the volume,
 * from the median quote volume of the last `days` UTC days with a haircut to `stress`. Quote units, never
 * negative. Warm with the first bar after a complete day.
 */
export const liquidityParticipationCap = defineFormula({
  id: 'F296',
  key: 'liquidity-participation-cap',
  title: 'Position cap from volume participation and exit time',
  family: 'volume',
  output: { unit: 'quote currency', min: 0 },
  role: 'size',
  source:
    "Bangia, A., Diebold, F. X., Schuermann, T. & Stroughair, J. D., 'Modeling Liquidity Risk, With Implications for Traditional Market Risk Measurement and Management', 1999; liquidation horizon: Jorion 1997",
  catalogue: {
    inputs: ['bars'],
    params: {
      participation: { unit: 'fraction', meaning: 'share of traded volume' },
      exit_time: { unit: 's', meaning: 'time allowed to exit' },
      days: { unit: 'days', meaning: 'volume history' },
      stress: { unit: '1', meaning: 'haircut of volume in stress' },
    },
    definition: `
      ADV = median of the last days complete daily quote volumes; per-second volume v = stress*ADV/86400.
      Largest notional Nmax = participation*v*exit_time/(1-participation). Days of liquidation for
      notional n: DL = n*(1-participation)/(participation*stress*ADV).
    `,
    update: 'O(log n) per day.',
    signal: 'size: notional = min(notional, Nmax).',
    range: '[0,inf)',
  },
  defaults: { participation: 0.01, exit_time: 1800, days: 7, stress: 0.5 },
  input: 'step',
  reads: ['bar', 'holdings'],
  readings: {
    /** The largest notional as a share of the equity, at most 1; 1 while the equity is not told. */
    ...SIZE,
    /** Days it takes to leave what is held now. */
    liquidationDays: { unit: 'days', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ days, exit_time: exitTime, participation, stress }) {
    if (!(participation > 0 && participation < 1)) {
      throw new RangeError(`participation must lie between 0 and 1, was ${participation}`);
    }
    const terms = {
      participation,
      exitSeconds: positive('exit_time', exitTime),
      stress: positive('stress', stress),
    };
    const volumes = new DayVolumes(days);
    let held = NaN;
    let equity = NaN;
    let largest = NaN;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') {
          volumes.push(step.bar);
          largest = largestNotional(volumes.median, terms);
        } else if (step.kind === 'holdings') {
          held = Math.abs(step.holdings.notionals[0] ?? NaN);
          equity = step.holdings.equityQuote;
        }
        return Number.isNaN(largest) ? undefined : largest;
      },
      {
        scale: () => (equity > 0 ? Math.min(1, largest / equity) : 1),
        liquidationDays: () => liquidationDays(held, volumes.median, terms),
      },
    );
  },
});

/** How a position is left. */
export interface ExitTerms {
  /** Our share of what trades. */
  readonly participation: number;
  readonly exitSeconds: number;
  /** What is left of the volume when it matters. */
  readonly stress: number;
}

/** Notional that can be left in time where `dayVolume` trades a day besides us. */
export function largestNotional(
  dayVolume: number,
  { exitSeconds, participation, stress }: ExitTerms,
): number {
  const perSecond = (stress * dayVolume) / DAY_SECONDS;
  return (participation * perSecond * exitSeconds) / (1 - participation);
}

/** Days it takes to leave a notional. */
export function liquidationDays(
  notional: number,
  dayVolume: number,
  { participation, stress }: Omit<ExitTerms, 'exitSeconds'>,
): number {
  return (notional * (1 - participation)) / (participation * stress * dayVolume);
}
