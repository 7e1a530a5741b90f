import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';

const SEAL = '.sha256';
const CHUNK_BYTES = 1 << 20;

/** Hex SHA-256 of a file: names its whole content. */
export function digestOfFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Writes down beside a backup what it was like when it passed every check. */
export function seal(backupPath: string, digest: string): void {
  writeFileSync(backupPath + SEAL, digest, { mode: 0o600 });
}

/** What a backup was like when it passed every check; undefined when that was not written down. */
export function sealOf(backupPath: string): string | undefined {
  return existsSync(backupPath + SEAL) ? readFileSync(backupPath + SEAL, 'utf8').trim() : undefined;
}

/** Takes away a backup with its seal. */
export function removeSealed(backupPath: string): void {
  for (const companion of ['', SEAL]) rmSync(backupPath + companion, { force: true });
}
