import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingsSchema } from '../contract/host-channels.ts';
import { type FileRules, GuardedFile, type JsonStore } from './guarded-file.ts';
import { LayoutKeeper } from './layouts.ts';
import { SettingsKeeper } from './settings.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

/** The file format of electron-store: one JSON object, tab-indented, replaced as a whole. */
const openStore = (folder: string, name: string): JsonStore => ({
  write: (content) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content, undefined, '\t'), { mode: 0o600 }),
});
const defaults = settingsSchema.parse({});
const NOON = Date.UTC(2026, 0, 2, 12);

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'edgewright-settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => new SettingsKeeper(folder, NOON, openStore);
const put = (text: string) => writeFileSync(join(folder, 'settings.json'), text);
const aside = () => readdirSync(folder).filter((name) => name.includes('set-aside'));

describe('the settings file (R-ST-09)', () => {
  it('starts with the defaults and writes nothing until something changes', () => {
    expect(open()).toMatchObject({ current: defaults, notice: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('changes the named fields and keeps the others over a restart', () => {
    const settings = open();
    settings.change({ theme: 'light' });
    settings.change({ language: 'de', density: undefined });
    expect(open().current).toEqual({ ...defaults, theme: 'light', language: 'de' });
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['bad JSON', '{"version":1,"value":{'],
    ['nothing at all', ''],
    ['a list', '[]'],
    ['a wrong type', '{"version":1,"value":{"theme":7}}'],
    ['an unknown field', '{"version":1,"value":{"live":true}}'],
    ['a newer version', '{"version":2,"value":{}}'],
    ['a version that is no number', '{"version":"1","value":{}}'],
    ['a huge file', `{"version":1,"value":{"theme":"${'x'.repeat(70_000)}"}}`],
  ])('sets %s aside to the letter, says so and uses the defaults', (_name, text) => {
    put(text);
    const settings = open();
    expect(settings.current).toEqual(defaults);
    expect(aside()).toEqual(['settings.set-aside-20260102T120000000Z.json']);
    expect(readFileSync(join(folder, aside()[0] ?? ''), 'utf8')).toBe(text);
    expect(settings.notice).toContain(
      'The defaults are in use. The file was kept as settings.set-aside-20260102T120000000Z.json.',
    );
    expect(open().notice).toBeNull();
  });

  it('goes back to the last good settings', () => {
    open().change({ theme: 'high-contrast' });
    put('broken');
    const settings = open();
    expect(settings.current.theme).toBe('high-contrast');
    expect(settings.notice).toContain('The last good ones are in use.');
  });

  it('never replaces a file set aside before, even at the same moment', () => {
    put('first');
    open();
    put('second');
    open();
    expect(
      aside()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .toSorted(),
    ).toEqual(['first', 'second']);
  });

  it('sets a folder of that name aside too', () => {
    mkdirSync(join(folder, 'settings.json'));
    expect(open().notice).toContain('it is not a file');
    expect(open().current).toEqual(defaults);
  });

  it('starts from each of 300 mutated files, keeps every bad one, and is never armed for live trading', () => {
    const good = JSON.stringify({ version: 1, value: defaults });
    const starts = { all: 0, aside: 0 };
    const mutation = fc.record({
      at: fc.nat(good.length - 1),
      cut: fc.nat(20),
      put: fc.string({ unit: 'binary', maxLength: 20 }),
    });
    fc.assert(
      fc.property(mutation, ({ at, cut, put: inserted }) => {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        const text = good.slice(0, at) + inserted + good.slice(at + cut);
        put(text);
        const { current, notice } = open();
        expect(settingsSchema.safeParse(current).success).toBe(true);
        expect(Object.keys(current).toSorted()).toEqual(Object.keys(defaults).toSorted());
        const keptAs = notice === null ? 'settings.json' : (aside()[0] ?? '');
        expect(readFileSync(join(folder, keptAs))).toEqual(Buffer.from(text));
        starts.all += 1;
        if (notice !== null) starts.aside += 1;
      }),
      { numRuns: 300 },
    );
    measured('R-ST-09', `${starts.all} mutated files, as many starts, ${starts.aside} set aside`);
  });
});

describe('a guarded file of an older version', () => {
  const rules: FileRules<{ readonly sizeBase: string }> = {
    name: 'old',
    title: 'old things',
    version: 3,
    longestBytes: 1000,
    parse: (value) => z.strictObject({ sizeBase: z.string() }).parse(value),
    migrations: {
      1: (value) => ({ amount: (value as { size: number }).size }),
      2: (value) => ({ sizeBase: String((value as { amount: number }).amount) }),
    },
    defaults: () => ({ sizeBase: '0' }),
  };
  const openOld = (content: object) => {
    writeFileSync(join(folder, 'old.json'), JSON.stringify(content));
    return new GuardedFile(folder, rules, openStore).open(NOON);
  };

  it('is brought up to date one version at a time', () => {
    expect(openOld({ version: 1, value: { size: 2.5 } })).toEqual({
      value: { sizeBase: '2.5' },
      notice: null,
    });
    expect(openOld({ version: 2, value: { amount: 3 } })).toEqual({ value: { sizeBase: '3' }, notice: null });
  });

  it('is set aside when it does not even fit its own version', () => {
    expect(openOld({ version: 1, value: null }).notice).toContain('Your old things could not be used');
    expect(existsSync(join(folder, 'old.set-aside-20260102T120000000Z.json'))).toBe(true);
  });
});

describe('layouts', () => {
  const layouts = () => new LayoutKeeper(folder, NOON, openStore);

  it('keeps one layout a workspace, over restarts, in a file of its own', () => {
    layouts().save('sandbox', { grid: [1, { deep: ['a'] }] });
    layouts().save('risk', { grid: 2 });
    expect(layouts().layoutOf('sandbox')).toEqual({ grid: [1, { deep: ['a'] }] });
    expect(layouts().layoutOf('risk')).toEqual({ grid: 2 });
    expect(layouts().layoutOf('journal')).toBeNull();
    expect(readdirSync(folder).toSorted()).toEqual(['layouts.json', 'layouts.last-good.json']);
  });

  it('forgets one layout and keeps the others', () => {
    const kept = layouts();
    kept.save('sandbox', 1);
    kept.save('risk', 2);
    kept.reset('sandbox');
    expect([layouts().layoutOf('sandbox'), layouts().layoutOf('risk')]).toEqual([null, 2]);
  });

  it('refuses a layout of more than 1 MiB and keeps the one before', () => {
    const kept = layouts();
    kept.save('sandbox', 'small');
    expect(() => kept.save('sandbox', 'x'.repeat(1024 * 1024))).toThrow(
      'a layout may have 1048576 bytes, has 1048578',
    );
    expect(layouts().layoutOf('sandbox')).toBe('small');
  });
});
