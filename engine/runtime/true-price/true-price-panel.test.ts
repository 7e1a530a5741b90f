import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReplyOf } from '../../contract/commands.ts';
import {
  BLOCK_HEARD_MS,
  mempoolAnswers,
  openChainEndpoint,
} from '../../venues/chain/chain-endpoint.fixture.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { CHECK_CASE } from './answer-true-price.ts';

const folders = temporaryFolders();
const closings: (() => void)[] = [];
afterEach(() => {
  closings.splice(0).forEach((close) => close());
  folders.removeAll();
});

async function replyOf<Value>(asked: Promise<{ ok: true; reply: Value } | { ok: false }>): Promise<Value> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`the engine says ${JSON.stringify(answer)}`);
  return answer.reply;
}

describe('what the TRUE PRICE panel asks', () => {
  it('gives the check of the catalogue, and what the market price implies', async () => {
    const { ask } = await startEngine(folders.newFolder());
    const { check, defaults } = await replyOf(ask('truePriceSetup', {}));
    expect(defaults).toMatchObject({ electricityPrice: 0.044, fleetEfficiency: 26.5 });
    const { comparison, sensitivities, terms } = await replyOf<ReplyOf<'truePrice'>>(
      ask('truePrice', { inputs: check.inputs, share: 0.1, marketPrice: 96_972 }),
    );
    expect(Math.abs((terms?.truePrice ?? 0) / check.truePrice - 1)).toBeLessThan(1e-9);
    // The efficiency that the catalogue names for this price.
    expect(comparison?.impliedFleetEfficiency).toBeCloseTo(25.1906635307, 8);
    expect(comparison?.logDistance).toBeCloseTo(Math.log(102_012.318844 / 96_972), 9);
    // Proportional inputs move it by a tenth each way, the height only through the eras.
    const [widest] = sensitivities;
    const ofDifficulty = sensitivities.find(({ input }) => input === 'difficulty');
    expect(ofDifficulty?.swing).toBeCloseTo(0.2 * check.truePrice, 3);
    expect(sensitivities).toHaveLength(9);
    expect(widest?.swing ?? 0).toBeGreaterThanOrEqual(ofDifficulty?.swing ?? Infinity);
    expect(sensitivities.find(({ input }) => input === 'height')).toMatchObject({
      low: 832_500,
      high: 1_017_500,
    });
  });

  it('says that blocks which issue nothing have no TRUE PRICE', async () => {
    const { ask } = await startEngine(folders.newFolder());
    const inputs = { ...CHECK_CASE.inputs, height: 6_930_000 };
    expect(await replyOf(ask('truePrice', { inputs, share: 0.1, marketPrice: 1 }))).toMatchObject({
      terms: null,
      comparison: null,
    });
  });

  it('refuses an address and inputs that break a rule', async () => {
    const { ask } = await startEngine(folders.newFolder());
    expect(await ask('connectChain', { source: { kind: 'esplora', url: 'http://10.0.0.1/api' } })).toEqual({
      ok: false,
      failure: {
        code: 'invalid-parameter',
        detail: 'an address is https, or http on this machine, was http://10.0.0.1',
      },
    });
    const inputs = { ...CHECK_CASE.inputs, difficulty: 0 };
    const answer = await ask('truePrice', { inputs, share: 0.1, marketPrice: null });
    expect(answer.ok ? '' : answer.failure.detail).toMatch(/truePrice: .*difficulty/s);
  });

  it('says what is missing for a history', async () => {
    const { ask } = await startEngine(folders.newFolder());
    const asked = () => replyOf(ask('truePriceHistory', { inputs: CHECK_CASE.inputs, instrument: null }));
    expect(await asked()).toMatchObject({ missing: ['prices', 'difficulty'], tests: [], timesMs: [] });
    const typed = await replyOf(
      ask('typeRetargets', { text: 'time,height,difficulty\n2024-04-11,838656,8.6e13' }),
    );
    expect(typed.retargets).toEqual({ count: 1, from: 'typed' });
    expect(await asked()).toMatchObject({ missing: ['prices'] });
  });

  it('tells the running market what an endpoint told', async () => {
    const endpoint = await openChainEndpoint(mempoolAnswers());
    closings.push(endpoint.close);
    const clock = new ManualClock(BLOCK_HEARD_MS);
    const { ask, engine, pass, view } = await startEngine(folders.newFolder(), clock);
    closings.push(() => void engine.hear({ type: 'shutdown' }));
    await replyOf(ask('connectChain', { source: { kind: 'mempool', url: endpoint.url } }));
    await vi.waitFor(async () => expect((await replyOf(ask('chain', {}))).state).toBe('connected'));
    await pass(1000);
    const { told } = await replyOf(ask('chain', {}));
    expect(told.map(({ name }) => name)).toEqual(['chain.height', 'chain.block-time', 'chain.difficulty']);
    // The market of the sandbox goes on from there in order: formulas refuse nothing.
    clock.pass(7);
    await replyOf(ask('tellChain', { numbers: { electricityPrice: 0.05 } }));
    await pass(3000);
    expect((await view()).log.map(({ text }) => text).join()).not.toMatch(/kept from the formulas/);
  });
});
