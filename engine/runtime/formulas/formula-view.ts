import type {
  FormulaCharting,
  FormulaParamView,
  FormulaReadingView,
  FormulaView,
} from '../../contract/formula-commands.ts';
import { plainText } from '../../formulas/catalogue-entry.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import type { Reading } from '../../formulas/readings.ts';
import { readsFromBars } from '../../features/bar-steps.ts';

const MINUTE_MS = 60_000;
const CHARTING = { all: 'bars', part: 'bars-in-part', none: 'from-now' } as const satisfies Record<
  ReturnType<typeof readsFromBars>,
  FormulaCharting
>;

/** What a window is told of a formula. */
export function formulaView(formula: AnyFormula): FormulaView {
  const { defaults, family, id, key, output, role = 'context', source, title } = formula;
  const charting = CHARTING[readsFromBars(formula)];
  return {
    id,
    key,
    title,
    family,
    role,
    reads: formula.input === 'step' ? (formula.reads ?? []) : [formula.input],
    series: formula.series ?? [],
    unit: output.unit,
    ...limitsOf(output),
    ...textsOf(formula.catalogue),
    source: plainText(source),
    params: paramsOf(formula),
    readings: Object.entries(formula.readings ?? {}).map(readingView),
    warmUp: formula.warmUp(defaults),
    warmUpMs: formula.warmUpMs?.(defaults) ?? 0,
    barMs: charting === 'from-now' ? null : (formula.barMs ?? MINUTE_MS),
    isFitted: formula.fit !== undefined,
    charting,
  };
}

const limitsOf = ({ max, min }: Pick<Reading, 'max' | 'min'>) => ({ min: min ?? null, max: max ?? null });

const readingView = ([name, reading]: readonly [string, Reading]): FormulaReadingView => ({
  name,
  unit: reading.unit,
  ...limitsOf(reading),
});

/** What the catalogue says; a plain indicator has no such texts. */
function textsOf(catalogue: AnyFormula['catalogue']) {
  const { definition = '', range = '', signal = '', update = '' } = catalogue ?? {};
  return {
    range: plainText(range),
    definition: plainText(definition),
    update: plainText(update),
    signal: plainText(signal),
  };
}

function paramsOf({ catalogue, defaults }: AnyFormula): readonly FormulaParamView[] {
  const described = catalogue?.params ?? {};
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(described)])];
  return names.map((name) => {
    const { fixed, meaning = '', unit = '' } = described[name] ?? {};
    const first = defaults[name] ?? null;
    const written = typeof fixed === 'string' ? fixed : JSON.stringify(fixed);
    return { name, unit, meaning: plainText(meaning), first, fixed: first === null ? (written ?? '') : '' };
  });
}
