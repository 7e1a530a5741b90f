import type { Bar } from '../../domain/market/bar.ts';
import type { FormulaInputs, InputKind } from '../formula.ts';

/** Fields that are moments, wherever in an input they stand. */
const MOMENTS = new Set(['time', 'openTime', 'openedAt', 'closedAt', 'startedAt']);

/** The same input so much later, with all that is in it. */
export function delayed<Input>(input: Input, byMs: number): Input {
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return input;
  if (Array.isArray(input)) return input.map((each: unknown) => delayed(each, byMs)) as Input;
  const entries = Object.entries(input).map(([name, value]: [string, unknown]) => [
    name,
    MOMENTS.has(name) && typeof value === 'number' ? value + byMs : delayed(value, byMs),
  ]);
  return Object.fromEntries(entries) as Input;
}

/** Fields of inputs that are not prices or sizes. */
const UNSCALED = new Set([
  'time',
  'openTime',
  'intervalMs',
  'tradeCount',
  'leader',
  'netReturn',
  'openedAt',
  'closedAt',
  'stopDistance',
  'conviction',
  'place',
  'ids',
  'signals',
  'confidences',
  'values',
  'isReady',
  'isStale',
  'winner',
  'signal',
  'confidence',
  'probabilityUp',
  'startedAt',
  'returns',
]);

/** The same input with every number in it that is a price or a size `factor` times as large. */
export function scaled<Input extends object>(input: Input, factor: number): Input {
  const entries = Object.entries(input).map(([name, value]: [string, unknown]) => {
    if (UNSCALED.has(name)) return [name, value];
    if (typeof value === 'number') return [name, value * factor];
    return [name, typeof value === 'object' && value !== null ? scaledWithin(value, factor) : value];
  });
  return Object.fromEntries(entries) as Input;
}

function scaledWithin(value: object, factor: number): object {
  if (!Array.isArray(value)) return scaled(value, factor);
  return value.map((each: unknown) => {
    if (typeof each === 'number') return each * factor;
    return typeof each === 'object' && each !== null ? scaled(each, factor) : each;
  });
}

/** A bar becomes one of a minute in which nobody traded, in a step and among those of other symbols, too. */
export function withoutTrade<Input extends FormulaInputs[InputKind]>(input: Input): Input {
  if ('close' in input) return { ...input, ...quiet(input) };
  if (!('kind' in input)) return input;
  if (input.kind === 'bar') return { ...input, bar: quiet(input.bar) };
  if (input.kind !== 'peers') return input;
  const bars = input.peers.bars.map((bar) => bar && quiet(bar));
  return { ...input, peers: { ...input.peers, bars } };
}

function quiet(bar: Bar): Bar {
  const { close } = bar;
  return { ...bar, open: close, high: close, low: close, volumeBase: 0, buyVolumeBase: 0, tradeCount: 0 };
}

/**
 * `source` written into the objects of `target`, as deep as they have the same shape: what a feed does that uses its
 * objects again. Answers what now equals `source`; `source` itself is left alone.
 */
export function refilled(target: unknown, source: unknown): unknown {
  if (typeof source !== 'object' || source === null) return source;
  if (ArrayBuffer.isView(source)) return refilledView(target, source as Float64Array);
  if (Array.isArray(source)) {
    const list: unknown[] = Array.isArray(target) ? target : [];
    list.length = source.length;
    source.forEach((each, i) => (list[i] = refilled(list[i], each)));
    return list;
  }
  const isObject = typeof target === 'object' && target !== null && !Array.isArray(target);
  const object = (isObject ? target : {}) as Record<string, unknown>;
  for (const name of Object.keys(object)) if (!(name in source)) delete object[name];
  for (const [name, value] of Object.entries(source)) object[name] = refilled(object[name], value);
  return object;
}

function refilledView(target: unknown, source: Float64Array): unknown {
  if (!(target instanceof source.constructor) || (target as Float64Array).length !== source.length)
    return source.slice();
  (target as Float64Array).set(source);
  return target;
}
