import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { joinedState, partDigest, type StateText } from './state-text.ts';
import { StateWriter } from './state-writer.ts';

const trade = (at: number) =>
  Object.freeze({ at, strategy: 'by hand', netReturn: Math.sin(at), gain: at * 3 });
const trades = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => trade(from + at));

const joined = ({ parts, root }: StateText): string => {
  const texts = new Map(parts.map(({ digest, text }) => [digest, text]));
  return joinedState(root, (digest) => texts.get(digest));
};

const deepFrozen = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  for (const held of Object.values(value)) deepFrozen(held);
  return Object.freeze(value);
};

/** Plain data with long lists and long texts in it; some of it can change, some is frozen. */
const states = fc.letrec<{ state: unknown }>((tie) => ({
  state: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.string(),
    fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.repeat(4000)),
    fc.array(fc.integer(), { minLength: 20, maxLength: 1500, size: 'max' }),
    fc.array(fc.record({ id: fc.string(), at: fc.integer() }), {
      minLength: 20,
      maxLength: 300,
      size: 'max',
    }),
    fc.array(tie('state'), { maxLength: 40 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('state'), { maxKeys: 6 }),
    tie('state').map(deepFrozen),
  ),
})).state;

describe('a state written in parts', () => {
  it('is put together again as its canonical JSON, whatever it holds, the second time like the first', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 4 }), (several) => {
        const writer = new StateWriter();
        for (const state of [...several, ...several]) {
          const text = writer.write(state);
          expect(joined(text)).toBe(canonicalJson(state));
          // As one who never wrote before would: nothing depends on what is remembered.
          expect(text).toEqual(new StateWriter().write(state));
          for (const part of text.parts) expect(part.digest).toBe(partDigest(part.text));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('changes two parts at most where a list of hundreds loses one entry and gets another', () => {
    const writer = new StateWriter();
    const list = trades(0, 900);
    let known = new Set<string>();
    const changed: number[] = [];
    for (let from = 0; from < 400; from += 1) {
      const { parts } = writer.write({ closed: list.slice(from, from + 500) });
      changed.push(parts.filter(({ digest }) => !known.has(digest)).length);
      known = new Set(parts.map(({ digest }) => digest));
    }
    expect(known.size).toBeGreaterThan(10);
    // Where the beginning moves to the next place to cut, the pieces behind may have to find their places again.
    expect(changed.slice(1).filter((count) => count > 2).length).toBeLessThan(40);
    expect(Math.max(...changed.slice(1))).toBeLessThan(8);
  });

  it('is the canonical JSON after every change of a long list, wherever in it that is', () => {
    const edit = fc.tuple(fc.constantFrom('add', 'drop', 'take', 'turn', 'swap'), fc.nat());
    fc.assert(
      fc.property(fc.array(edit, { minLength: 5, maxLength: 40 }), (edits) => {
        const writer = new StateWriter();
        let list = trades(0, 250);
        for (const [kind, number] of edits) {
          const at = number % list.length;
          if (kind === 'add') list = [...list, trade(1000 + (number % 500))];
          if (kind === 'drop') list = list.slice(1 + (number % 3));
          if (kind === 'take') list = list.toSpliced(at, 1);
          if (kind === 'turn') list = [...list.slice(at), ...list.slice(0, at)];
          if (kind === 'swap') list = list.with(at, trade(2000 + (number % 500)));
          const text = writer.write({ list });
          expect(joined(text)).toBe(canonicalJson({ list }));
          expect(text).toEqual(new StateWriter().write({ list }));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names its parts every time, also where what holds them can never change', () => {
    const held = deepFrozen({ because: 'so'.repeat(4000), closed: trades(0, 300) });
    const state = { first: held, second: 1 };
    const writer = new StateWriter();
    const once = writer.write(state);
    expect(once.parts.length).toBeGreaterThan(3);
    expect(writer.write(state)).toEqual(once);
  });

  it('is written the same, whether or not something was part of something else before', () => {
    const held = deepFrozen({
      because: 'so'.repeat(4000),
      times: Array.from({ length: 900 }, (_, at) => at),
    });
    const writer = new StateWriter();
    writer.write({ list: Array.from({ length: 50 }, () => held) });
    expect(writer.write({ held })).toEqual(new StateWriter().write({ held }));
  });

  it('leaves a short list and a short text where they are', () => {
    const state = { times: [1, 2, 3], because: 'so'.repeat(100), trades: trades(0, 10) };
    expect(new StateWriter().write(state)).toEqual({ root: canonicalJson(state), parts: [] });
  });

  it('sees every change of what is not frozen', () => {
    const writer = new StateWriter();
    const orders = trades(0, 200).map((each) => ({ ...each }));
    writer.write({ orders });
    const [first] = orders;
    if (first) first.gain = 7777;
    expect(joined(writer.write({ orders }))).toBe(canonicalJson({ orders }));
  });

  it('sees a change inside an object that is frozen itself and holds one that is not', () => {
    const writer = new StateWriter();
    const inside = { refusals: 0 };
    const state = { record: Object.freeze({ id: 'a', inside }) };
    writer.write(state);
    inside.refusals = 3;
    expect(writer.write(state).root).toBe('{"record":{"id":"a","inside":{"refusals":3}}}');
  });

  it('looks through a long list that is frozen once, and again where an entry of it can change', () => {
    const reads = (list: readonly unknown[]): number[] => {
      const writer = new StateWriter();
      let count = 0;
      // Told by the list itself, of one of its entries.
      const watched = new Proxy(list, {
        get(target, name, self) {
          if (name === '150') count += 1;
          return Reflect.get(target, name, self) as unknown;
        },
      });
      return [1, 2, 3].map(() => {
        const before = count;
        expect(joined(writer.write({ list: watched }))).toBe(canonicalJson({ list }));
        return count - before;
      });
    };
    const numbers = Array.from({ length: 900 }, (_, at) => at / 7);
    const [first, ...later] = reads(Object.freeze(numbers));
    expect(first).toBeGreaterThan(0);
    expect(later).toEqual([0, 0]);
    for (const list of [[...numbers], Object.freeze(trades(0, 300).map((each) => ({ ...each })))])
      expect(Math.min(...reads(list))).toBeGreaterThan(0);
    expect(reads(Object.freeze(trades(0, 300))).slice(1)).toEqual([0, 0]);
  });

  it('names a part once that is used twice', () => {
    const list = trades(0, 300);
    const { parts, root } = new StateWriter().write({ first: list, second: [...list] });
    const once = new StateWriter().write({ first: list });
    expect(parts).toEqual(once.parts);
    expect(joined({ parts, root })).toBe(canonicalJson({ first: list, second: list }));
  });

  it('refuses a state that names parts itself', () => {
    expect(() => new StateWriter().write({ $parts: ['0'.repeat(64)] })).toThrow(
      'a stored field must not be named $parts',
    );
  });
});

describe('the root of a stored state', () => {
  it('takes no text for a reference that only looks like one', () => {
    const digest = '0'.repeat(64);
    const state = { because: `{"$parts":["${digest}"]}`, [`x{`]: '$parts' };
    const { root } = new StateWriter().write(state);
    expect(joinedState(root, () => undefined)).toBe(canonicalJson(state));
  });

  it('cannot be read without one of its parts', () => {
    const { root } = new StateWriter().write({ closed: trades(0, 500) });
    expect(() => joinedState(root, () => undefined)).toThrow(
      /^part [0-9a-f]{64} of a stored state is missing$/,
    );
  });
});
