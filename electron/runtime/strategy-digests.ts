import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** `import ... from './x.ts'` and the same of exports, types alone left out: what is there at run time. */
const NAMED = /^(?:import|export)\s(?!type\s)[^;'"]*?from\s'(\.[^']+)';/gm;
const BARE = /^import\s'(\.[^']+)';/gm;
const LAZY = /\bimport\('(\.[^']+)'\)/g;
/** A formula a strategy names; a word of this kind that is none of the catalogue's is no harm. */
const WORD = /'([a-z0-9]+(?:-[a-z0-9]+)*)'/g;
const FORMULA = /^export const \w+ = defineFormula\(\{\s*id: '([a-z0-9-]+)'/m;
/** A strategy that holds votes hears every formula. */
const HOLDS_VOTES = /^\s+votes(?:\(|:)/m;
const REGISTRY = 'formulas/registry/all-formulas.generated.ts';
const HEX_DIGITS = 32;

/**
 * A digest of the code of every strategy by its id: of its own files, of every formula they name and of everything
 * these import, as they are on disk, whatever the endings of their lines. It is the same wherever the same sources
 * are built, and another one as soon as any of them is.
 */
export function strategyDigests(engineFolder: string): Readonly<Record<string, string>> {
  const sources = new Sources(engineFolder);
  const entries = globSync('strategies/*/*.ts', { cwd: engineFolder })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !path.includes('.test.') && !path.includes('.fixture.'))
    .flatMap((path) => {
      const id = /= defineStrategy\(\{\s*id: '([a-z0-9-]+)'/.exec(sources.text(path))?.[1];
      return id === undefined ? [] : [{ id, path }];
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(entries.map(({ id, path }) => [id, digestOf(path, sources)]));
}

/** Source files by their path below the engine's folder. */
class Sources {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #formulas = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
    for (const found of globSync('formulas/*/**/*.ts', { cwd: folder })) {
      const path = found.split(sep).join('/');
      const id = path.includes('.test.') ? undefined : FORMULA.exec(this.text(path))?.[1];
      if (id !== undefined) this.#formulas.set(id, path);
    }
  }

  text(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.#folder, path), 'utf8').replaceAll('\r\n', '\n');
    this.#texts.set(path, text);
    return text;
  }

  /** What a file runs besides itself. */
  importsOf(path: string): readonly string[] {
    const text = this.text(path);
    return [NAMED, BARE, LAZY].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, to = '']) =>
        relative(this.#folder, join(this.#folder, dirname(path), to))
          .split(sep)
          .join('/'),
      ),
    );
  }

  /** Formulas a file of a strategy names. */
  formulasIn(path: string): readonly string[] {
    const words = [...this.text(path).matchAll(WORD)].flatMap(
      ([, word = '']) => this.#formulas.get(word) ?? [],
    );
    return HOLDS_VOTES.test(this.text(path)) ? [...words, REGISTRY] : words;
  }
}

function digestOf(entry: string, sources: Sources): string {
  const seen = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    open.push(...sources.importsOf(path));
    if (path.startsWith('strategies/')) open.push(...sources.formulasIn(path));
  }
  const hash = createHash('sha256');
  for (const path of [...seen].toSorted()) hash.update(`${path}\n${sources.text(path)}\n`);
  return hash.digest('hex').slice(0, HEX_DIGITS);
}
