import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measured } from '../reliability/measured.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Rooms of the kernel and what lies below them: whatever happens in there must happen again. */
const DETERMINISTIC = [
  'domain',
  'numerics',
  'market',
  'formulas',
  'theories',
  'features',
  'strategies',
  'risk',
  'execution',
  'portfolio',
];
const FROM_OUTSIDE = [
  /\bDate\.now\b/,
  /\bnew Date\b/,
  /\bperformance\.now\b/,
  /\bprocess\.hrtime\b/,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bMath\.random\b/,
  /\bcrypto\.(random|getRandom)/,
  /\bfetch\(/,
  /from 'node:(fs|net|http|https|tls|dns|child_process|worker_threads|crypto|timers)/,
  /\bawait\b/,
];

describe('R-DT-01: the rooms of the kernel', () => {
  const looked = { files: 0, found: 0 };
  afterAll(() => measured('R-DT-01', `${looked.files} files, ${looked.found} take something from outside`));

  it.each(DETERMINISTIC)('take no time, chance, file or network from outside in %s', (room) => {
    const files = globSync('**/*.ts', { cwd: `${root}/${room}` }).filter(
      (file) => !/\.test\.ts$|\.fixture\.ts$|fixtures\/|contract-tests\/|registry\//.test(file),
    );
    const found = files.flatMap((file) => {
      const code = withoutComments(readFileSync(`${root}/${room}/${file}`, 'utf8'));
      return FROM_OUTSIDE.filter((pattern) => pattern.test(code)).map(
        (pattern) => `${file}: ${pattern.source}`,
      );
    });
    looked.files += files.length;
    looked.found += found.length;
    expect(files.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
