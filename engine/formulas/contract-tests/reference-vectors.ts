import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of the reference vectors, with its inputs resolved to plain values. */
export interface ReferenceCase {
  readonly family: string;
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** By name of an input that is a column of a series: all columns of that series over the same rows. */
  readonly beside?: Readonly<Record<string, Readonly<Record<string, unknown[]>>>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance;
}

export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
  readonly fields?: Readonly<Record<string, { readonly rtol?: number; readonly atol?: number }>>;
}

interface StoredCase extends Omit<ReferenceCase, 'family'> {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Every case of every family in the folder. The folder is the developers' set or any other of its shape. */
export function readReferenceCases(folder: string): ReferenceCase[] {
  const series = new Map<string, Readonly<Record<string, unknown[]>>>();
  const columnsOf = (name: string) => {
    const known = series.get(name);
    if (known !== undefined) return known;
    const { columns } = parse<{ columns: Record<string, unknown[]> }>(join(folder, 'series', `${name}.json`));
    series.set(name, columns);
    return columns;
  };
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .flatMap((file) => {
      const { cases } = parse<{ cases: StoredCase[] }>(join(folder, file));
      return cases.map((stored) => ({
        ...stored,
        family: file.replace('.json', ''),
        inputs: mapValues(stored.inputs, (input) => resolved(input, columnsOf)),
        beside: mapValues(stored.inputs, (input) => columnsBeside(input, columnsOf)),
      }));
    });
}

/**
 * What differs between the answer and the expectation, in words; empty when they agree. Fields in `without` are not
 * compared.
 */
export function differences(
  actual: unknown,
  reference: ReferenceCase,
  without: readonly string[] = [],
): string[] {
  const answers = (actual ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(reference.expected).flatMap(([field, expected]) => {
    if (without.includes(field)) return [];
    const { rtol = 0, atol = 0 } = { ...reference.tolerance, ...reference.tolerance.fields?.[field] };
    return compare(field, answers[field], expected, (a, b) => Math.abs(a - b) <= atol + rtol * Math.abs(b));
  });
}

type Near = (actual: number, expected: number) => boolean;

function compare(path: string, actual: unknown, expected: unknown, near: Near): string[] {
  if (Array.isArray(expected)) return compareLists(path, actual, expected, near);
  if (expected !== null && typeof expected === 'object') return compareObjects(path, actual, expected, near);
  return agrees(actual, expected, near) ? [] : [wrong(path, actual, expected ?? 'none')];
}

function agrees(actual: unknown, expected: unknown, near: Near): boolean {
  if (expected === null) return actual === undefined || actual === null || Number.isNaN(actual);
  if (typeof expected === 'number') return typeof actual === 'number' && near(actual, expected);
  return actual === expected;
}

function compareLists(path: string, actual: unknown, expected: readonly unknown[], near: Near): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return [wrong(path, actual, `${expected.length} values`)];
  }
  return expected.flatMap((each, index) => compare(`${path}[${index}]`, actual[index], each, near));
}

/** An object is a band, or holds further fields. */
function compareObjects(path: string, actual: unknown, expected: object, near: Near): string[] {
  const band = bandOf(expected);
  if (band !== undefined) {
    const inside = typeof actual === 'number' && actual >= band.low && actual <= band.high;
    return inside ? [] : [wrong(path, actual, `${band.low} to ${band.high}`)];
  }
  const answers = (actual ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(expected).flatMap(([name, each]) =>
    compare(`${path}.${name}`, answers[name], each, near),
  );
}

function bandOf(expected: object): { readonly low: number; readonly high: number } | undefined {
  if ('min' in expected) return { low: Number(expected.min), high: Infinity };
  if (!('between' in expected) || !Array.isArray(expected.between)) return undefined;
  return { low: Number(expected.between[0]), high: Number(expected.between[1]) };
}

const wrong = (path: string, actual: unknown, expected: unknown): string =>
  `${path}: expected ${String(expected)}, was ${String(actual).slice(0, 80)}`;

function resolved(input: unknown, columnsOf: (name: string) => Readonly<Record<string, unknown[]>>): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  if ('values' in input) return input.values;
  if (!('series' in input) || !('column' in input)) return input;
  const { series, column, start, end } = input as {
    series: string;
    column: string;
    start?: number;
    end?: number;
  };
  const values = columnsOf(series)[column];
  if (values === undefined) throw new Error(`the series ${series} has no column ${column}`);
  return values.slice(start ?? 0, end);
}

function columnsBeside(
  input: unknown,
  columnsOf: (name: string) => Readonly<Record<string, unknown[]>>,
): Readonly<Record<string, unknown[]>> {
  if (typeof input !== 'object' || input === null || !('series' in input)) return {};
  const { series, start, end } = input as { series: string; start?: number; end?: number };
  return mapValues(columnsOf(series), (column) => column.slice(start ?? 0, end));
}

function mapValues<Value, Changed>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Changed,
): Record<string, Changed> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function parse<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(path, 'utf8')) as Shape;
}
