import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutsideNumber } from '../../domain/market/market-event.ts';
import {
  type AnswerChain,
  BLOCK,
  BLOCK_HEARD_MS,
  mempoolAnswers,
  openChainEndpoint,
} from '../../venues/chain/chain-endpoint.fixture.ts';
import { ToldSession } from '../kernel.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import type { Session } from '../session.ts';
import { TRUE_PRICE_DEFAULTS, truePrice } from '../../formulas/bitcoin/chain/true-price-terms.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { ChainDesk } from './chain-desk.ts';

const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach((close) => close()));

/** A desk at a session that remembers what it was told. */
async function deskAt(answer: AnswerChain) {
  const endpoint = await openChainEndpoint(answer);
  const clock = new ManualClock(BLOCK_HEARD_MS);
  const told: OutsideNumber[] = [];
  const sessionOf = (): Session => {
    const { session } = new ToldSession(sandboxInstruments);
    session.observe({
      passTime: () => undefined,
      onEvent: (event) => void (event.kind === 'outside-number' && told.push(event)),
    });
    return session;
  };
  const open = { session: sessionOf() };
  const desk = new ChainDesk(clock, () => open.session);
  closings.push(endpoint.close, () => desk.stop());
  const settled = () => vi.waitFor(() => expect(desk.view().state).not.toBe('asking'));
  return { ...endpoint, clock, desk, open, sessionOf, settled, told };
}

const connect = (desk: ChainDesk, url: string) => desk.connect({ kind: 'mempool', url });

describe('the desk of the chain', () => {
  it('asks nobody until it is connected', async () => {
    const { clock, desk, heard } = await deskAt(mempoolAnswers());
    clock.pass(3_600_000);
    expect(desk.view()).toMatchObject({ state: 'off', endpoint: '', height: null, told: [] });
    expect(desk.askNow()).toBe('no endpoint is connected');
    expect(heard).toEqual([]);
  });

  it('knows the newest block with its age and tells it the session once', async () => {
    const { clock, desk, heard, settled, told, url } = await deskAt(mempoolAnswers());
    expect(connect(desk, url)).toBe('');
    await settled();
    const from = new URL(url).host;
    expect(desk.view()).toMatchObject({
      state: 'connected',
      failure: '',
      height: { value: 840_000, heardMs: BLOCK_HEARD_MS, from },
      difficulty: { value: BLOCK.difficulty },
      price: { value: 64_000, from },
      nextAskMs: BLOCK_HEARD_MS + 300_000,
      notToldBecause: '',
    });
    expect(told.map(({ instrument, name, value }) => [instrument, name, value])).toEqual([
      ['sandbox:BTC/USDT:USDT', 'chain.height', 840_000],
      ['sandbox:BTC/USDT:USDT', 'chain.block-time', BLOCK.timestamp],
      ['sandbox:BTC/USDT:USDT', 'chain.difficulty', BLOCK.difficulty],
    ]);
    const before = heard.length;
    clock.pass(300_000);
    await settled();
    expect(heard.length).toBeGreaterThan(before);
    expect(told).toHaveLength(3);
  });

  it('brings an endpoint and a market into formula 259', async () => {
    const { clock, desk, open, settled, url } = await deskAt(mempoolAnswers());
    const { session } = open;
    const [bitcoin] = sandboxInstruments;
    if (bitcoin === undefined) throw new Error('the sandbox has instruments');
    session.take({ kind: 'clock', time: unixMs(BLOCK_HEARD_MS) });
    const run = session.kernel.rooms.features.request(bitcoin.id, { formula: 'true-price' });
    connect(desk, url);
    await settled();
    desk.tell({ 'mining.electricity-price': 0.05, 'mining.fleet-efficiency': 20 });
    expect(run.value).toBeUndefined();
    const time = unixMs(BLOCK_HEARD_MS + 1000);
    const print = { kind: 'trade', instrument: bitcoin.id, time, venueTime: time } as const;
    const price = ticks(Math.round(64_000 / bitcoin.tickValue));
    session.take({ ...print, ticks: price, lots: lots(1), aggressor: 'buy', tradeId: '1' });
    clock.pass(120_000);
    session.take({ kind: 'clock', time: unixMs(clock.now()) });
    const terms = truePrice({
      ...TRUE_PRICE_DEFAULTS,
      height: 840_000,
      difficulty: BLOCK.difficulty,
      blockTime: BLOCK.timestamp,
      electricityPrice: 0.05,
      fleetEfficiency: 20,
    });
    expect(run.value).toBeCloseTo(Math.log((terms?.truePrice ?? NaN) / 64_000), 9);
  });

  it('asks less and less often while it fails, and as late as it is told', async () => {
    let after = '';
    const busy: AnswerChain = (_question, response) =>
      void response.writeHead(429, after === '' ? {} : { 'retry-after': after }).end();
    const { clock, desk, settled, url } = await deskAt(busy);
    connect(desk, url);
    await settled();
    const waits: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      const { nextAskMs } = desk.view();
      waits.push((nextAskMs ?? 0) - clock.now());
      after = at === 7 ? '3000' : '';
      clock.pass((nextAskMs ?? 0) - clock.now());
      await settled();
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1800, 3000].map((seconds) => seconds * 1000));
    expect(desk.view()).toMatchObject({
      state: 'failing',
      failure: expect.stringContaining('asks us to wait, status was 429'),
    });
    expect(desk.askNow()).toMatch(/is asked again in 1800 s at the earliest/);
  });

  it('does not ask twice within five seconds', async () => {
    const { clock, desk, settled, url } = await deskAt(mempoolAnswers());
    connect(desk, url);
    await settled();
    expect(desk.askNow()).toMatch(/in 5 s at the earliest/);
    clock.pass(5000);
    expect(desk.askNow()).toBe('');
    await settled();
  });

  it('forgets the source but not the numbers when it is disconnected', async () => {
    const { clock, desk, heard, settled, url } = await deskAt(mempoolAnswers());
    connect(desk, url);
    await settled();
    desk.disconnect();
    const before = heard.length;
    clock.pass(3_600_000);
    expect(heard).toHaveLength(before);
    expect(desk.view()).toMatchObject({ state: 'off', endpoint: '', height: { value: 840_000 } });
  });

  it('tells a later session what is still fresh, and a replay nothing', async () => {
    const { clock, desk, open, sessionOf, told } = await deskAt(mempoolAnswers());
    desk.tell({ 'chain.height': 839_000, 'mining.electricity-price': 0.05 });
    expect(told).toHaveLength(2);
    clock.pass(3 * 86_400_000);
    open.session = sessionOf();
    clock.pass(1000);
    expect(told.slice(2).map(({ name, value }) => [name, value])).toEqual([
      ['mining.electricity-price', 0.05],
    ]);
    const replay = sessionOf();
    Object.assign(open, { session: { description: { ...replay.description, mode: 'replay' } } });
    desk.tell({ 'chain.height': 840_001 });
    expect(told).toHaveLength(3);
    expect(desk.view().notToldBecause).toMatch(/a replay is told nothing/);
  });
});
