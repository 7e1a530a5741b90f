import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measured } from '../reliability/measured.ts';

const engine = resolve(import.meta.dirname, '..', '..');

/** Rooms an order and its money walk through, from the wish to the books. */
const ORDER_PATH = ['execution', 'portfolio', 'risk', 'journal', 'runtime/live', 'venues/live'];
const isProduct = (file: string) => !/\.test\.ts$|\.fixture\.ts$|fixtures\/|crash\//.test(file);

describe('R-NU-01: on the way of an order', () => {
  const looked = { files: 0, found: 0 };
  afterAll(() => measured('R-NU-01', `${looked.files} files, ${looked.found} with an unchecked number`));

  it.each(ORDER_PATH)('no number is called ticks, lots or money without a check in %s', (room) => {
    const files = globSync('**/*.ts', { cwd: `${engine}/${room}` }).filter(isProduct);
    const found = files.filter((file) =>
      / as (Ticks|Lots|Money)\b|\bparseFloat\(/.test(readFileSync(`${engine}/${room}/${file}`, 'utf8')),
    );
    looked.files += files.length;
    looked.found += found.length;
    expect(files.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });

  it('money is a whole number of its smallest unit, by its type', () => {
    const source = readFileSync(`${engine}/domain/units/money.ts`, 'utf8');
    expect(source).toContain("BrandedBigInt<'quote-e8'>");
  });
});
