import type { Caller, Formula, FormulaParams, FormulaRun, InputKind } from './formula.ts';
import { checkedReadings } from './readings.ts';
import { fittedStep } from './refit.ts';
import { renewedRun } from './renewed-run.ts';

/**
 * A run with its fits and readings seen to; whether its values are finite is for its caller to see, and that the
 * symbols it is told of stay the same.
 */
export function begunRun<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  run: FormulaRun<Kind>,
  { companions, fitter, hasValue }: Caller,
): FormulaRun<Kind> {
  const { checksItself, fit, fitDelay: delay = 1, id, readings: declared } = formula;
  if (declared === undefined && fit === undefined) return run;
  if (companions !== undefined) run.join?.(companions);
  // A run that checks itself answers readings without a value as it answers values: with none.
  const isSaid = checksItself ? () => true : hasValue;
  const readings = checkedReadings(declared ?? {}, run.readings ?? {}, isSaid);
  const { refit } = run;
  if (fit === undefined || refit === undefined) return Object.assign(run, { readings });
  const counts = formula.reads?.includes('bar') ? isBarStep : undefined;
  return Object.assign(fittedStep(run, { formula: id, fit, refit, fitter, delay, counts }), { readings });
}

/** A run as the formula starts it; one on the bars of all followed symbols begins anew with other symbols. */
export function startedRun<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
): FormulaRun<Kind> {
  const start = () => formula.start(params);
  const isRenewed = formula.reads?.includes('peers') === true && formula.tellsSymbolsApart !== true;
  return isRenewed ? renewedRun(start) : start();
}

const isBarStep = (input: object): boolean => 'kind' in input && input.kind === 'bar';
