import type { Tulind } from './build-tulind.ts';
import { type Contender, type ContestSeries, type IndicatorName, SETTINGS } from './indicator-contest.ts';

/** It adds up squares of prices, which costs digits. */
const LOST_DIGITS = 1e-6;

/** tulind, native code that takes a whole series. */
export function tulind(addon: Tulind, { closes, highs, lows }: ContestSeries): Contender[] {
  const contender = (
    indicator: IndicatorName,
    name: string,
    ...[inputs, options, output]: [readonly number[][], readonly number[], number]
  ): Contender => ({
    library: 'tulind',
    form: 'batch',
    indicator,
    ...(indicator === 'bollinger' ? { tolerance: LOST_DIGITS } : {}),
    run: () => calledTulind(addon, name, inputs, options)[output] ?? [],
  });
  return [
    contender('ema', 'ema', [closes], [SETTINGS.ema], 0),
    contender('rsi', 'rsi', [closes], [SETTINGS.rsi], 0),
    contender('atr', 'atr', [highs, lows, closes], [SETTINGS.atr], 0),
    contender('bollinger', 'bbands', [closes], [SETTINGS.bollinger, SETTINGS.deviations], 2),
  ];
}

/** What an indicator of tulind answers, output by output. */
export function calledTulind(
  addon: Tulind,
  name: string,
  inputs: readonly number[][],
  options: readonly number[],
): readonly (readonly number[])[] {
  const index = addon.indicators[name]?.index;
  if (index === undefined) throw new Error(`tulind must have an indicator ${name}, has none`);
  let answered: readonly (readonly number[])[] = [];
  addon.callbyindex(index, inputs, options, (error, outputs) => {
    if (error !== null) throw new Error(`tulind ${name}: ${error}`);
    answered = outputs;
  });
  return answered;
}
