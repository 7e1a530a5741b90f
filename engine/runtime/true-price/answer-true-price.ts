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

/** The catalogue states its check to so many parts. */
const CHECK_TOLERANCE = 1e-9;

/** TRUE PRICE of inputs beside a price of the market, and how much each input moves it. */
export function answerTruePrice({
  inputs,
  marketPrice,
  share,
}: RequestOf<'truePrice'>): ReplyOf<'truePrice'> {
  const terms = truePrice(inputs);
  const sensitivities = truePriceSensitivities(inputs, rangesOf(inputs, share));
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
    checked: checkedAgainst(inputs, terms?.truePrice),
  };
}

function checkedAgainst(
  inputs: TruePriceInputsView,
  price: number | undefined,
): ReplyOf<'truePrice'>['checked'] {
  const names = Object.keys(inputs) as UncertainInput[];
  if (names.some((name) => inputs[name] !== CHECK_CASE.inputs[name])) return null;
  const { truePrice: expected } = CHECK_CASE;
  const agrees = price !== undefined && Math.abs(price / expected - 1) <= CHECK_TOLERANCE;
  return { truePrice: expected, agrees };
}

/** A share of a date is none, so times reach a share of the age of the chain; blocks are whole. */
function rangesOf(inputs: TruePriceInputsView, share: number) {
  const ranges = rangesWithin(inputs, Object.keys(inputs) as UncertainInput[], share);
  const reach = share * Math.max(0, inputs.blockTime - inputs.genesisTime);
  const around = (value: number, distance: number) => ({ low: value - distance, high: value + distance });
  return {
    ...ranges,
    height: around(inputs.height, Math.round(share * inputs.height)),
    blockTime: around(inputs.blockTime, reach),
    genesisTime: around(inputs.genesisTime, reach),
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
