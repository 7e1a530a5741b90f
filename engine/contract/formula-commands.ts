import { z } from 'zod';

/** Something a formula says beyond its value. */
export interface FormulaReadingView {
  readonly name: string;
  readonly unit: string;
  readonly min: number | null;
  readonly max: number | null;
}

/** A setting of a formula. */
export interface FormulaParamView {
  readonly name: string;
  /** Unit of the value; `1` is a pure number. Empty where nothing is written about it. */
  readonly unit: string;
  readonly meaning: string;
  /** What it is when nobody changes it; null where it is no number and cannot be changed. */
  readonly first: number | null;
  /** A setting that is no single number, as the definition has it; empty where it can be changed. */
  readonly fixed: string;
}

/**
 * How a formula is drawn on a chart: from past bars, from past bars as far as it gets on without the rest
 * of what it reads, or only from the moment it is added.
 */
export type FormulaCharting = 'bars' | 'bars-in-part' | 'from-now';

/** Everything the product says about one formula. Texts are those of the catalogue. */
export interface FormulaView {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly family: string;
  readonly role: 'direction' | 'filter' | 'size' | 'cost' | 'exit' | 'context';
  /** What it is fed, such as `bar`, `book` or `series`. */
  readonly reads: readonly string[];
  /** Names of the outside series it is fed. */
  readonly series: readonly string[];
  readonly unit: string;
  readonly min: number | null;
  readonly max: number | null;
  /** The range in words; empty where the numbers say it all. */
  readonly range: string;
  readonly definition: string;
  /** The streaming form and what one update costs. */
  readonly update: string;
  readonly signal: string;
  readonly source: string;
  readonly params: readonly FormulaParamView[];
  readonly readings: readonly FormulaReadingView[];
  /** Inputs before the first value, with the settings of the catalogue. */
  readonly warmUp: number;
  /** How long the inputs must span before the first value, in ms. */
  readonly warmUpMs: number;
  /** Length of the bars its definition speaks of, in ms; null where it reads none. */
  readonly barMs: number | null;
  /** Whether it is fitted to data again and again. */
  readonly isFitted: boolean;
  readonly charting: FormulaCharting;
}

/** Why a watched formula has no value. */
export type NoValueReason =
  /** The past is still being read. */
  | 'catching-up'
  | 'warming-up'
  /** Warm, but nothing of what it reads has ever come. */
  | 'no-input'
  /** Warm and fed: the definition has no value for what it was fed. */
  | 'undefined-here';

/** What the watch kind `formula` tells. */
export interface FormulaUpdate {
  readonly value: number | null;
  /** Null while there is a value. */
  readonly because: NoValueReason | null;
  /** What it reads that has never come: names of outside series and kinds of input. */
  readonly missing: readonly string[];
  /** Those of them that will not come either: series that neither what the product follows nor the person's own file tells. */
  readonly withoutSource: readonly string[];
  /** The readings by name; null where there is none. */
  readonly readings: Readonly<Record<string, number | null>>;
  /** Inputs taken in since the run began, the past included; bars alone where it reads bars beside books or quotes. */
  readonly seen: number;
  readonly warmUp: number;
  /** How long its inputs must span before the first value, in ms. */
  readonly warmUpMs: number;
  /** Market time of the first input, ms; null before it. */
  readonly sinceMs: number | null;
  /** Market time of the last input, ms; null before the first. */
  readonly lastInputMs: number | null;
  /** Market time of the last finished fit, ms; null where there was none. */
  readonly lastFitMs: number | null;
  /** The recent values, oldest first, at most 240; NaN where there was none. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** Time between two of these values, ms. */
  readonly everyMs: number;
}

/** How far the past is that formulas are told before they follow what happens. */
export interface PastRead {
  /** Bars of all instruments and lengths that were read. */
  readonly bars: number;
  /** And how many there are to read. */
  readonly of: number;
}

/** What the watch kind `formula-board` tells: which formulas have a value now. */
export interface FormulaBoardUpdate {
  /** Ids of the formulas, in the order of `values`. */
  readonly ids: readonly string[];
  /** NaN where there is none. */
  readonly values: Float64Array;
  /** Share of the past that has been read, 0 to 1. */
  readonly done: number;
  readonly past: PastRead;
}

const formula = z.string().min(1).max(80);

/** Settings of a formula that differ from its own. */
export const formulaParams = z.record(z.string().max(60), z.number());

/** What the formula explorer asks. */
export const formulaCommands = {
  /** Every formula of the product. */
  formulas: {
    request: z.strictObject({}),
    reply: z.custom<{ formulas: readonly FormulaView[] }>(),
  },
  /** Whether a formula takes these settings; the failure names the rule that is broken. */
  checkFormula: {
    request: z.strictObject({ formula, params: formulaParams }),
    reply: z.strictObject({
      warmUp: z.number().describe('inputs before the first value'),
      warmUpMs: z.number().describe('how long the inputs must span, in ms'),
    }),
  },
} as const;
