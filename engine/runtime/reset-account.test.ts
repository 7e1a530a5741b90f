import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openJournal } from '../journal/open-journal.ts';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';
import { ManualClock } from './manual-clock.fixture.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';

/** An engine whose account holds something. */
async function traded(folder: string) {
  const engine = await startEngine(folder);
  await engine.pass(2_000);
  await engine.ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' });
  await engine.pass(1_000);
  expect((await engine.view()).positions).toHaveLength(1);
  return engine;
}

describe('a paper account that is reset', () => {
  it('begins anew with its deposit, and what was before stays under its own id', async () => {
    const folder = folders.newFolder();
    const engine = await traded(folder);
    const before = await engine.view();
    expect(before.session.accountId).toBe('paper-sandbox');
    const answer = await engine.ask('resetAccount', { accountId: 'paper-sandbox', depositQuote: '2500' });
    expect(answer).toEqual({
      ok: true,
      reply: { accountId: 'paper-sandbox-2', archivedAccountId: 'paper-sandbox' },
    });
    await engine.pass(1_000);
    const after = await engine.view();
    expect(after.session.accountId).toBe('paper-sandbox-2');
    expect(after.account).toMatchObject({ depositsQuote: 2_500, equityQuote: 2_500, realizedPnlQuote: 0 });
    expect([after.positions, after.orders, after.fills]).toEqual([[], [], []]);
    await engine.engine.hear({ type: 'shutdown' });

    const opened = openJournal({ path: join(folder, 'journal.sqlite') });
    if (!opened.ok) throw new Error(opened.failure.detail);
    const archived = opened.journal.sessions({ accountId: 'paper-sandbox' });
    expect(archived.at(-1)?.ended?.reason).toBe('the paper account was reset by hand');
    expect(opened.journal.fills({ accountId: 'paper-sandbox' }).rows).toHaveLength(1);
    expect(opened.journal.fills({ accountId: 'paper-sandbox-2' }).rows).toEqual([]);
    opened.journal.close();
  });

  it('keeps what was decided about risk: a reset loosens nothing', async () => {
    const engine = await traded(folders.newFolder());
    const pack = {
      id: 'mine',
      title: 'Mine',
      zone: 'UTC',
      openPositions: 2,
      onDailyBreach: 'freeze',
      onTotalBreach: 'freeze',
    } as const;
    expect(await engine.ask('setLimit', { limit: 'openPositions', value: 1 })).toMatchObject({ ok: true });
    expect(await engine.ask('setRulePacks', { packs: [pack] })).toMatchObject({ ok: true });
    await engine.ask('resetAccount', { accountId: 'paper-sandbox', depositQuote: '2500' });
    await engine.pass(1_000);
    const risk = await engine.ask('risk', {});
    if (!risk.ok) throw new Error(risk.failure.detail);
    expect(risk.reply.limits.find(({ name }) => name === 'openPositions')?.value).toBe(1);
    expect(risk.reply.packs).toEqual([pack]);
    expect((await engine.view()).session.accountId).toBe('paper-sandbox-2');
  });

  it('goes on as the fresh one after a restart', async () => {
    const folder = folders.newFolder();
    const engine = await traded(folder);
    await engine.ask('resetAccount', { accountId: 'paper-sandbox', depositQuote: '2500' });
    await engine.pass(1_000);
    await engine.engine.hear({ type: 'shutdown' });
    const again = await startEngine(folder, new ManualClock(engine.clock.now() + 5_000));
    await again.pass(1_000);
    expect((await again.view()).session.accountId).toBe('paper-sandbox-2');
    expect((await again.view()).account.depositsQuote).toBe(2_500);
    await again.engine.hear({ type: 'shutdown' });
  });

  it.each([
    [
      { accountId: 'paper-other', depositQuote: '2500' },
      'the open account is paper-sandbox, was paper-other',
    ],
    [{ accountId: 'paper-sandbox', depositQuote: '0' }, 'a deposit must be above zero, was 0 USDT'],
  ])('is refused for %j', async (request, detail) => {
    const engine = await traded(folders.newFolder());
    const answer = await engine.ask('resetAccount', request);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-parameter', detail } });
    expect((await engine.view()).positions).toHaveLength(1);
    await engine.engine.hear({ type: 'shutdown' });
  });

  it('is no way out of a freeze', async () => {
    const engine = await traded(folders.newFolder());
    await engine.ask('setTradingState', { state: 'halted' });
    const request = { accountId: 'paper-sandbox', depositQuote: '2500' };
    expect(await engine.ask('resetAccount', request)).toMatchObject({
      ok: false,
      failure: { code: 'not-in-this-mode' },
    });
    await engine.engine.hear({ type: 'shutdown' });
  });
});
