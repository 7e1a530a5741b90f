import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnNativeModule, isProgramOf, OWN_WORKERS } from './own-programs.ts';

const runtime = join(import.meta.dirname, '..', '..', 'runtime');
const sources = readdirSync(runtime, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(name))
  .map((name) => readFileSync(join(runtime, name), 'utf8'));

describe('programs of ours', () => {
  it('R-SC-08: are exactly the threads the engine starts', () => {
    const started = sources
      .filter((text) => text.includes('new Worker('))
      .flatMap((text) => {
        const named = [...text.matchAll(/workerProgram\([^)]*'([a-z-]+\.js)'\)/g)].map(([, name]) => name);
        expect(named, 'a thread whose program is not named').toHaveLength(
          text.split('new Worker(').length - 1,
        );
        return named;
      });
    expect(new Set(started)).toEqual(new Set(OWN_WORKERS));
  });

  it('R-SC-08: are known by their whole address', () => {
    const isOwn = isProgramOf(new URL('file:///app/out/main/'), OWN_WORKERS);
    expect(isOwn('file:///app/out/main/archiver.js')).toBe(true);
    for (const other of [
      'file:///elsewhere/archiver.js',
      'file:///app/out/main/../archiver.js',
      'file:///app/out/main/archiver.js?x',
      'data:text/javascript,archiver.js',
      'archiver.js',
      'https://evil.example/app/out/main/archiver.js',
    ])
      expect(isOwn(other)).toBe(false);
  });

  it.each([
    ['/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node', true],
    ['C:\\app\\app.asar.unpacked\\node_modules\\@duckdb\\node-bindings-win32-x64\\duckdb.node', true],
    ['/elsewhere/better-sqlite3/x.node', false],
    ['/app/node_modules/better-sqlite3/../evil/x.node', false],
    ['/app/node_modules/evil/better-sqlite3/x.node', false],
    ['/app/node_modules/better-sqlite3/x.so', false],
  ])('R-SC-08: has %s as a native module of ours: %s', (path, expected) => {
    expect(isOwnNativeModule(path)).toBe(expected);
  });
});
