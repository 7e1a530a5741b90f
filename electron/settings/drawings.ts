import { z } from 'zod';
import { type FileRules, GuardedFile, type JsonStore } from './guarded-file.ts';

/** What a person drew on the chart of an instrument, as it came; the window that made it reads it again. */
export type Drawings = z.output<ReturnType<typeof z.json>>;
type AllDrawings = Readonly<Record<string, Drawings>>;

const LONGEST_DRAWINGS_BYTES = 64 * 1024;
const MOST_INSTRUMENTS = 200;

const drawingsSchema = z.record(z.string().max(80), z.json());

/** Rules of the drawings file: one list an instrument. */
export const drawingsFile: FileRules<AllDrawings> = {
  name: 'drawings',
  title: 'drawings',
  version: 1,
  longestBytes: MOST_INSTRUMENTS * LONGEST_DRAWINGS_BYTES + 4096,
  parse: (value) => drawingsSchema.parse(value),
  migrations: {},
  defaults: () => ({}),
};

/** What is drawn on the chart of each instrument. */
export class DrawingKeeper {
  readonly #file: GuardedFile<AllDrawings>;
  readonly notice: string | null;
  #drawings: AllDrawings;

  constructor(folder: string, nowMs: number, openStore: (folder: string, name: string) => JsonStore) {
    this.#file = new GuardedFile(folder, drawingsFile, openStore);
    const opened = this.#file.open(nowMs);
    this.notice = opened.notice;
    this.#drawings = opened.value;
  }

  drawingsOf(instrument: string): Drawings | null {
    return Object.hasOwn(this.#drawings, instrument) ? (this.#drawings[instrument] ?? null) : null;
  }

  /** @throws {Error} when the drawings are too long or there are too many instruments with some. */
  save(instrument: string, drawings: Drawings): void {
    const bytes = Buffer.byteLength(JSON.stringify(drawings));
    if (bytes > LONGEST_DRAWINGS_BYTES)
      throw new Error(`drawings of an instrument may have ${LONGEST_DRAWINGS_BYTES} bytes, have ${bytes}`);
    const all = { ...this.#drawings, [instrument]: drawings };
    const count = Object.keys(all).length;
    if (count > MOST_INSTRUMENTS)
      throw new Error(`drawings are kept of ${MOST_INSTRUMENTS} instruments, this is number ${count}`);
    this.#file.write(all);
    this.#drawings = all;
  }
}
