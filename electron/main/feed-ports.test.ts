import { describe, expect, it } from 'vitest';
import { FeedPorts } from './feed-ports.ts';

function feeds() {
  const state = { isUp: false, pairs: 0 };
  const engine: string[] = [];
  const pages: string[] = [];
  const ports = new FeedPorts<string>({
    createPair: () => {
      state.pairs += 1;
      return { forEngine: `engine end ${state.pairs}`, forPage: `page end ${state.pairs}` };
    },
    toEngine: (message, port) => {
      if (state.isUp && 'windowId' in message)
        engine.push(`${message.type} ${message.windowId} ${port ?? ''}`.trim());
      return state.isUp;
    },
    toPage: (windowId, port) => pages.push(`${windowId} ${port}`),
  });
  return { ports, state, engine, pages };
}

describe('feed ports', () => {
  it('gives the engine one end and the page the other end of the same channel', () => {
    const { engine, pages, ports, state } = feeds();
    state.isUp = true;
    ports.request(4);
    expect([engine, pages]).toEqual([['connect-feed 4 engine end 1'], ['4 page end 1']]);
  });

  it('keeps a wish until an engine runs', () => {
    const { pages, ports, state } = feeds();
    ports.request(4);
    expect(pages).toEqual([]);
    state.isUp = true;
    ports.reattach();
    expect(pages).toEqual(['4 page end 2']);
  });

  it('gives every window a new port when the engine was replaced, without being asked', () => {
    const { pages, ports, state } = feeds();
    state.isUp = true;
    ports.request(4);
    ports.request(5);
    ports.reattach();
    expect(pages).toEqual(['4 page end 1', '5 page end 2', '4 page end 3', '5 page end 4']);
  });

  it('forgets a page that is gone and tells the engine once', () => {
    const { engine, pages, ports, state } = feeds();
    state.isUp = true;
    ports.request(4);
    ports.forget(4);
    ports.forget(4);
    ports.reattach();
    expect(engine).toEqual(['connect-feed 4 engine end 1', 'disconnect-feed 4']);
    expect(pages).toHaveLength(1);
  });
});
