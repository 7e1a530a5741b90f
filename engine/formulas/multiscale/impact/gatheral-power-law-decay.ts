import { notNegative, positive } from '../../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { COST, withReadings } from '../../readings.ts';
import type { ParentOrder } from '../../step-contents.ts';
import { DAY_MS, DayActivity } from '../../volume/day-activity.ts';

const BPS = 10_000;
const LEAST_SECONDS = 60;

/**
 * Cost of the next order of `sizeBase` worked off over `horizon` seconds: its own impact on average, and what has
 * not yet decayed of our orders of the last day on the side on which more is left. Log return, never negative.
 * No value where nothing trades. Warm after a day of bars.
 */
export const gatheralPowerLawDecay = defineFormula({
  id: 'F383',
  key: 'gatheral-power-law-decay',
  title: 'Power-law impact with power-law decay (no dynamic arbitrage)',
  family: 'multiscale',
  output: { unit: 'log return', min: 0 },
  role: 'cost',
  source: "Gatheral, J., 'No-dynamic-arbitrage and market impact', Quantitative Finance 10(7), 2010",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      delta: { unit: '1', meaning: 'instantaneous exponent' },
      gamma: { unit: '1', meaning: 'decay exponent, 0 < gamma < 1' },
      eta: {
        unit: '1',
        meaning:
          'prefactor; 0.5 with delta = gamma = 1/2 reproduces id 316 with Y = 1 (peak sigma*sqrt(Q/V), average cost 2/3 of it)',
      },
    },
    definition: `
      Trading at constant participation v = (base per day)/(daily volume) for T days: price impact at time
      t: eta*sigma*v^delta*integral_0^min(t,T) (t-s)^(-gamma) ds = eta*sigma*v^delta*( t^(1-gamma) -
      max(0,t-T)^(1-gamma) )/(1-gamma). Average cost per unit =
      eta*sigma*v^delta*T^(1-gamma)/((1-gamma)(2-gamma)). No price manipulation requires gamma + delta >=
      1 (violations are rejected). The decay gives the remaining impact of own recent orders at the time
      of the next one.
    `,
    update: 'O(own active orders) per query.',
    signal: `
      cost: average cost of the next order plus the undecayed impact of orders of the last day (added when
      on the same side).
    `,
    range: '[0,inf)',
  },
  defaults: { delta: 0.5, gamma: 0.5, eta: 0.5, sizeBase: 1, horizon: 3600 },
  input: 'step',
  reads: ['bar', 'parent-order'],
  readings: {
    cost: COST,
    /** Of an order on either side alone. */
    buyCost: COST,
    sellCost: COST,
    /** Move our buys have left less that of our sells: above zero the price is held up. */
    remaining: { unit: 'log return' },
    /** How far the next order moves the price at its end. */
    peak: { unit: 'log return', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ delta, eta, gamma, horizon, sizeBase }) {
    const law = admissibleDecay({ delta, eta, gamma });
    const days = (Math.max(LEAST_SECONDS, notNegative('horizon', horizon)) * 1000) / DAY_MS;
    notNegative('sizeBase', sizeBase);
    const day = new DayActivity();
    const orders = new OwnOrders();
    let next: WorkedOff = { rate: 0, days, sigma: 0 };
    let left: SidedImpact = { buys: 0, sells: 0 };
    let average: number | undefined;
    const costWith = (remaining: number) => (average === undefined ? undefined : BPS * (average + remaining));

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') day.push(step.bar);
        else if (step.kind === 'parent-order') orders.take(step.order, step.time);
        average = undefined;
        if (!day.isWhole || !(day.volumeBase > 0)) return undefined;
        next = { rate: sizeBase / days / day.volumeBase, days, sigma: day.sigma };
        average = averageCost(next, law);
        left = orders.remaining(step.time, { day, law });
        return average + Math.max(left.buys, left.sells);
      },
      {
        cost: () => costWith(Math.max(left.buys, left.sells)),
        buyCost: () => costWith(left.buys),
        sellCost: () => costWith(left.sells),
        remaining: () => left.buys - left.sells,
        peak: () => impactAt(days, next, law),
      },
    );
  },
});

/** Impact that grows with the `delta`-th power of the rate and decays with the `gamma`-th of time in days. */
export interface DecayLaw {
  readonly delta: number;
  readonly gamma: number;
  readonly eta: number;
}

/**
 * The law, checked.
 * @throws {RangeError} where the price could be manipulated or impact would last for ever or not at all.
 */
export function admissibleDecay(law: DecayLaw): DecayLaw {
  positive('delta', law.delta);
  notNegative('eta', law.eta);
  if (!(law.gamma > 0 && law.gamma < 1)) {
    throw new RangeError(`gamma must lie between 0 and 1, was ${law.gamma}`);
  }
  if (law.gamma + law.delta < 1) {
    throw new RangeError(
      `gamma + delta must be at least 1, or prices can be manipulated, was ${law.gamma + law.delta}`,
    );
  }
  return law;
}

/** An order worked off at a constant rate: as a share of the daily volume, for a time in days. */
export interface WorkedOff {
  readonly rate: number;
  readonly days: number;
  /** Volatility of a day. */
  readonly sigma: number;
}

/** How far the price is moved `t` days after the order began. */
export function impactAt(
  t: number,
  { days, rate, sigma }: WorkedOff,
  { delta, eta, gamma }: DecayLaw,
): number {
  const power = 1 - gamma;
  const reach = t ** power - Math.max(0, t - days) ** power;
  return (eta * sigma * rate ** delta * reach) / power;
}

/** What a unit of the order costs on average. */
export function averageCost({ days, rate, sigma }: WorkedOff, { delta, eta, gamma }: DecayLaw): number {
  return (eta * sigma * rate ** delta * days ** (1 - gamma)) / ((1 - gamma) * (2 - gamma));
}

/** Sizes of the moves that are left of our buys and of our sells. */
interface SidedImpact {
  readonly buys: number;
  readonly sells: number;
}

interface OwnOrder {
  readonly sign: 1 | -1;
  readonly startedAt: number;
  lastAt: number;
  filledBase: number;
}

/** Our orders of the last day, each taken to have been filled at a constant rate. */
class OwnOrders {
  readonly #orders: OwnOrder[] = [];

  take({ filledBase, side, startedAt }: ParentOrder, time: number): void {
    const sign = side === 'buy' ? 1 : -1;
    // Several may be worked at once.
    const known = this.#orders.findLast((each) => each.startedAt === startedAt && each.sign === sign);
    if (known === undefined) {
      this.#orders.push({ sign, startedAt, lastAt: time, filledBase });
    } else {
      known.lastAt = time;
      known.filledBase = filledBase;
    }
  }

  remaining(time: number, { day, law }: { readonly day: DayActivity; readonly law: DecayLaw }): SidedImpact {
    while ((this.#orders[0]?.startedAt ?? time) < time - DAY_MS) this.#orders.shift();
    let buys = 0;
    let sells = 0;
    for (const { filledBase, lastAt, sign, startedAt } of this.#orders) {
      const days = Math.max(LEAST_SECONDS * 1000, lastAt - startedAt) / DAY_MS;
      const rate = filledBase / days / day.volumeBase;
      const left = impactAt(Math.max(0, time - startedAt) / DAY_MS, { days, rate, sigma: day.sigma }, law);
      if (sign > 0) buys += left;
      else sells += left;
    }
    return { buys, sells };
  }
}
