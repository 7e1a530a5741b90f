import type {
  CheckCaseView,
  MarketComparisonView,
  SensitivityView,
  TruePriceInputsView,
} from '../../contract/true-price-commands.ts';
import type { ReplyOf, RequestOf } from '../../contract/commands.ts';
import {
  inputThatGives,
  rangesWithin,
  truePriceSensitivities,
  type UncertainInput,
} from '../../formulas/bitcoin/chain/true-price-sensitivity.ts';
import { TRUE_PRICE_DEFAULTS, truePrice } from '../../formulas/bitcoin/chain/true-price-terms.ts';

/** The check of the formula catalogue: block 925,000 and what it gives, USD per BTC. */
export const CHECK_CASE: CheckCaseView = {
  inputs: { ...TRUE_PRICE_DEFAULTS, height: 925_000, difficulty: 150e12, blockTime: 1_764_000_000 },
  truePrice: 102_012.318844,
};

/** TRUE PRICE of inputs beside a price of the market, and how much each input moves it. */
export function answerTruePrice({
  inputs,
  marketPrice,
  share,
}: RequestOf<'truePrice'>): ReplyOf<'truePrice'> {
  const terms = truePrice(inputs);
  const names = Object.keys(inputs) as UncertainInput[];
  const ranges = rangesWithin(inputs, names, share);
  // A part of a block is none.
  const height = ranges.height && {
    low: Math.round(ranges.height.low),
    high: Math.round(ranges.height.high),
  };
  const sensitivities = truePriceSensitivities(inputs, height ? { ...ranges, height } : ranges);
  return {
    terms: terms ?? null,
    comparison:
      terms === undefined || marketPrice === null ? null : comparisonOf(terms.truePrice, marketPrice, inputs),
    sensitivities: sensitivities.map(({ priceAtHigh, priceAtLow, swing, ...range }): SensitivityView => ({
      ...range,
      priceAtLow: priceAtLow ?? null,
      priceAtHigh: priceAtHigh ?? null,
      swing: swing ?? null,
    })),
  };
}

function comparisonOf(
  price: number,
  market: number,
  inputs: TruePriceInputsView,
): MarketComparisonView | null {
  const implied = (input: Parameters<typeof inputThatGives>[1]) => inputThatGives(market, input, inputs);
  const impliedElectricityPrice = implied('electricityPrice');
  const impliedFleetEfficiency = implied('fleetEfficiency');
  const impliedDifficulty = implied('difficulty');
  if (
    impliedElectricityPrice === undefined ||
    impliedFleetEfficiency === undefined ||
    impliedDifficulty === undefined
  )
    return null;
  return {
    logDistance: Math.log(price / market),
    premium: price / market - 1,
    impliedElectricityPrice,
    impliedFleetEfficiency,
    impliedDifficulty,
  };
}
