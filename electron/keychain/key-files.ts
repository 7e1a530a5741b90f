import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkShape } from '../../engine/contract/check-shape.ts';
import { type KeyRecord, keyRecord } from './key-record.ts';

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.key\.json$/;
const LONGEST_FILE_BYTES = 64 * 1024;

/** Keys as files: one each, readable by this user alone, replaced whole or not at all. */
export class KeyFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every record that can be read, and the names of files that cannot; those are left as they are. */
  read(): { readonly records: readonly KeyRecord[]; readonly unreadable: readonly string[] } {
    const records: KeyRecord[] = [];
    const unreadable: string[] = [];
    for (const name of this.#names()) {
      const record = this.#recordIn(name);
      if (record === undefined) unreadable.push(name);
      else records.push(record);
    }
    return { records, unreadable };
  }

  write(record: KeyRecord): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const half = join(this.#folder, `${randomUUID()}.half`);
    const file = openSync(half, 'wx', 0o600);
    try {
      writeSync(file, JSON.stringify(record));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(half, this.#pathOf(record.id));
  }

  remove(id: string): void {
    rmSync(this.#pathOf(id), { force: true });
  }

  /** Removes every key and whatever a write that was cut off left behind. */
  wipe(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder).filter((name) => FILE.test(name));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw cause;
    }
  }

  #recordIn(name: string): KeyRecord | undefined {
    const path = join(this.#folder, name);
    try {
      if (statSync(path).size > LONGEST_FILE_BYTES) return undefined;
      const checked = checkShape(keyRecord, JSON.parse(readFileSync(path, 'utf8')));
      return checked.ok && `${checked.value.id}.key.json` === name ? checked.value : undefined;
    } catch {
      // A file that cannot be read is told about like one that says nonsense.
      return undefined;
    }
  }

  #pathOf = (id: string): string => join(this.#folder, `${id}.key.json`);
}
