import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { plainText } from '../catalogue-entry.ts';
import type { AnyFormula } from '../formula.ts';

/** What the catalogue fixes of a formula: plain where it is short, as a fingerprint where it is a text. */
export type CatalogueFacts = Readonly<Record<string, string>>;

const FACTS = new URL('./fixtures/catalogue-fingerprints.tsv', import.meta.url);

/** The facts of all formulas of the catalogue, in the order of their numbers. */
export function catalogueFacts(): CatalogueFacts[] {
  const [header = '', ...rows] = readFileSync(FACTS, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
  });
}

/** The same facts as the formula's own file states them, without those it does not state. */
export function statedFacts(formula: AnyFormula): CatalogueFacts {
  const { catalogue, defaults, id, key, output, role = 'context', source, title } = formula;
  const plain = { id: id.slice(1), key, role };
  if (catalogue === undefined) return plain;
  const params = Object.entries(catalogue.params).map(([name, { fixed, meaning, unit }]) => [
    name,
    { default: fixed ?? defaults[name], unit, meaning },
  ]);
  return {
    ...plain,
    inputs: catalogue.inputs.join(' '),
    title: fingerprint(title),
    params: fingerprint(JSON.stringify(sorted(Object.fromEntries(params)))),
    definition: fingerprint(catalogue.definition),
    update: fingerprint(catalogue.update),
    unit: fingerprint(output.unit),
    range: fingerprint(catalogue.range),
    signal: fingerprint(catalogue.signal),
    source: fingerprint(source),
  };
}

/** First twelve hexadecimal digits of the SHA-256 of a text in which only words count, not line breaks. */
function fingerprint(text: string): string {
  return createHash('sha256').update(plainText(text)).digest('hex').slice(0, 12);
}

/** The same value with the names of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]: [string, unknown]) => [name, sorted(each)]),
  );
}
