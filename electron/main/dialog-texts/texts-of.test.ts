import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textsOf } from './texts-of.ts';

type Words = readonly (string | number)[];

/** Every text by its path, functions called with these words. */
function spoken(value: unknown, words: Words, path = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value === 'function')
    return spoken((value as (...given: Words) => unknown)(...words), words, path);
  return new Map(
    Object.entries(value as object).flatMap(([name, each]) => [...spoken(each, words, `${path}.${name}`)]),
  );
}

/** Made-up words, and the number one, of which some texts speak differently. */
const GIVEN: readonly Words[] = [
  ['⟨a⟩', '⟨b⟩', '⟨c⟩'],
  [1, 1, 1],
  ['⟨a⟩', 1, 1],
];

/** Names that are the same in both. */
const SAME = ['.store.names.kwallet', '.store.names.kwallet5', '.store.names.kwallet6', '.store.names.dpapi'];

describe('texts of dialogs, menu and icon of the system', () => {
  it('are all there in both languages, none left in the other', () => {
    const [en, de] = [spoken(textsOf('en'), ['7', '8', '9']), spoken(textsOf('de'), ['7', '8', '9'])];
    expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    const same = [...en].filter(([path, text]) => text !== '' && de.get(path) === text).map(([path]) => path);
    expect(same.filter((path) => path !== '.locale')).toEqual(SAME);
  });

  it.each(GIVEN)('pass on the same of what they are given: %s, %s, %s', (...words) => {
    const passedOn = (language: 'en' | 'de') =>
      [...spoken(textsOf(language), words)]
        .map(([path, text]) => `${path} ${[...(text.match(/⟨.⟩/g) ?? [])].toSorted().join(' ')}`)
        .toSorted();
    expect(passedOn('de')).toEqual(passedOn('en'));
  });

  it('say in both what they are given', () => {
    for (const language of ['en', 'de'] as const) {
      const { arming, largeOrder } = textsOf(language);
      expect(arming.message('Main', 'OKX')).toMatch(/Main.*OKX/);
      expect(arming.mostLoss('56.25 USDT')).toContain('56.25 USDT');
      expect(largeOrder.message('sell', '0.5 BTC', 'Main')).toMatch(/0\.5 BTC/);
      expect(largeOrder.worth('32,000.00 USDT', '12,500.00 USDT')).toMatch(
        /32,000\.00 USDT.*12,500\.00 USDT/,
      );
    }
  });

  it('are the only words a question is asked in', () => {
    const host = join(import.meta.dirname, '../..');
    const files = globSync('{main,keychain,exports}/**/*.ts', { cwd: host }).filter(
      (file) => !/-texts|test|fixture/.test(file),
    );
    expect(files).toContain('main/desk-menu.ts');
    const written = files.flatMap((file) =>
      (
        readFileSync(join(host, file), 'utf8').match(/(message|label): ['`][A-Z].*|choose\w+\(.*'.*/g) ?? []
      ).map((line) => `${file}: ${line}`),
    );
    expect(written).toEqual([]);
  });
});
