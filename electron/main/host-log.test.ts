import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { openHostLog } from './host-log.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const LINES = 6000;

describe('the log of the host', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'edgewright-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('R-LG-01: never takes more than two files of about a megabyte, and keeps the newest lines', () => {
    const log = openHostLog(folder, () => 1_714_521_600_000, new Redactor());
    for (let line = 1; line <= LINES; line += 1) log(`line ${line} ${'x'.repeat(1000)}`);
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    const sizeMib = sizes.reduce((sum, size) => sum + size, 0) / 1_048_576;
    measured('R-LG-01', `${LINES} lines of a kilobyte: ${sizes.length} files, ${sizeMib.toFixed(1)} MiB`);
    expect(sizes).toHaveLength(2);
    expect(sizeMib).toBeLessThan(2.2);
    expect(readFileSync(join(folder, 'host.log'), 'utf8')).toContain(`line ${LINES} `);
  });
});
