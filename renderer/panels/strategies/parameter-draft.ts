import type { ParameterView } from '../../../engine/contract/views.ts';
import { formatPlain } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';

export type Params = Readonly<Record<string, number | string | boolean>>;

/** Parameters as typed: numbers stay text until they are sent. */
export type Draft = Readonly<Record<string, string | boolean>>;

/** A preset as a draft to edit. */
export const draftOf = (params: Params): Draft =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'boolean' ? value : String(value)]),
  );

/** The range a parameter may have, in words; undefined when any value will do. */
export function rangeText({ min, max }: ParameterView, texts: Texts): string | undefined {
  if (min !== null && max !== null) return texts.strategies.range(formatPlain(min), formatPlain(max));
  if (min !== null) return texts.strategies.from(formatPlain(min));
  return max === null ? undefined : texts.strategies.upTo(formatPlain(max));
}

/** What is wrong with one typed value; undefined when nothing is. */
export function parameterError(
  parameter: ParameterView,
  value: string | boolean,
  texts: Texts,
): string | undefined {
  if (parameter.type !== 'number') return undefined;
  const text = String(value).trim();
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return texts.strategies.notANumber(parameter.name, text);
  const isInside = number >= (parameter.min ?? number) && number <= (parameter.max ?? number);
  return isInside
    ? undefined
    : texts.strategies.outOfRange(parameter.name, rangeText(parameter, texts) ?? '', text);
}

/** The draft as the engine takes it; undefined while something in it is wrong. */
export function paramsOf(
  parameters: readonly ParameterView[],
  draft: Draft,
  texts: Texts,
): Params | undefined {
  const params: Record<string, number | string | boolean> = {};
  for (const parameter of parameters) {
    const value = draft[parameter.name];
    if (value === undefined) continue;
    if (parameterError(parameter, value, texts) !== undefined) return undefined;
    params[parameter.name] = parameter.type === 'number' ? Number(value) : value;
  }
  return params;
}
