import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FORMULAS = join(dirname(fileURLToPath(import.meta.url)), '..');
const REGISTRY = join(FORMULAS, 'registry', 'all-formulas.generated.ts');

/** The text of the registry as the formula files of today ask for it, in the order of their paths. */
export function registryText(): string {
  const found = globSync('*/**/*.ts', { cwd: FORMULAS })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .flatMap((path) => exportedFormulas(path).map((name) => ({ path, name })))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const imports = found.map(({ path, name }) => `import { ${name} } from '../${path}';`);
  return [
    '// Written by write-registry.ts from the formula files. Do not edit.',
    "import type { AnyFormula } from '../formula.ts';",
    ...imports,
    '',
    '/** Every formula of the product, in the order of their files. */',
    `export const allFormulas: readonly AnyFormula[] = [`,
    ...found.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

function exportedFormulas(path: string): string[] {
  const text = readFileSync(join(FORMULAS, path), 'utf8');
  return [...text.matchAll(/^export const (\w+) = defineFormula\(/gm)].map((match) => match[1] ?? '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const current = process.argv.includes('--check') ? readFileSync(REGISTRY, 'utf8') : undefined;
  if (current === undefined) writeFileSync(REGISTRY, registryText());
  else if (current !== registryText()) {
    process.stderr.write('all-formulas.generated.ts is out of date: run `npm run registry`\n');
    process.exitCode = 1;
  }
}
