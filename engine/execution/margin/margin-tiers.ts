import type { Instrument } from '../../domain/instrument/instrument.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { type Money, money, moneyFromDecimal } from '../../domain/units/money.ts';

const PPM = 1_000_000n;

interface Tier {
  readonly upTo: Money;
  readonly initialPpm: bigint;
  readonly maintenancePpm: bigint;
}

/** Margin rules of one instrument, from its tiers. Amounts are of the account's currency, rounded up. */
export class MarginTiers {
  readonly #tiers: readonly Tier[];

  /** @throws {RangeError} when the tiers do not grow. */
  constructor({ id, marginTiers, maxLeverage }: Pick<Instrument, 'id' | 'marginTiers' | 'maxLeverage'>) {
    this.#tiers = (marginTiers ?? [flatTier(maxLeverage)]).map((tier) => ({
      upTo: moneyFromDecimal(tier.upToQuote),
      initialPpm: BigInt(tier.initialPpm),
      maintenancePpm: BigInt(tier.maintenancePpm),
    }));
    for (const [index, { upTo }] of this.#tiers.entries()) {
      const before = this.#tiers[index - 1]?.upTo ?? 0n;
      if (upTo <= before && index > 0)
        throw new RangeError(`${id}: margin tier ${index + 1} must end above ${before}, was ${upTo}`);
    }
  }

  /** What a position of that value needs to be opened: the rate of its tier on all of it. */
  initial(value: Money): Money {
    const tier = this.#tiers.find(({ upTo }) => value <= upTo) ?? this.#tiers.at(-1);
    return money(mulDiv(value, tier?.initialPpm ?? PPM, PPM, 'ceiling'));
  }

  /** What it needs to be kept: each part of the value at the rate of its own tier, so that there is no step. */
  maintenance(value: Money): Money {
    let sum = 0n;
    let from = 0n;
    for (const [index, { maintenancePpm, upTo }] of this.#tiers.entries()) {
      const isLast = index === this.#tiers.length - 1;
      const part = (isLast || value < upTo ? value : upTo) - from;
      if (part <= 0n) break;
      sum += part * maintenancePpm;
      from = upTo;
    }
    return money(mulDiv(sum, 1n, PPM, 'ceiling'));
  }
}

/** Where a venue names no tiers, half of what opens a position keeps it, as the first tiers of large venues do. */
const flatTier = (maxLeverage: number) => {
  const initialPpm = Math.ceil(1_000_000 / maxLeverage);
  return { upToQuote: '0', initialPpm, maintenancePpm: Math.ceil(initialPpm / 2) };
};
