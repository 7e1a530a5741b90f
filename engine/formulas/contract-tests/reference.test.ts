import { describe, expect, it } from 'vitest';
import { adapters } from './reference-adapters.ts';
import { differences, readReferenceCases } from './reference-vectors.ts';

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const cases = folder === undefined ? [] : readReferenceCases(folder);
const methods = [...new Set(cases.map(({ method }) => method))];
const covered = cases.filter(({ method }) => method in adapters);
const uncovered = methods.filter((method) => !(method in adapters));
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';

describe(`numbers of independent implementations${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('exist for every method the engine offers', () => {
    expect(Object.keys(adapters).filter((method) => !methods.includes(method))).toEqual([]);
  });

  it.each(covered.map((each) => [each.id, each] as const))('agree: %s', (_id, each) => {
    expect(differences(adapters[each.method]?.(each), each)).toEqual([]);
  });

  it.each(uncovered)('are not compared, because the engine does not offer %s', (method) => {
    expect(adapters).not.toHaveProperty(method);
  });
});
