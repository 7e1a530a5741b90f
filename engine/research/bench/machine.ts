import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const withVersion = z.object({ version: z.string() });
const require = createRequire(import.meta.url);

/** What the figures were measured on. */
export function describeMachine() {
  return {
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

/** The versions that matter to the figures. */
export function describeVersions() {
  const own = join(import.meta.dirname, '..', '..', '..', 'package.json');
  return {
    edgewright: versionIn(own),
    node: process.versions.node,
    v8: process.versions.v8,
    ccxt: versionIn(packageFile('ccxt')),
    grademark: versionIn(packageFile('grademark')),
    dataForge: versionIn(packageFile('data-forge')),
  };
}

const versionIn = (file: string): string => withVersion.parse(JSON.parse(readFileSync(file, 'utf8'))).version;

// Not every package lets its package.json be required, so the file is found beside what it does export.
function packageFile(name: string): string {
  const [folder = ''] = require.resolve.paths(name) ?? [];
  for (const each of require.resolve.paths(name) ?? [folder]) {
    try {
      const file = join(each, name, 'package.json');
      readFileSync(file);
      return file;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error(`package ${name} must be installed for the benchmarks, was not found`);
}
