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
    const orders = new OwnOrders(law);
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
        left = orders.remaining(step.time, day);
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
  return (eta * sigma * rate ** delta * reachOf(t, days, power)) / power;
}

/** What is left, `t` days after it began, of an order worked off for `days`, but for what its rate gives. */
function reachOf(t: number, days: number, power: number): number {
  const before = Math.max(0, t - days);
  // The root is a fraction of the work of a power.
  return power === 0.5 ? Math.sqrt(t) - Math.sqrt(before) : t ** power - before ** power;
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

/** Our orders of the last day, each taken to have been filled at a constant rate. */
class OwnOrders {
  readonly #buys: OrdersOfSide;
  readonly #sells: OrdersOfSide;
  readonly #law: DecayLaw;

  constructor(law: DecayLaw) {
    this.#law = law;
    this.#buys = new OrdersOfSide(law);
    this.#sells = new OrdersOfSide(law);
  }

  take(order: ParentOrder, time: number): void {
    (order.side === 'buy' ? this.#buys : this.#sells).take(order, time);
  }

  /** {@link impactAt} of all of them. */
  remaining(time: number, { sigma, volumeBase }: DayActivity): SidedImpact {
    const { delta, eta, gamma } = this.#law;
    const unit = (eta * sigma) / volumeBase ** delta / (1 - gamma);
    return { buys: unit * this.#buys.remaining(time), sells: unit * this.#sells.remaining(time) };
  }
}

/** Those of one side, the oldest first: one list for each number, as they are read with every step. */
class OrdersOfSide {
  readonly #law: DecayLaw;
  readonly #startedAt: number[] = [];
  /** How long each has been worked. */
  readonly #days: number[] = [];
  /** Base a day, to the power of the law. */
  readonly #pushes: number[] = [];

  constructor(law: DecayLaw) {
    this.#law = law;
  }

  take({ filledBase, startedAt }: ParentOrder, time: number): void {
    // Several may be worked at once.
    let place = this.#startedAt.lastIndexOf(startedAt);
    if (place < 0) place = this.#startedAt.push(startedAt) - 1;
    const days = Math.max(LEAST_SECONDS * 1000, time - startedAt) / DAY_MS;
    this.#days[place] = days;
    this.#pushes[place] = (filledBase / days) ** this.#law.delta;
  }

  /** What is left of their moves, but for what they share. */
  remaining(time: number): number {
    const startedAt = this.#startedAt;
    while ((startedAt[0] ?? time) < time - DAY_MS) this.#dropOldest();
    const power = 1 - this.#law.gamma;
    let sum = 0;
    for (let i = 0; i < startedAt.length; i += 1) {
      const age = Math.max(0, time - (startedAt[i] as number)) / DAY_MS;
      sum += (this.#pushes[i] as number) * reachOf(age, this.#days[i] as number, power);
    }
    return sum;
  }

  #dropOldest(): void {
    this.#startedAt.shift();
    this.#days.shift();
    this.#pushes.shift();
  }
}
