import { Transform, type TransformCallback } from 'node:stream';

const blockBytes = 512;

/** A tar header names its entry in the first 100 bytes and gives the size in octal at byte 124. */
type TarHeader = { readonly name: string; readonly sizeBytes: number };

/**
 * Passes on the content of one entry of a tar stream and drops everything else.
 * The stream fails at its end when the entry was not there.
 */
export class TarEntryFilter extends Transform {
  readonly #wanted: string;
  #waiting: Buffer = Buffer.alloc(0);
  #contentLeft = 0;
  #paddingLeft = 0;
  #isWanted = false;
  #wasFound = false;

  constructor(wanted: string) {
    super();
    this.#wanted = wanted;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    while (this.#advance());
    done();
  }

  override _flush(done: TransformCallback): void {
    if (!this.#wasFound) done(new Error(`the archive must hold ${this.#wanted}, it does not`));
    else if (this.#isWanted && this.#contentLeft > 0) done(new Error(`${this.#wanted} ends too early`));
    else done();
  }

  /** Takes one step through the waiting bytes; false when more of them are needed. */
  #advance(): boolean {
    if (this.#contentLeft > 0) return this.#takeContent();
    if (this.#paddingLeft > 0) return this.#takePadding();
    if (this.#waiting.length < blockBytes) return false;
    const header = readTarHeader(this.#waiting);
    this.#waiting = this.#waiting.subarray(blockBytes);
    this.#isWanted = header.name === this.#wanted;
    this.#wasFound ||= this.#isWanted;
    this.#contentLeft = header.sizeBytes;
    this.#paddingLeft = (blockBytes - (header.sizeBytes % blockBytes)) % blockBytes;
    return true;
  }

  #takeContent(): boolean {
    const part = this.#waiting.subarray(0, this.#contentLeft);
    if (part.length === 0) return false;
    if (this.#isWanted) this.push(part);
    this.#contentLeft -= part.length;
    this.#waiting = this.#waiting.subarray(part.length);
    return true;
  }

  #takePadding(): boolean {
    const taken = Math.min(this.#paddingLeft, this.#waiting.length);
    this.#paddingLeft -= taken;
    this.#waiting = this.#waiting.subarray(taken);
    return taken > 0;
  }
}

function readTarHeader(block: Buffer): TarHeader {
  const name = block.toString('utf8', 0, 100).split('\0', 1)[0] ?? '';
  const sizeBytes = Number.parseInt(block.toString('latin1', 124, 136), 8);
  return { name, sizeBytes: Number.isNaN(sizeBytes) ? 0 : sizeBytes };
}
