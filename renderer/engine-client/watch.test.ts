// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { FlowWatch } from '../../engine/contract/flow.ts';
import { parseRequest } from '../../engine/contract/parse-request.ts';
import { type AskedHost, commandsOf, installFakeHost } from './fixtures/fake-host.ts';
import { watchFlow } from './watch.ts';

let asked: readonly AskedHost[];
beforeEach(() => {
  asked = installFakeHost();
});

const bars = (at: number): FlowWatch => ({
  kind: 'bars',
  instrument: 'sandbox:BTC/USDT:USDT',
  bars: { kind: 'tick', threshold: at + 1 },
});
const lastWatch = (): unknown => (commandsOf(asked).at(-1) as { payload: unknown }).payload;

describe('what a window says is on screen', () => {
  it('names order flow once however many panels show it, and no longer than one does', async () => {
    const ends = [bars(0), bars(0), bars(1)].map(watchFlow);
    await Promise.resolve();
    expect(lastWatch()).toMatchObject({ flows: [bars(0), bars(1)] });
    ends[0]?.();
    await Promise.resolve();
    expect(lastWatch()).toMatchObject({ flows: [bars(0), bars(1)] });
    ends[1]?.();
    ends[2]?.();
    await Promise.resolve();
    expect(lastWatch()).toMatchObject({ flows: [] });
  });

  it('is heard with as many panels as any desk has', async () => {
    const ends = Array.from({ length: 120 }, (_, at) => watchFlow(bars(at)));
    await Promise.resolve();
    const heard = parseRequest('watch', lastWatch());
    expect(heard.ok && heard.request.flows.length).toBe(120);
    for (const end of ends) end();
  });
});
