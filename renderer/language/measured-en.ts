/** Names of numbers that led to a refusal, without their units, where the engine’s own name is not plain enough. */
export const measuredEn: Readonly<Record<string, string>> = {
  armed: 'armed until',
  edge: 'expected edge',
  green: 'green from',
  red: 'red below',
  max: 'at most',
  maxNotional: 'largest notional',
  maxLeverage: 'highest leverage',
  min: 'at least',
  minimum: 'at least',
  minNotional: 'smallest notional',
  per: 'within',
  sinceLast: 'since the last one',
  times: 'times in a row',
  touch: 'best opposite price',
};
