import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A file that holds one JSON object and is replaced as a whole. electron-store in the app. */
export interface JsonStore {
  write(content: Record<string, unknown>): void;
}

/** What a settings file must look like to be believed. */
export interface FileRules<Value> {
  /** Without `.json`. */
  readonly name: string;
  /** What the person calls it: `settings`. */
  readonly title: string;
  readonly version: number;
  readonly longestBytes: number;
  /** Checks a value of the current version; throws with a sentence when it does not fit. */
  readonly parse: (value: unknown) => Value;
  /** Turns a value of version n into one of n + 1, under the key n. */
  readonly migrations: Readonly<Record<number, (value: unknown) => unknown>>;
  readonly defaults: () => Value;
}

export interface Opened<Value> {
  readonly value: Value;
  /** What the person must know about a file that could not be used; null when all is well. */
  readonly notice: string | null;
}

type Inspected<Value> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly value: Value }
  | { readonly kind: 'bad'; readonly why: string };

/**
 * Guards a settings file: what cannot be used is set aside under another name and never
 * overwritten, the last good copy takes its place, and the app starts in any case.
 */
export class GuardedFile<Value> {
  readonly #folder: string;
  readonly #rules: FileRules<Value>;
  readonly #openStore: (folder: string, name: string) => JsonStore;
  #store: JsonStore | undefined;

  constructor(
    folder: string,
    rules: FileRules<Value>,
    openStore: (folder: string, name: string) => JsonStore,
  ) {
    this.#folder = folder;
    this.#rules = rules;
    this.#openStore = openStore;
  }

  open(nowMs: number): Opened<Value> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const found = this.#inspect(this.#path(''));
    if (found.kind === 'good') {
      this.#keepLastGood();
      return { value: found.value, notice: null };
    }
    if (found.kind === 'absent') return { value: this.#rules.defaults(), notice: null };
    return this.#replaceBad(found.why, nowMs);
  }

  write(value: Value): void {
    this.#store ??= this.#openStore(this.#folder, this.#rules.name);
    this.#store.write({ version: this.#rules.version, value });
    this.#keepLastGood();
  }

  #replaceBad(why: string, nowMs: number): Opened<Value> {
    const { title, defaults } = this.#rules;
    const aside = this.#freeName(nowMs);
    renameSync(this.#path(''), join(this.#folder, aside));
    const lastGood = this.#inspect(this.#path('.last-good'));
    const value = lastGood.kind === 'good' ? lastGood.value : defaults();
    this.write(value);
    const instead = lastGood.kind === 'good' ? 'The last good ones are in use.' : 'The defaults are in use.';
    return {
      value,
      notice: `Your ${title} could not be used: ${why}. ${instead} The file was kept as ${aside}.`,
    };
  }

  #inspect(path: string): Inspected<Value> {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return { kind: 'absent' };
    if (!stat.isFile()) return { kind: 'bad', why: 'it is not a file' };
    if (stat.size > this.#rules.longestBytes) {
      return { kind: 'bad', why: `the file may have ${this.#rules.longestBytes} bytes, has ${stat.size}` };
    }
    try {
      return { kind: 'good', value: this.#upToDate(JSON.parse(readFileSync(path, 'utf8'))) };
    } catch (cause) {
      return { kind: 'bad', why: reasonOf(cause) };
    }
  }

  #upToDate(content: unknown): Value {
    const { version, value } = contentOf(content);
    if (version > this.#rules.version) throw new Error(`it was written by a newer version (${version})`);
    let current = value;
    for (let from = version; from < this.#rules.version; from += 1) {
      const migrate = this.#rules.migrations[from];
      if (!migrate) throw new Error(`nothing is known about version ${from}`);
      current = migrate(current);
    }
    return this.#rules.parse(current);
  }

  #keepLastGood(): void {
    if (existsSync(this.#path(''))) copyFileSync(this.#path(''), this.#path('.last-good'));
  }

  #freeName(nowMs: number): string {
    const stamp = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '');
    const names = Array.from(
      { length: 100 },
      (_, n) => `${this.#rules.name}.set-aside-${stamp}${n === 0 ? '' : `-${n}`}.json`,
    );
    const free = names.find((name) => !existsSync(join(this.#folder, name)));
    if (free === undefined) throw new Error(`there are too many ${this.#rules.title} files set aside`);
    return free;
  }

  #path(suffix: string): string {
    return join(this.#folder, `${this.#rules.name}${suffix}.json`);
  }
}

function contentOf(content: unknown): { readonly version: number; readonly value: unknown } {
  if (typeof content !== 'object' || content === null || !('version' in content) || !('value' in content)) {
    throw new Error('it must hold a version and a value');
  }
  const { version, value } = content;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new Error('its version must be a whole number above zero');
  }
  return { version, value };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError) return z.prettifyError(cause).replaceAll('\n', ' ').slice(0, 200);
  return cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be read';
}
