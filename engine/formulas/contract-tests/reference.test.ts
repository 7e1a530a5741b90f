import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { COMPARED_ELSEWHERE, FIELDS_NOT_OFFERED, NOT_OFFERED } from './not-compared.ts';
import { adapters } from './reference-adapters.ts';
import { differences, readReferenceCases } from './reference-vectors.ts';

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const cases = folder === undefined ? [] : readReferenceCases(folder);
const methods = [...new Set(cases.map(({ method }) => method))];
const covered = cases.filter(({ method }) => method in adapters);
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';

describe(`numbers of independent implementations${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('exist for every method the engine offers', () => {
    expect(Object.keys(adapters).filter((method) => !methods.includes(method))).toEqual([]);
  });

  it.each(covered.map((each) => [each.id, each] as const))('agree: %s', (_id, each) => {
    expect(differences(adapters[each.method]?.(each), each, FIELDS_NOT_OFFERED[each.method])).toEqual([]);
  });

  it.skipIf(folder === undefined)('are compared here, elsewhere, or left out for a reason', () => {
    const known = new Set([adapters, COMPARED_ELSEWHERE, NOT_OFFERED].flatMap((each) => Object.keys(each)));
    expect(methods.filter((method) => !known.has(method))).toEqual([]);
    expect(Object.keys(NOT_OFFERED).filter((method) => method in adapters)).toEqual([]);
  });

  it.each(Object.entries(COMPARED_ELSEWHERE))('of %s are compared in %s', (method, file) => {
    const test = new URL(`../../../${file}`, import.meta.url);
    expect(existsSync(test)).toBe(true);
    expect(readFileSync(test, 'utf8')).toContain(method);
  });
});
