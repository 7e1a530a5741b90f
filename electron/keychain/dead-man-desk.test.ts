import { describe, expect, it } from 'vitest';
import type { DeadManReview } from '../../engine/contract/arming.ts';
import type { DeadManFact } from '../../engine/domain/venue/dead-man-finding.ts';
import { licences } from '../main/licences.generated.ts';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import { DeadManDesk, type DeadManParts } from './dead-man-desk.ts';
import { rowOf } from './key-use.ts';
import { canaryKey, tradeOnlyRights, vaultOn } from './vault.fixture.ts';

const DAY_MS = 86_400_000;
const review: DeadManReview = {
  accountName: 'Main',
  venue: 'OKX',
  symbol: 'BTC/USDT:USDT',
  market: 'linear-perpetual',
  size: '0.001 BTC',
  worth: '128.00 USDT',
  cost: '0.14 USDT',
  usesHeld: false,
  seconds: 10,
};
const version = licences.find(({ name }) => name === 'ccxt')?.version;
const fact: DeadManFact = {
  market: 'linear-perpetual',
  finding: 'spares-stops',
  testedAtMs: 1000,
  client: `ccxt ${version}`,
};

/** An engine that tests whenever it is asked, and a person who answers `answer`. */
function deskWith(parts: Partial<DeadManParts> = {}, answer = 'test') {
  const asked: { message: string; detail: string; choices: readonly { label: string }[] }[] = [];
  const [tested, noted]: [string[], DeadManFact[]] = [[], []];
  const desk = new DeadManDesk({
    isOpen: () => true,
    review: () => Promise.resolve({ ok: true, review }),
    test: (id) => {
      tested.push(id);
      return Promise.resolve({ ok: true, fact });
    },
    note: (_id, told) => noted.push(told),
    question: (question, otherwise) => {
      asked.push(question);
      return Promise.resolve(question.choices.find(({ choice }) => choice === answer)?.choice ?? otherwise);
    },
    texts: () => textsOf('en'),
    ...parts,
  });
  return { asked, desk, noted, tested };
}

describe("testing the dead man's switch of an account", () => {
  it('R-LV-06: says what will happen and what it can cost, and keeps what was shown', async () => {
    const { asked, desk, noted } = deskWith();
    expect(await desk.test('k1')).toEqual({ outcome: 'done', detail: '' });
    expect(noted).toEqual([fact]);
    expect(asked[0]?.message).toBe("Test the dead man's switch of Main at OKX?");
    for (const said of [
      '0.001 BTC',
      'BTC/USDT:USDT',
      '10 s',
      '128.00 USDT',
      '0.14 USDT',
      'takes stops along',
    ])
      expect(asked[0]?.detail).toContain(said);
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Cancel', 'Test with real orders']);
  });

  it('R-LV-06: is asked for in German where the settings say so, and says that what is held serves', async () => {
    const { asked, desk } = deskWith({
      texts: () => textsOf('de'),
      review: () => Promise.resolve({ ok: true, review: { ...review, usesHeld: true } }),
    });
    await desk.test('k1');
    expect(asked[0]?.message).toBe('Den Totmannschalter von Main bei OKX testen?');
    expect(asked[0]?.detail).toContain('Was Sie von BTC/USDT:USDT halten, dient dem Test');
    expect(asked[0]?.detail).not.toContain('0.14 USDT');
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Abbrechen', 'Mit echten Orders testen']);
  });

  it.each<[string, Partial<DeadManParts>, string]>([
    ['the account is not open', { isOpen: () => false }, 'test'],
    ['it is not armed', { review: () => Promise.resolve({ ok: false, detail: 'not-armed' }) }, 'test'],
    ['the dialog is closed', {}, 'closed'],
  ])('R-LV-06: places nothing when %s', async (_why, parts, answer) => {
    const { desk, noted, tested } = deskWith(parts, answer);
    expect((await desk.test('k1')).outcome).not.toBe('done');
    expect([tested, noted]).toEqual([[], []]);
  });

  it('R-LV-06: keeps nothing of a test that has shown nothing, and says why', async () => {
    const { desk, noted } = deskWith({
      test: () => Promise.resolve({ ok: false, detail: 'the line broke' }),
    });
    expect(await desk.test('k1')).toEqual({ outcome: 'failed', detail: 'Not tested: the line broke' });
    expect(noted).toEqual([]);
  });

  it('R-LV-06: says in the language of the settings what stands in the way', async () => {
    const review = () => Promise.resolve({ ok: false, detail: 'not-armed' } as const);
    const german = deskWith({ review, texts: () => textsOf('de') }).desk;
    expect((await deskWith({ review }).desk.test('k1')).detail).toBe('Arm the account first.');
    expect((await german.test('k1')).detail).toBe('Zuerst das Konto scharf schalten.');
  });

  it('R-LV-06: is not begun twice at once', async () => {
    const { desk, tested } = deskWith();
    const [, second] = await Promise.all([desk.test('k1'), desk.test('k1')]);
    expect(second.outcome).toBe('refused');
    expect(tested).toEqual(['k1']);
  });
});

describe('what a test has shown', () => {
  const kept = { until: 'removed' } as const;
  const facts = { rights: tradeOnlyRights, wordGivenAtMs: null };

  it('R-LV-06: is kept with the key by kind of market, the newest of each, and goes with another key', async () => {
    const { start, vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    vault.noteDeadMan(id, { ...fact, finding: 'cancels-everything' });
    vault.noteDeadMan(id, { ...fact, market: 'spot' });
    vault.noteDeadMan(id, fact);
    vault.note(id, { rights: tradeOnlyRights });
    const held = async () => (await start().list())[0]?.record.deadMan;
    expect(await held()).toEqual([{ ...fact, market: 'spot' }, fact]);
    await start().keep(canaryKey, facts, { ...kept, id });
    expect(await held()).toEqual([]);
  });

  it('R-LV-06: counts for 90 days and for the ccxt it was made with', async () => {
    const { vault } = vaultOn();
    const { id } = await vault.keep(canaryKey, facts, kept);
    const isCurrent = async (told: DeadManFact, nowMs: number) => {
      vault.noteDeadMan(id, told);
      const [key] = await vault.list();
      return key && rowOf(key, nowMs).deadMan[0]?.isCurrent;
    };
    expect(await isCurrent(fact, 1000 + 90 * DAY_MS - 1)).toBe(true);
    expect(await isCurrent(fact, 1000 + 90 * DAY_MS)).toBe(false);
    expect(await isCurrent({ ...fact, client: 'ccxt 4.5.0' }, 2000)).toBe(false);
  });
});
