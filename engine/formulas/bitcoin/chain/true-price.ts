import { DIRECTION, withReadings } from '../../readings.ts';
import { positive } from '../../../numerics/checked-numbers.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { ownBitcoinBar } from '../own-bitcoin-bar.ts';
import { type TruePrice, truePrice } from './true-price-terms.ts';

const SERIES = [
  'chain.height',
  'chain.difficulty',
  'chain.block-time',
  'mining.electricity-price',
  'mining.fleet-efficiency',
] as const;

/**
 * How far the market price of bitcoin lies below what it costs to produce and how scarce it is: log of
 * TRUE PRICE over the close. Above zero the market is cheap. It describes and does not forecast. A price of
 * electricity or an efficiency told from outside takes the place of the parameter. Warm with the first bar
 * after the newest block is known; no value where the own symbol is not bitcoin.
 */
export const truePriceDistance = defineFormula({
  id: 'F259',
  key: 'true-price',
  title: 'TRUE PRICE (blockchain production cost times scarcity-maturity multiplier)',
  family: 'bitcoin',
  output: { unit: 'USD/BTC; value in log units' },
  role: 'direction',
  source:
    "Seed 004 of this project (ARCHITECTURE.md, 'TRUE BITCOIN PRICE FORMULA'); cost-of-production idea: Hayes, A. S., 'Cryptocurrency value formation: An empirical study leading to a cost of production model for valuing bitcoin', Telematics and Informatics 34(7), 2017; issuance schedule: Nakamoto 2008",
  catalogue: {
    inputs: ['external'],
    params: {
      price_kwh: {
        unit: 'USD/kWh',
        meaning: "electricity price (the source document's 'implied market rate'); external input",
      },
      eff: {
        unit: 'J/TH',
        meaning: 'fleet efficiency; the input the source document leaves out; external input',
      },
      max_supply: { unit: 'BTC', meaning: 'MAX_SUPPLY of the formula' },
      blocks_per_year: { unit: 'blocks', meaning: '144*365, used for the annual flow' },
      block_seconds: { unit: 's', meaning: 'target spacing' },
      genesis: { unit: 'unix s', meaning: 'time of block 0, 2009-01-03 18:15:05 UTC' },
      scale: { unit: 'log', meaning: 'signal scale' },
    },
    definition: `
      External: block height h, difficulty D, block header time T (unix s), market price Pm (USD), and the
      two parameters price_kwh, eff. All integer steps in satoshi (totals stay below 2^53; in JavaScript
      use Math.floor(5e9/2**k) or BigInt, never the 32-bit >> operator). halvings k = floor(h/210000).
      subsidy(h) = 5000000000 >> k satoshi (0 if k >= 64). supply(h) = sum over eras j=0..k of
      n_j*(5000000000>>j), n_j = 210000 for j < k and h - 210000*k + 1 for j = k (all blocks 0..h counted,
      genesis included; scheduled issuance, not the slightly smaller UTXO total). hash_rate =
      D*2^32/block_seconds [H/s]. energy per block [kWh] = D*2^32*eff/1e12/3.6e6 (equal to
      hash_rate*eff/1e12 W for block_seconds). Energy_kWh = energy per block/(subsidy/1e8) [kWh/BTC] (fees
      ignored). PRODUCTION_COST = Energy_kWh*price_kwh [USD/BTC]. S2F = supply/(subsidy*blocks_per_year)
      [years]. SCARCITY = ln(S2F)/(k+1)^2. days = (T-genesis)/86400 (real, floored at 2). MATURITY =
      ln(days)/(ln(days)+k^2). SUPPLY = 1/(1+ln(max_supply*1e8/supply)). TRUE_PRICE = PRODUCTION_COST*(1 +
      SCARCITY + MATURITY*SUPPLY). Value = ln(TRUE_PRICE/Pm). hash_rate cancels out of the price:
      TRUE_PRICE is proportional to D, eff and price_kwh, so eff and price_kwh are free inputs, not
      blockchain data. subsidy = 0 -> null.
    `,
    update: 'O(1) per new block (every ~10 min); market price per bar.',
    signal: `
      value = ln(TRUE/Pm): signal = tanh(value/scale); confidence = 0.5*min(1,|value|/0.5) (slow valuation
      anchor, halved because two inputs are assumptions).
    `,
    range: '(0,inf)',
  },
  defaults: {
    price_kwh: 0.044,
    eff: 26.5,
    max_supply: 21000000,
    blocks_per_year: 52560,
    block_seconds: 600,
    genesis: 1231006505,
    scale: 0.25,
  },
  input: 'step',
  reads: ['series', 'peers'],
  series: SERIES,
  readings: {
    ...DIRECTION,
    /** TRUE PRICE itself. */
    truePrice: { unit: 'USD/BTC', min: 0 },
    /** Electricity to produce a coin, fees left out, and its cost. */
    productionCost: { unit: 'USD/BTC', min: 0 },
    energy: { unit: 'kWh/BTC', min: 0 },
    hashRate: { unit: 'hashes/s', min: 0 },
    networkPower: { unit: 'GW', min: 0 },
    /** What a block issues, what all have issued, and how often it was halved. */
    subsidy: { unit: 'BTC', min: 0 },
    supply: { unit: 'BTC', min: 0 },
    halvings: { unit: '1', min: 0 },
    /** Years it would take to issue again what exists. */
    stockToFlow: { unit: 'years', min: 0 },
    scarcity: { unit: '1' },
    /** Age of the chain. */
    days: { unit: 'days', min: 2 },
    maturity: { unit: '1', min: 0, max: 1 },
    supplyTerm: { unit: '1' },
    /** What the cost of production is multiplied by. */
    multiplier: { unit: '1' },
  },
  // The height, the time and the difficulty of a block, and a bar.
  warmUp: () => 4,

  start(params) {
    positive('eff', params.eff);
    positive('price_kwh', params.price_kwh);
    const told = new OutsideValues(SERIES);
    let terms: TruePrice | undefined;
    let value: number | undefined;

    const termsAt = (time: number) =>
      truePrice({
        height: told.at('chain.height', time),
        difficulty: told.at('chain.difficulty', time),
        blockTime: told.at('chain.block-time', time),
        electricityPrice: toldOr(told.at('mining.electricity-price', time), params.price_kwh),
        fleetEfficiency: toldOr(told.at('mining.fleet-efficiency', time), params.eff),
        maxSupply: params.max_supply,
        blocksPerYear: params.blocks_per_year,
        blockSeconds: params.block_seconds,
        genesisTime: params.genesis,
      });

    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const bar = ownBitcoinBar(step);
        if (bar === undefined) return value;
        terms = termsAt(step.time);
        value = terms === undefined ? undefined : Math.log(terms.truePrice / bar.close);
        return value;
      },
      {
        signal: () => Math.tanh((value ?? 0) / params.scale),
        confidence: () => 0.5 * Math.min(1, Math.abs(value ?? 0) / 0.5),
        truePrice: () => terms?.truePrice,
        productionCost: () => terms?.productionCost,
        energy: () => terms?.energyPerCoin,
        hashRate: () => terms?.hashRate,
        networkPower: () => (terms?.networkPowerWatt ?? NaN) / 1e9,
        subsidy: () => terms?.subsidy,
        supply: () => terms?.supply,
        halvings: () => terms?.halvings,
        stockToFlow: () => terms?.stockToFlow,
        scarcity: () => terms?.scarcity,
        days: () => terms?.days,
        maturity: () => terms?.maturity,
        supplyTerm: () => terms?.supplyTerm,
        multiplier: () => terms?.multiplier,
      },
    );
  },
});

const toldOr = (told: number, otherwise: number) => (Number.isNaN(told) ? otherwise : told);
