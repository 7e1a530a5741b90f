import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What ends up in the app: run-time packages, what the bundler takes in, and the runtime itself. */
export const shippedPackages = [
  '@duckdb/node-api',
  '@fontsource-variable/inter',
  '@fontsource/ibm-plex-mono',
  '@radix-ui/react-dialog',
  '@radix-ui/react-tooltip',
  '@tanstack/react-virtual',
  'better-sqlite3',
  'ccxt',
  'cmdk',
  'csv-parse',
  'csv-stringify',
  'dockview-react',
  'echarts',
  'electron',
  'electron-store',
  'fflate',
  'lucide-react',
  'pdfkit',
  'react',
  'react-dom',
  'zod',
  'zustand',
] as const;

/** Names, versions and licences as the installed packages state them. */
export function readLicences(projectFolder: string): readonly Licence[] {
  return shippedPackages
    .map((name) => join(projectFolder, 'node_modules', name, 'package.json'))
    .filter((path) => existsSync(path))
    .map((path) => {
      const stated = JSON.parse(readFileSync(path, 'utf8')) as {
        name: string;
        version: string;
        license?: string;
      };
      return { name: stated.name, version: stated.version, licence: stated.license ?? 'not stated' };
    });
}

/** The source of the generated file. */
export function licencesSource(all: readonly Licence[]): string {
  const rows = all.map(
    ({ name, version, licence }) => `  { name: '${name}', version: '${version}', licence: '${licence}' },`,
  );
  return [
    '// Written by write-licences.ts out of the installed packages.',
    '/** What the app is made of, for the about box. */',
    'export const licences = [',
    ...rows,
    '] as const;',
    '',
  ].join('\n');
}

if (import.meta.main) {
  const projectFolder = join(import.meta.dirname, '..', '..');
  writeFileSync(
    join(import.meta.dirname, 'licences.generated.ts'),
    licencesSource(readLicences(projectFolder)),
  );
}
