import { describe, expect, it } from 'vitest';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import type { ArmingDeed, ArmingReview } from '../../engine/contract/arming.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import { ArmingDesk, type ArmingParts, type ArmingWish } from './arming-desk.ts';

const review: ArmingReview = {
  accountName: 'Main',
  venue: 'OKX',
  equity: '1,250.00 USDT',
  mostLossToday: '56.25 USDT',
  mostPosition: '250.00 USDT',
  warmUpEntries: 25,
  strategies: [{ strategyId: 'order-flow', symbol: 'BTC/USDT:USDT' }],
  obstacles: [],
  canOverrideRecord: false,
};
const wish: ArmingWish = { id: 'k1', typedName: 'Main', hours: 4, overridesRecord: false };
const done: AccountOutcome = { outcome: 'done', detail: '' };

/** An engine that arms whatever it is asked to, and a person who answers `answer` after `readsForMs`. */
function deskWith(parts: Partial<ArmingParts> = {}, answer = 'arm', readsForMs = 3000) {
  const armed: ArmingDeed[] = [];
  const asked: { message: string; detail: string; choices: readonly { label: string }[] }[] = [];
  const steps: string[] = [];
  let now = 0;
  const step = (name: string) => (id: string) => {
    steps.push(`${name} ${id}`);
    return Promise.resolve(done);
  };
  const desk = new ArmingDesk({
    isOpen: () => true,
    check: step('check'),
    open: step('open'),
    useOf: () => Promise.resolve('trade'),
    review: () => Promise.resolve({ ok: true, review }),
    arm: (_id, deed) => {
      armed.push(deed);
      return Promise.resolve({ ok: true, armedUntilMs: 1 });
    },
    question: (question, otherwise) => {
      asked.push(question);
      now += readsForMs;
      return Promise.resolve(question.choices.find(({ choice }) => choice === answer)?.choice ?? otherwise);
    },
    nowMs: () => now,
    texts: () => textsOf('en'),
    ...parts,
  });
  return { armed, asked, desk, steps };
}

describe('arming an account', () => {
  it('R-LV-02: is asked for in German where the settings say so', async () => {
    const { asked, desk } = deskWith({ texts: () => textsOf('de') });
    expect(await desk.arm(wish)).toEqual(done);
    expect(asked[0]?.message).toBe('Mit Main bei OKX um echtes Geld handeln?');
    expect(asked[0]?.detail).toContain('Heute höchstens zu verlieren: 56.25 USDT');
    expect(asked[0]?.detail).toContain('Die ersten 25 Einstiege haben ein Viertel ihrer Größe.');
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Abbrechen', 'Mit echtem Geld handeln']);
  });

  it('R-LV-02: tells the engine that the person typed the name and confirmed after reading', async () => {
    const { armed, asked, desk } = deskWith();
    expect(await desk.arm(wish)).toEqual(done);
    expect(armed).toEqual([
      { typedName: 'Main', confirmedAfterMs: 3000, overridesRecord: false, forMs: 14_400_000 },
    ]);
    expect(asked[0]?.message).toBe('Trade Main at OKX with real money?');
    for (const said of ['1,250.00 USDT', '56.25 USDT', '250.00 USDT', 'Order-flow score'])
      expect(asked[0]?.detail).toContain(said);
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Cancel', 'Trade with real money']);
  });

  it.each<[string, Partial<ArmingParts>, Partial<ArmingWish>]>([
    ['the key was refused', { check: () => Promise.resolve({ outcome: 'refused', detail: 'no' }) }, {}],
    ['the venue was not reached', { check: () => Promise.resolve({ outcome: 'failed', detail: 'no' }) }, {}],
    [
      'the account does not open',
      { isOpen: () => false, open: () => Promise.resolve({ outcome: 'failed', detail: 'no' }) },
      {},
    ],
    ['the key may only read', { useOf: () => Promise.resolve('read') }, {}],
    ['nobody knows what the key may do', { useOf: () => Promise.resolve('unknown') }, {}],
    ['the account is gone', { useOf: () => Promise.resolve(undefined) }, {}],
    ['the engine trades no account', { review: () => Promise.resolve({ ok: false, detail: 'none' }) }, {}],
    [
      'something stands in the way',
      { review: () => Promise.resolve({ ok: true, review: { ...review, obstacles: ['not-reconciled'] } }) },
      {},
    ],
    ['another name was typed', {}, { typedName: 'main' }],
    ['no name was typed', {}, { typedName: '' }],
    ['there is nothing to override', {}, { overridesRecord: true }],
    ['it is for too long', {}, { hours: 12.5 }],
    ['it is for no time', {}, { hours: 0 }],
    ['the time is no number', {}, { hours: Number.NaN }],
    ['the engine says no', { arm: () => Promise.resolve({ ok: false, detail: 'confirmed-too-soon' }) }, {}],
  ])('R-LV-02: fails when %s', async (_why, parts, changes) => {
    const { armed, desk } = deskWith(parts);
    expect((await desk.arm({ ...wish, ...changes })).outcome).not.toBe('done');
    expect(armed).toEqual([]);
  });

  it('R-LV-02: is canceled when the dialog is closed', async () => {
    const { armed, desk } = deskWith({}, 'closed');
    expect(await desk.arm(wish)).toEqual({ outcome: 'canceled', detail: '' });
    expect(armed).toEqual([]);
  });

  it('asks the venue anew about the key of an account that is open, and opens one that is not', async () => {
    const open = deskWith();
    await open.desk.arm(wish);
    const closed = deskWith({ isOpen: () => false });
    await closed.desk.arm(wish);
    expect([open.steps, closed.steps]).toEqual([['check k1'], ['open k1']]);
  });

  it('R-LV-02: takes a short record on paper upon the person, and nothing beside it', async () => {
    const short: ArmingReview = { ...review, obstacles: ['paper-record-too-short'], canOverrideRecord: true };
    const reviewed = (found: ArmingReview) => () => Promise.resolve({ ok: true as const, review: found });
    const taken = deskWith({ review: reviewed(short) });
    expect((await taken.desk.arm(wish)).detail).toBe('not armed: paper-record-too-short');
    expect(await taken.desk.arm({ ...wish, overridesRecord: true })).toEqual(done);
    expect(taken.armed).toMatchObject([{ overridesRecord: true }]);
    expect(taken.asked[0]?.detail).toContain('You take it upon yourself');
    const more = deskWith({
      review: reviewed({ ...short, obstacles: [...short.obstacles, 'order-unknown'] }),
    });
    expect((await more.desk.arm({ ...wish, overridesRecord: true })).detail).toBe('not armed: order-unknown');
  });

  it('shows what has to be read, or why there is nothing to read', async () => {
    expect(await deskWith().desk.review('k1')).toEqual({ outcome: 'reviewed', review });
    const shut = deskWith({ review: () => Promise.resolve({ ok: false, detail: 'not open' }) });
    expect(await shut.desk.review('k1')).toEqual({ outcome: 'refused', detail: 'not open' });
  });

  it('R-LV-02: does not count a click in the first three seconds, three times, and then gives up', async () => {
    const { armed, asked, desk } = deskWith({}, 'arm', 2999);
    expect(await desk.arm(wish)).toEqual({ outcome: 'canceled', detail: '' });
    expect([armed, asked.length]).toEqual([[], 3]);
    expect(asked[1]?.detail).toContain('Please read this first');
  });

  it('R-IPC-09: a page that asks a thousand times while a dialog is open gets one dialog and nothing armed', async () => {
    let answer = (_choice: string) => {};
    const { armed, asked, desk } = deskWith({
      question: ((question: never) => {
        asked.push(question);
        return new Promise((resolve) => (answer = resolve as never));
      }) as never,
    });
    const first = desk.arm(wish);
    await expect.poll(() => asked.length).toBe(1);
    const others = await Promise.all(Array.from({ length: 1000 }, () => desk.arm(wish)));
    expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    answer('cancel');
    expect((await first).outcome).toBe('canceled');
    expect([asked.length, armed]).toEqual([1, []]);
  });
});
