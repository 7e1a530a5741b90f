import { describe, expect, it } from 'vitest';
import { type HostLanguage, textsOf } from './dialog-texts/texts-of.ts';
import type { HostAnswer, HostQuestion, LargeOrderReview } from '../../engine/contract/host-control.ts';
import { LargeOrderDesk } from './large-order-desk.ts';

const order: LargeOrderReview = {
  accountName: 'Main',
  instrument: 'bybit:BTC/USDT:USDT',
  side: 'buy',
  type: 'limit',
  sizeBase: 0.5,
  limitPrice: 64_000,
  triggerPrice: null,
  protectiveStopPrice: 63_000,
  notionalQuote: 32_000,
  limitQuote: 12_500,
  currency: 'USDT',
};

/** An engine with one order that waits under `wish-1`, and a person who answers `choice`. */
function deskWith(choice = 'send', language: HostLanguage = 'en') {
  const engine: HostQuestion[] = [];
  const asked: { message: string; detail: string; choices: readonly { label: string }[] }[] = [];
  let answer = (_choice: string) => {};
  const desk = new LargeOrderDesk({
    ask: (question): Promise<HostAnswer> => {
      engine.push(question);
      const isWaiting = 'key' in question && question.key === 'wish-1';
      if (!isWaiting) return Promise.resolve({ ok: false, detail: 'no order waits' });
      const shown = { ok: true, files: [], order } as const;
      return Promise.resolve(question.kind === 'review-order' ? shown : { ok: true, files: [] });
    },
    texts: () => textsOf(language),
    question: (question, otherwise) => {
      asked.push(question);
      if (choice === 'later') return new Promise((resolve) => (answer = resolve as never));
      return Promise.resolve(question.choices.find((each) => each.choice === choice)?.choice ?? otherwise);
    },
  });
  return { answer: (late: string) => answer(late), asked, desk, engine };
}

describe('a large order by hand', () => {
  it('R-OR-07: leaves when the person confirms what the engine says of it', async () => {
    const { asked, desk, engine } = deskWith();
    expect(await desk.confirm('wish-1')).toEqual({ outcome: 'done', detail: '' });
    expect(engine.map(({ kind }) => kind)).toEqual(['review-order', 'confirm-order']);
    expect(asked[0]?.message).toBe('Buy 0.5 bybit:BTC/USDT:USDT for Main?');
    expect(asked[0]?.detail).toBe(
      [
        'It is worth 32,000.00 USDT; more than 12,500.00 USDT has to be confirmed.',
        'Type: limit',
        'Limit price: 64000',
        'Protective stop: 63000',
      ].join('\n'),
    );
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Cancel', 'Send this order']);
  });

  it('stays where it is when the dialog is closed', async () => {
    const { desk, engine } = deskWith('closed');
    expect(await desk.confirm('wish-1')).toEqual({ outcome: 'canceled', detail: '' });
    expect(engine.map(({ kind }) => kind)).toEqual(['review-order']);
  });

  it('of which the engine knows nothing is not asked about', async () => {
    const { asked, desk } = deskWith();
    expect(await desk.confirm('other')).toEqual({ outcome: 'refused', detail: 'no order waits' });
    expect(asked).toEqual([]);
  });

  it('R-IPC-09: a page that asks a hundred times while a dialog is open gets one dialog', async () => {
    const { answer, asked, desk } = deskWith('later');
    const first = desk.confirm('wish-1');
    await expect.poll(() => asked.length).toBe(1);
    const others = await Promise.all(Array.from({ length: 100 }, () => desk.confirm('wish-1')));
    expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    answer('cancel');
    expect([(await first).outcome, asked.length]).toEqual(['canceled', 1]);
  });

  it('is shown in German where the settings say so', async () => {
    const { asked, desk } = deskWith('cancel', 'de');
    expect(await desk.confirm('wish-1')).toEqual({ outcome: 'canceled', detail: '' });
    expect(asked[0]?.message).toMatch(/ kaufen\?$/);
    expect(asked[0]?.detail).toContain('Sie ist 32.000,00 USDT wert; was mehr als 12.500,00 USDT wert ist');
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual(['Abbrechen', 'Diese Order senden']);
  });
});
