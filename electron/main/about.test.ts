import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { about, runtimeNotice } from './about.ts';
import { licences } from './licences.generated.ts';
import { readLicences } from './write-licences.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '0.1.0' } }));
const project = join(import.meta.dirname, '..', '..');

describe('the about box', () => {
  it('names the licences of exactly the packages that are installed', () => {
    expect(licences).toEqual(readLicences(project));
  });

  it('leaves out no package that is loaded at run time', () => {
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(licences.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(manifest.dependencies)),
    );
  });

  it('knows a licence for each', () => {
    expect(licences.filter(({ licence }) => (licence as string) === 'not stated')).toEqual([]);
  });

  it('warns of a runtime older than 42 and of no other (R-SH-10)', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const pinned = devDependencies['electron'] ?? '';
    measured('R-SH-10', `Electron ${pinned}, ${runtimeNotice(pinned) === null ? 'no warning' : 'warned of'}`);
    expect(runtimeNotice('33.2.1')).toContain('not for trading with real money');
    expect(runtimeNotice('41.2.2')).not.toBeNull();
    expect(runtimeNotice('42.0.0')).toBeNull();
    expect(runtimeNotice('45.4.1')).toBeNull();
  });

  it('says which versions run', () => {
    expect(about()).toMatchObject({ version: '0.1.0', node: process.versions.node });
  });
});
