import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { strategyDigests } from './strategy-digests.ts';

const FILES: Readonly<Record<string, string>> = {
  'strategies/fade/fade.ts':
    "import { step } from './step.ts';\nimport type { T } from './types.ts';\nexport const fade = defineStrategy({\n  id: 'fade',\n  needs: { x: { formula: 'spread-bps' } },\n});\n",
  'strategies/fade/step.ts':
    "import {\n  half,\n} from '../../numerics/half.ts';\nexport const step = half(2);\n",
  'strategies/fade/types.ts': 'export type T = 1;\n',
  'strategies/vote/vote.ts':
    "export const vote = defineStrategy({\n  id: 'vote',\n  votes() {\n    return [];\n  },\n});\n",
  'numerics/half.ts': 'export const half = (x: number) => x / 2;\n',
  'numerics/other.ts': 'export const other = 1;\n',
  'formulas/book/spread.ts': "export const spread = defineFormula({\n  id: 'spread-bps',\n});\n",
  'formulas/book/depth.ts': "export const depth = defineFormula({\n  id: 'depth',\n});\n",
  'formulas/registry/all-formulas.generated.ts':
    "import { depth } from '../book/depth.ts';\nimport { spread } from '../book/spread.ts';\nexport const all = [depth, spread];\n",
};

describe('the digest of the code of a strategy', () => {
  let folder: string;

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  /** The strategies whose digest is another one after a change. */
  const changedBy = (path: string, text: string): readonly string[] => {
    const before = strategyDigests(folder);
    write(path, text);
    const after = strategyDigests(folder);
    write(path, FILES[path] ?? '');
    return Object.keys(before).filter((id) => before[id] !== after[id]);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'edgewright-digests-'));
    for (const [path, text] of Object.entries(FILES)) write(path, text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['strategies/fade/fade.ts', ['fade']],
    ['strategies/fade/step.ts', ['fade']],
    ['numerics/half.ts', ['fade']],
    // A formula that is read counts, and a strategy that holds votes hears all of them.
    ['formulas/book/spread.ts', ['fade', 'vote']],
    ['formulas/book/depth.ts', ['vote']],
    // Types are not there at run time, and nobody runs the other file.
    ['strategies/fade/types.ts', []],
    ['numerics/other.ts', []],
  ])('changes with %s for %j alone', (path, strategies) => {
    expect(changedBy(path, `${FILES[path]}// changed\n`)).toEqual(strategies);
  });

  it('is the same whatever the endings of lines', () => {
    expect(changedBy('numerics/half.ts', (FILES['numerics/half.ts'] ?? '').replaceAll('\n', '\r\n'))).toEqual(
      [],
    );
  });

  it('is there for every strategy of the product, and the same each time', () => {
    const engine = join(import.meta.dirname, '..', '..', 'engine');
    const digests = strategyDigests(engine);
    expect(Object.keys(digests)).toEqual(['buy-and-hold', 'formula-vote', 'order-flow', 'renaissance-gate']);
    expect(new Set(Object.values(digests)).size).toBe(4);
    expect(strategyDigests(engine)).toEqual(digests);
  });
});
