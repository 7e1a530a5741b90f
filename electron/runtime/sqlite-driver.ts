import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronRuntime } from './electron-runtime.ts';
import { inProject } from './project-paths.ts';
import { mustRun } from './run-command.ts';
import { testRuntime } from './test-runtime.ts';

const driver = inProject('node_modules', 'better-sqlite3');
const sqlite = join(driver, 'deps', 'sqlite3');
const header = join(import.meta.dirname, 'node-api-9.h');
/** better-sqlite3 looks here before it takes the binary it was shipped with. */
const ownBinary = join(driver, 'build', 'Release', 'better_sqlite3.node');

/** Whether the database driver still has to be compiled for this runtime, which takes about a minute. */
export function needsCompiler(runtime: ElectronRuntime, cache: string): boolean {
  return runtime.kind === 'test' && !existsSync(compiledDriver(cache));
}

/**
 * Makes better-sqlite3 fit the runtime. The pinned Electron takes the binary it was shipped with; the
 * test runtime needs its sources compiled against an older Node-API. The result runs on Node too.
 */
export async function provideSqliteDriver(runtime: ElectronRuntime, cache: string): Promise<void> {
  if (runtime.kind === 'pinned') {
    rmSync(join(driver, 'build'), { recursive: true, force: true });
    return;
  }
  const compiled = compiledDriver(cache);
  if (!existsSync(compiled)) await compile(compiled);
  if (existsSync(ownBinary) && readFileSync(ownBinary).equals(readFileSync(compiled))) return;
  mkdirSync(dirname(ownBinary), { recursive: true });
  // Renamed into place, because a running test may have the old file mapped.
  copyFileSync(compiled, `${ownBinary}.new`);
  renameSync(`${ownBinary}.new`, ownBinary);
}

function compiledDriver(cache: string): string {
  const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8')) as { version: string };
  const key = createHash('sha256').update(readFileSync(header)).digest('hex').slice(0, 12);
  return join(cache, `better-sqlite3-${version}-${process.platform}-${process.arch}-${key}.node`);
}

async function compile(target: string): Promise<void> {
  console.log('database driver: compiling better-sqlite3 for the test runtime, about a minute');
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(join(dirname(target), 'driver-'));
  const library = join(workshop, 'sqlite3.o');
  const addon = join(workshop, 'addon.o');
  const linked = join(workshop, 'better_sqlite3.node');
  try {
    const parts = [mustRun('gcc', libraryArgs(library)), mustRun('g++', addonArgs(addon))];
    // Both have to end before the workshop may go.
    await Promise.allSettled(parts);
    await Promise.all(parts);
    const libraries = ['-ldl', '-lpthread', '-Wl,-Bsymbolic'];
    await mustRun('g++', ['-shared', '-s', '-o', linked, addon, library, ...libraries]);
    renameSync(linked, target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function libraryArgs(object: string): string[] {
  const options = readFileSync(join(driver, 'deps', 'defines.gypi'), 'utf8');
  const defines = definesIn(options).map((define) => `-D${define}`);
  const source = join(sqlite, 'sqlite3.c');
  return ['-O2', '-fPIC', '-w', '-std=gnu99', ...defines, `-I${sqlite}`, '-c', source, '-o', object];
}

/** The preprocessor definitions SQLite is built with, as the driver's own build file lists them. */
export function definesIn(gypi: string): string[] {
  return [...gypi.matchAll(/'([A-Z][A-Z0-9_]*(?:=[-\w]+)?)'/g)].flatMap((match) => match[1] ?? []);
}

function addonArgs(object: string): string[] {
  const defines = [
    `-DNAPI_VERSION=${testRuntime.nodeApiVersion}`,
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ];
  const folders = [
    inProject('node_modules/node-api-headers/include'),
    inProject('node_modules/node-addon-api'),
  ];
  const includes = [...folders, sqlite].map((folder) => `-I${folder}`);
  const style = ['-std=c++20', '-O2', '-fPIC', '-fvisibility=hidden', '-w'];
  const source = join(driver, 'src', 'better_sqlite3.cpp');
  return [...style, ...defines, ...includes, '-include', header, '-c', source, '-o', object];
}
