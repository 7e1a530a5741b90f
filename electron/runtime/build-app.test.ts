import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestChange } from './build-app.ts';

describe('newestChange', () => {
  it('finds the latest change below a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'edgewright-change-'));
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'file'), 'x');
    const later = new Date('2100-01-01T00:00:00Z');
    utimesSync(join(folder, 'deep', 'file'), later, later);
    expect(newestChange(folder)).toBe(later.getTime());
    expect(newestChange(join(folder, 'missing'))).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
