import type { Companions, JoinCompanions } from './companions.ts';
import { checkedReadings, type ReadingFunction, type Readings } from './readings.ts';
import { type Fit, type Fitter, fittedStep, type Refit } from './refit.ts';
import { renewedRun } from './renewed-run.ts';

/** Who begins a run and looks at its values. */
export interface Caller {
  readonly fitter: Fitter;
  readonly companions?: Companions | undefined;
  /** Whether the last input had a finite value. */
  readonly hasValue: () => boolean;
}

/** What a formula declares that concerns its runs; see `Formula`. */
interface Declared {
  readonly id: string;
  readonly checksItself?: true;
  readonly fit?: Fit;
  readonly fitDelay?: number;
  readonly reads?: readonly string[];
  readonly readings?: Readings;
  readonly tellsSymbolsApart?: true;
}

interface Run<Input> {
  (input: Input): number | undefined;
  readonly readings?: Readonly<Record<string, ReadingFunction>>;
  readonly refit?: Refit;
  readonly join?: JoinCompanions;
}

/**
 * A run with its fits and readings seen to; whether its values are finite is for its caller to see, and that the
 * symbols it is told of stay the same.
 */
export function begunRun<Input extends object>(
  { checksItself, fit, fitDelay: delay = 1, id, reads, readings: declared }: Declared,
  run: Run<Input>,
  { companions, fitter, hasValue }: Caller,
): Run<Input> {
  if (declared === undefined && fit === undefined) return run;
  if (companions !== undefined) run.join?.(companions);
  // A run that checks itself answers readings without a value as it answers values: with none.
  const isSaid = checksItself ? () => true : hasValue;
  const readings = checkedReadings(declared ?? {}, run.readings ?? {}, isSaid);
  const { refit } = run;
  if (fit === undefined || refit === undefined) return Object.assign(run, { readings });
  const counts = reads?.includes('bar') ? isBarStep : undefined;
  return Object.assign(fittedStep(run, { formula: id, fit, refit, fitter, delay, counts }), { readings });
}

/** A run for any caller: one on the bars of all followed symbols begins anew with other symbols. */
export function lastingRun<Input extends object>(
  { reads, tellsSymbolsApart }: Declared,
  start: () => Run<Input>,
): Run<Input> {
  return reads?.includes('peers') === true && tellsSymbolsApart !== true ? renewedRun(start) : start();
}

const isBarStep = (input: object): boolean => 'kind' in input && input.kind === 'bar';
