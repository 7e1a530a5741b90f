import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';

/** Something a text may be given: a word, a number or what writes numbers, known by its mark wherever it ends up. */
const given = (mark: string): unknown => {
  const self: unknown = new Proxy(() => mark, {
    get: (_target, key) => (key === Symbol.toPrimitive || key === 'toString' ? () => mark : self),
    apply: () => self,
  });
  return self;
};
const MARKS = ['⟨a⟩', '⟨b⟩', '⟨c⟩', '⟨d⟩'];
const words = MARKS.map(given);

/** Every text by its path; one that is given something as what it passes on. */
function spoken(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const text = String((value as (...all: unknown[]) => unknown)(...words));
    return [[path, `passes on ${MARKS.filter((mark) => text.includes(mark)).join(' ')}`]];
  }
  return Object.entries(value as object).flatMap(([name, each]) => spoken(each, `${path}.${name}`));
}

describe('the texts of the window', () => {
  const [english, german] = [new Map(spoken(en)), new Map(spoken(de))];

  it('are all there in both languages', () => {
    // The German words for measured numbers are more: in English most are named as the engine names them.
    // So are those for strategies: in English they are the engine's own.
    const own = (path: string) =>
      !path.startsWith('.refusals.measured.words.') && !path.startsWith('.catalog.');
    expect([...german.keys()].filter(own).toSorted()).toEqual([...english.keys()].filter(own).toSorted());
  });

  it('pass on the same of what they are given', () => {
    const differing = [...english].filter(
      ([path, text]) => text.startsWith('passes on') && german.get(path) !== text,
    );
    expect(differing.map(([path, text]) => `${path}: ${text}, not ${german.get(path)}`)).toEqual([]);
  });

  it('have no sentence that was left in the other language', () => {
    const same = [...english].filter(
      ([path, text]) =>
        !text.startsWith('passes on') && /(\p{Ll}+\s+){3}/u.test(text) && german.get(path) === text,
    );
    expect(same).toEqual([]);
  });
});
