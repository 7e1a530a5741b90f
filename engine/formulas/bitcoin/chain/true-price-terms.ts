import { halvingsAt, issuedSatoshi, SATOSHI_PER_COIN, subsidySatoshi } from './issuance.ts';

/** Tries a miner needs per unit of difficulty, on average. */
const HASHES_PER_DIFFICULTY = 2 ** 32;
const JOULES_PER_KWH = 3.6e6;
const HASHES_PER_TERAHASH = 1e12;
const SECONDS_PER_DAY = 86_400;

/** Everything TRUE PRICE is made of. */
export interface TruePriceInputs {
  /** Height of the newest block; the first one has 0. */
  readonly height: number;
  readonly difficulty: number;
  /** Time in the header of the newest block, in unix seconds. */
  readonly blockTime: number;
  /** USD/kWh; an assumption. */
  readonly electricityPrice: number;
  /** J/TH of the mean machine of the network; an assumption. */
  readonly fleetEfficiency: number;
  /** Coins that will ever exist, BTC. */
  readonly maxSupply: number;
  readonly blocksPerYear: number;
  /** Target time between two blocks, in seconds. */
  readonly blockSeconds: number;
  /** Time of the first block, in unix seconds. */
  readonly genesisTime: number;
}

/** TRUE PRICE with every number on the way to it. */
export interface TruePrice {
  readonly halvings: number;
  /** What a block issues, BTC. */
  readonly subsidy: number;
  /** What all blocks were to issue, BTC. */
  readonly supply: number;
  /** Hashes per second the difficulty stands for. */
  readonly hashRate: number;
  readonly networkPowerWatt: number;
  /** kWh a block takes. */
  readonly energyPerBlock: number;
  /** kWh a new coin takes; fees are left out. */
  readonly energyPerCoin: number;
  /** Electricity for one coin, USD. */
  readonly productionCost: number;
  /** Years it would take to issue again what exists. */
  readonly stockToFlow: number;
  readonly scarcity: number;
  /** Age of the chain in days, at least 2. */
  readonly days: number;
  readonly maturity: number;
  readonly supplyTerm: number;
  /** `1 + scarcity + maturity * supplyTerm`. */
  readonly multiplier: number;
  /** USD per BTC: the cost of production times the multiplier. */
  readonly truePrice: number;
}

/** The inputs of TRUE PRICE that are no measurement, and the constants of the chain. */
export const TRUE_PRICE_DEFAULTS = {
  electricityPrice: 0.044,
  fleetEfficiency: 26.5,
  maxSupply: 21_000_000,
  blocksPerYear: 52_560,
  blockSeconds: 600,
  genesisTime: 1_231_006_505,
} as const;

/**
 * TRUE PRICE of a bitcoin, as formula F259 defines it. It does not forecast: the hash rate cancels out, so
 * it is proportional to difficulty, efficiency and price of electricity, and the last two are assumptions.
 * Undefined where an input is missing, not finite or not above zero, and where blocks issue nothing.
 */
export function truePrice(inputs: TruePriceInputs): TruePrice | undefined {
  const { blockSeconds, blocksPerYear, blockTime, difficulty, genesisTime, height, maxSupply } = inputs;
  if (!isUsable(inputs)) return undefined;
  const subsidy = subsidySatoshi(height) / SATOSHI_PER_COIN;
  if (subsidy === 0) return undefined;

  const halvings = halvingsAt(height);
  const supply = issuedSatoshi(height) / SATOSHI_PER_COIN;
  const hashRate = (difficulty * HASHES_PER_DIFFICULTY) / blockSeconds;
  const networkPowerWatt = (hashRate * inputs.fleetEfficiency) / HASHES_PER_TERAHASH;
  const energyPerBlock =
    (difficulty * HASHES_PER_DIFFICULTY * inputs.fleetEfficiency) / HASHES_PER_TERAHASH / JOULES_PER_KWH;
  const energyPerCoin = energyPerBlock / subsidy;
  const productionCost = energyPerCoin * inputs.electricityPrice;

  const stockToFlow = supply / (subsidy * blocksPerYear);
  const scarcity = Math.log(stockToFlow) / (halvings + 1) ** 2;
  const days = Math.max(2, (blockTime - genesisTime) / SECONDS_PER_DAY);
  const maturity = Math.log(days) / (Math.log(days) + halvings ** 2);
  const supplyTerm = 1 / (1 + Math.log(maxSupply / supply));
  const multiplier = 1 + scarcity + maturity * supplyTerm;
  return {
    halvings,
    subsidy,
    supply,
    hashRate,
    networkPowerWatt,
    energyPerBlock,
    energyPerCoin,
    productionCost,
    stockToFlow,
    scarcity,
    days,
    maturity,
    supplyTerm,
    multiplier,
    truePrice: productionCost * multiplier,
  };
}

function isUsable(inputs: TruePriceInputs): boolean {
  const { blockTime, genesisTime, height } = inputs;
  return (
    Number.isFinite(blockTime) &&
    Number.isFinite(genesisTime) &&
    Number.isFinite(height) &&
    height >= 0 &&
    isPositive(inputs.difficulty) &&
    isPositive(inputs.electricityPrice) &&
    isPositive(inputs.fleetEfficiency) &&
    isPositive(inputs.maxSupply) &&
    isPositive(inputs.blocksPerYear) &&
    isPositive(inputs.blockSeconds)
  );
}

const isPositive = (value: number): boolean => value > 0 && value < Infinity;
