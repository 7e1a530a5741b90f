import type { FormulaId } from '../formulas/formula.ts';

/**
 * What telling a formula one bar of the past costs, in units of about a microsecond where it was measured
 * (`npm run bench -- pastWork`), rounded up to 8, 32 or 128. Numbers instead of a clock: how far a session is with
 * the past must be the same on every machine.
 */
const UNITS_A_BAR: ReadonlyMap<FormulaId, number> = new Map<FormulaId, number>([
  ...listed(128, 'F27 F38 F40 F82 F84 F95 F137 F144 F177 F292 F353 F408'),
  ...listed(
    32,
    'F15 F28 F41 F50 F59 F63 F65 F76 F85 F90 F92 F93 F111 F132 F135 F140 F142 F192 F194 F209 F277 F279 F304 F308 F330 F352 F377',
  ),
  ...listed(
    8,
    'F11 F14 F25 F35 F42 F45 F47 F52 F62 F66 F70 F80 F83 F94 F141 F145 F146 F166 F181 F185 F199 F205 F228 F229 F293 F294 F298 F329 F363 F376 F392 F393 F394 F395 F410 F411',
  ),
]);
const USUAL_UNITS_A_BAR = 2;

/** How long the fits of a formula take on their thread, in ms where it was measured, rounded up. */
const FIT_MS: ReadonlyMap<FormulaId, number> = new Map<FormulaId, number>([
  ['F90', 6000],
  ...listed(300, 'F84 F94'),
  ...listed(150, 'F75 F95 F182 F183'),
  ...listed(60, 'F66 F71 F153 F172'),
  ...listed(25, 'F51 F67 F78 F171 F202 F291 F365 F367'),
]);
const USUAL_FIT_MS = 8;

/** Beginning with a formula: its code runs for the first time. */
export const UNITS_TO_BEGIN = 1000;
/** Reading one bar that is kept; a longer bar that is put together reads its minutes. */
export const UNITS_TO_READ = 1;

/** Units of work one bar of the past is for a formula. */
export const unitsPerBar = (formula: FormulaId): number => UNITS_A_BAR.get(formula) ?? USUAL_UNITS_A_BAR;

/** Time a fit of a formula takes on a thread of its own, in ms. */
export const fitMsOf = (formula: FormulaId): number => FIT_MS.get(formula) ?? USUAL_FIT_MS;

/** Every formula that costs more than usual. */
export const costlyFormulas: readonly FormulaId[] = [...new Set([...UNITS_A_BAR.keys(), ...FIT_MS.keys()])];

function listed(cost: number, ids: string): (readonly [FormulaId, number])[] {
  return ids.split(' ').map((id) => [id as FormulaId, cost]);
}
