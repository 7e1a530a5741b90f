import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineFormula } from '../formula.ts';
import { FILTER } from '../readings.ts';
import { allFormulas } from './all-formulas.generated.ts';
import { formulaPages } from './formula-page.ts';
import { outdatedPages, writePages } from './write-formula-docs.ts';

const example = defineFormula({
  id: 'F9000',
  key: 'made-up-gate',
  title: 'Made-up <gate>',
  family: 'exits',
  role: 'filter',
  input: 'bar',
  output: { unit: 'share | part', min: 0, max: 1 },
  source: 'Nobody (2000), *Nothing*',
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'bars looked\n back' },
      mode: { unit: '1', meaning: 'how', fixed: 'fast' },
    },
    definition: 'y_t = x_t * 2\n',
    update: 'O(1)',
    signal: 'gate = y',
    range: 'within [0, 1]',
  },
  readings: FILTER,
  defaults: { n: 3 },
  warmUp: ({ n }) => n,
  start: () => () => undefined,
});

describe('the reference of formulas', () => {
  it('is what the formula files say today; `npm run formulas:docs` writes it', () => {
    expect(outdatedPages(formulaPages(allFormulas))).toEqual([]);
  });

  it('has one page a family and names every id in its index', () => {
    const pages = formulaPages(allFormulas);
    const index = pages.find(({ name }) => name === 'README.md')?.text ?? '';
    const families = new Set(allFormulas.map(({ family }) => `${family}.md`));
    expect(new Set(pages.map(({ name }) => name))).toEqual(new Set(['README.md', ...families]));
    expect(allFormulas.filter(({ id }) => !index.includes(`| [${id}](`))).toEqual([]);
  });

  it('says everything of a formula, with the marks of Markdown as plain characters', () => {
    const text = formulaPages([example]).find(({ name }) => name === 'exits.md')?.text ?? '';
    for (const part of [
      String.raw`## F9000 Made-up \<gate\>`,
      '- Key: `made-up-gate`',
      '- Role: filter',
      '- Reads: `bar`',
      String.raw`- Range: 0 to 1; within \[0, 1\]`,
      '- Warm-up: 3 inputs',
      '- Memory: nothing from before its warm-up',
      '- Readings: `gate` (gate, 0 to 1)',
      '| `n` | 3 | bars | bars looked back |',
      '| `mode` | fast | 1 | how |',
      '```text\ny_t = x_t * 2\n```',
      '**Signal.** gate = y',
      String.raw`**Source.** Nobody (2000), \*Nothing\*`,
    ])
      expect(text).toContain(part);
  });

  describe('in a folder', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'formula-docs-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('is up to date once written, and tells pages that were changed or left over', () => {
      const pages = formulaPages([example]);
      expect(outdatedPages(pages, folder)).toEqual(['README.md', 'exits.md']);
      writePages(pages, folder);
      expect(outdatedPages(pages, folder)).toEqual([]);
      writeFileSync(join(folder, 'exits.md'), `${readFileSync(join(folder, 'exits.md'), 'utf8')}by hand`);
      writeFileSync(join(folder, 'gone.md'), '');
      expect(outdatedPages(pages, folder)).toEqual(['exits.md', 'gone.md']);
      writePages(pages, folder);
      expect(outdatedPages(pages, folder)).toEqual([]);
    });
  });
});
