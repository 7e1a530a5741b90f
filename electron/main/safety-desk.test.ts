import { describe, expect, it } from 'vitest';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { SafetyReview, SafetyWish } from '../../engine/contract/safety-wish.ts';
import { RELEASE_WORD } from '../contract/release-word.ts';
import { type HostLanguage, textsOf } from './dialog-texts/texts-of.ts';
import { SafetyDesk } from './safety-desk.ts';

const onPaper: SafetyReview = {
  accountName: null,
  changes: [{ kind: 'limit', limit: 'leverage', from: 2, to: 3 }],
};
const raise: SafetyWish = { kind: 'set-limit', limit: 'leverage', value: 3 };
const release: SafetyWish = { kind: 'set-trading-state', state: 'active' };
const frozen: SafetyReview = {
  accountName: 'Main',
  changes: [
    { kind: 'trading-state', from: 'halted', to: 'reduce-only', because: 'drawdown', isFlattening: true },
    { kind: 'hit', code: 'drawdown', instrument: null, strategyId: null },
  ],
};

interface Situation {
  readonly review?: HostAnswer;
  readonly choice?: string;
  readonly language?: HostLanguage;
  /** How long each dialog is open, in ms. */
  readonly readsForMs?: number;
}

/** An engine that shows `review`, and a person who answers `choice`. */
function deskWith({ choice = 'do', language = 'en', readsForMs = 3000, review }: Situation = {}) {
  const engine: HostQuestion[] = [];
  const asked: { message: string; detail: string; choices: readonly { label: string }[] }[] = [];
  let answer = (_choice: string) => {};
  let now = 0;
  const desk = new SafetyDesk({
    ask: (question): Promise<HostAnswer> => {
      engine.push(question);
      const shown = review ?? { ok: true, files: [], safety: onPaper };
      return Promise.resolve(question.kind === 'review-safety' ? shown : { ok: true, files: [] });
    },
    texts: () => textsOf(language),
    nowMs: () => now,
    question: (question, otherwise) => {
      asked.push(question);
      now += readsForMs;
      if (choice === 'later') return new Promise((resolve) => (answer = resolve as never));
      return Promise.resolve(question.choices.find((each) => each.choice === choice)?.choice ?? otherwise);
    },
  });
  return { answer: (late: string) => answer(late), asked, desk, engine };
}
const kinds = (questions: readonly HostQuestion[]) => questions.map(({ kind }) => kind);

describe('a wish to loosen safety', () => {
  it('R-OR-06: is done when the person confirms what the engine says of it', async () => {
    const { asked, desk, engine } = deskWith();
    expect(await desk.wish(raise, '')).toEqual({ outcome: 'done', detail: '' });
    expect(engine).toEqual([
      { kind: 'review-safety', wish: raise },
      { kind: 'confirm-safety', wish: raise, shown: onPaper },
    ]);
    expect(asked).toMatchObject([
      {
        message: 'Allow more than now?',
        detail: 'Leverage: 2× → 3×\nIt holds in ten minutes.',
        choices: [{ label: 'Leave it as it is' }, { label: 'Allow it' }],
      },
    ]);
  });

  it('has no effect when the dialog is closed', async () => {
    const { desk, engine } = deskWith({ choice: 'closed' });
    expect(await desk.wish(raise, '')).toEqual({ outcome: 'canceled', detail: '' });
    expect(kinds(engine)).toEqual(['review-safety']);
  });

  it('is not asked about where the engine says no, and says why in the language of the settings', async () => {
    const { asked, desk } = deskWith({ language: 'de', review: { ok: false, detail: 'not-reconciled' } });
    expect(await desk.wish(release, RELEASE_WORD.de)).toEqual({
      outcome: 'refused',
      detail: 'Der Stand ist noch nicht mit der Börse abgeglichen: bitte darauf warten.',
    });
    const other = deskWith({ review: { ok: false, detail: 'the engine does not answer at the moment' } });
    expect((await other.desk.wish(raise, '')).detail).toBe('the engine does not answer at the moment');
    expect([...asked, ...other.asked]).toEqual([]);
  });

  it('R-IPC-09: made 1000 times by a page has no effect while the person says no', async () => {
    const { desk, engine } = deskWith({ choice: 'cancel', review: { ok: true, files: [], safety: frozen } });
    const outcomes = new Set<string>();
    for (let i = 0; i < 1000; i += 1)
      outcomes.add((await desk.wish(i % 2 === 0 ? raise : release, RELEASE_WORD.en)).outcome);
    expect([...outcomes]).toEqual(['canceled']);
    expect(new Set(kinds(engine))).toEqual(new Set(['review-safety']));
  });

  it('R-IPC-09: made a hundred times while a dialog is open opens no other', async () => {
    const { answer, asked, desk, engine } = deskWith({ choice: 'later' });
    const first = desk.wish(raise, '');
    await expect.poll(() => asked.length).toBe(1);
    const others = await Promise.all(Array.from({ length: 100 }, () => desk.wish(raise, '')));
    expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    answer('cancel');
    expect([(await first).outcome, asked.length, kinds(engine)]).toEqual(['canceled', 1, ['review-safety']]);
  });
});

describe('a release of frozen trading', () => {
  const review = { ok: true, files: [], safety: frozen } as const;

  it('needs its word, typed exactly, before anybody is asked', async () => {
    const { asked, desk, engine } = deskWith({ review });
    for (const typed of ['', 'release', 'FREIGEBEN', 'RELEASE '])
      expect(await desk.wish(release, typed)).toEqual({
        outcome: 'refused',
        detail: 'Trading stays as it is: the word to type is RELEASE.',
      });
    expect([asked, engine]).toEqual([[], []]);
  });

  it('says what held trading and what ends with it', async () => {
    const { asked, desk } = deskWith({ review });
    expect(await desk.wish(release, RELEASE_WORD.en)).toEqual({ outcome: 'done', detail: '' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.message).toBe('Release trading of Main, with real money?');
    expect(asked[0]?.detail).toBe(
      [
        'Now: frozen (Fall from the highest equity).',
        'Then: only what makes positions smaller leaves.',
        'The closing of positions that is under way ends.',
        'This reached limit holds nothing back any more: Fall from the highest equity.',
      ].join('\n'),
    );
  });

  it('with real money counts after it could have been read, and is given up after three dialogs', async () => {
    const { asked, desk, engine } = deskWith({ review, readsForMs: 200 });
    expect(await desk.wish(release, RELEASE_WORD.en)).toEqual({ outcome: 'canceled', detail: '' });
    expect(asked).toHaveLength(3);
    expect(asked[1]?.detail).toMatch(/^Please read this first/);
    expect(kinds(engine)).toEqual(['review-safety']);
    const paper = deskWith({ readsForMs: 200 });
    expect((await paper.desk.wish(raise, '')).outcome).toBe('done');
  });
});

describe('what the person reads before safety is loosened', () => {
  const detailOf = async (changes: SafetyReview['changes'], language: HostLanguage = 'en') => {
    const review = { ok: true, files: [], safety: { accountName: null, changes } } as const;
    const { asked, desk } = deskWith({ review, language });
    await desk.wish(raise, '');
    return asked[0]?.detail.split('\n');
  };

  it.each([
    ['dailyLoss', 0.045, 0.1, 'Loss of the UTC day, of equity at 00:00: 4.5% → 10%'],
    ['openPositions', 3, 12, 'Open positions: 3 → 12'],
    ['symbolPauseMs', 14_400_000, 1_800_000, 'Pause of a symbol: 4 h → 30 min'],
    ['nearestStopBps', 10, 5, 'Nearest protective stop: 10 bps → 5 bps'],
  ] as const)('names the limit %s with its unit', async (limit, from, to, line) => {
    expect((await detailOf([{ kind: 'limit', limit, from, to }]))?.[0]).toBe(line);
  });

  it('says that the loss of a day waits for the next, in German too', async () => {
    const change = { kind: 'limit', limit: 'dailyLoss', from: 0.045, to: 0.1 } as const;
    expect(await detailOf([change])).toContain('It holds from the next UTC day on.');
    expect(await detailOf([change], 'de')).toEqual([
      'Verlust des UTC-Tages, vom Kontowert um 00:00: von 4,5\u00a0% auf 10\u00a0%',
      'Es gilt ab dem nächsten UTC-Tag.',
    ]);
  });

  it('names rules with their readings and numbers', async () => {
    const off = { preset: 'off', numbers: [0.7] } as const;
    const on = { preset: 'corrected', numbers: [0.6] } as const;
    const kelly = (share: number) => ({ preset: 'as-described', numbers: [share, 0.125] }) as const;
    expect(
      await detailOf([
        { kind: 'rule', rule: { rule: 'correlation', from: on, to: off } },
        { kind: 'rule', rule: { rule: 'kelly', from: kelly(0.25), to: kelly(0.5) } },
        { kind: 'rule', rule: { rule: 'exits', strategyId: 'buy-and-hold' } },
        { kind: 'rule', rule: { rule: 'minimumHold', strategyId: 'fade' } },
        { kind: 'rule', rule: { rule: 'reversion' } },
      ]),
    ).toEqual([
      'Positions that move alike: corrected, 0.6 → off',
      'Kelly: as described, 25%, 12.5% → as described, 50%, 12.5%',
      'Exits of Buy and hold protect less, later or not at all.',
      'Exits of fade that protect may be held back.',
      'Other strategies count as trading the way back to a mean.',
    ]);
  });

  it('keeps every title of a page in one line', async () => {
    const title = 'Mine\n\nEverything is stricter.\u0000';
    expect(await detailOf([{ kind: 'pack', title, isLeftOut: true }])).toEqual([
      'The rule pack “Mine Everything is stricter. ” goes.',
      'It holds when its day is over.',
    ]);
  });
});

describe('the closing of every position', () => {
  it('R-LV-04: follows the dialog at once and asks the engine for nothing before', async () => {
    const { asked, desk, engine } = deskWith();
    expect(await desk.flatten()).toEqual({ outcome: 'done', detail: '' });
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Do nothing', 'Close all positions']);
    expect(engine).toEqual([{ kind: 'flatten', because: 'flattened by hand' }]);
  });

  it('does not happen when the dialog is closed', async () => {
    const { desk, engine } = deskWith({ choice: 'closed' });
    expect(await desk.flatten()).toEqual({ outcome: 'canceled', detail: '' });
    expect(engine).toEqual([]);
  });

  it('is not held up by another question that is open', async () => {
    const { asked, desk } = deskWith({ choice: 'later' });
    void desk.wish(raise, '');
    await expect.poll(() => asked.length).toBe(1);
    void desk.flatten();
    await expect.poll(() => asked.length).toBe(2);
    expect((await desk.flatten()).outcome).toBe('refused');
  });
});
