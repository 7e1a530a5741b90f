import { describe, expect, it } from 'vitest';
import type { ReplayStart } from '../open-replay.ts';
import type { ReplaySource } from './replay-source.ts';
import { type Seekable, seek } from './seek.ts';

const refusal = { ok: false, failure: { code: 'file-refused', detail: 'the day was deleted' } } as const;
const source: ReplaySource = {
  open: async () => refusal,
  timeline: () => ({ fromMs: 1000, toMs: 9000, gaps: [] }),
  release: () => undefined,
};

/** A station in a replay at 5000 with one position. `opens` is what becomes of the past it asks for. */
function station(opens: 'opens' | 'fails') {
  const did: string[] = [];
  const seekable: Seekable = {
    replay: source,
    pump: { speed: 1, marketTime: () => 5000, skipTo: (time) => did.push(`skip to ${time}`) },
    session: { kernel: { time: 5000, rooms: { ledger: { positions: () => [{ signedLots: 3 }] } } } },
    closeOut: (because) => did.push(`close out: ${because}`),
    openReplay: async (_, { fromMs, leaving }: ReplayStart) => {
      await Promise.resolve();
      if (opens === 'fails') return refusal;
      const left = leaving?.();
      if (left === undefined) return refusal;
      did.push(`open at ${fromMs}: ${left.join()}`);
      return { ok: true };
    },
  };
  return { did, seekable };
}

describe('going back in a replay', () => {
  it('closes positions when the past is open, and only then', async () => {
    const { did, seekable } = station('opens');
    expect(await seek(seekable, 2000)).toEqual({ ok: true, reply: { way: 'back' } });
    expect(did).toEqual([
      'close out: the replay goes back in time',
      'open at 2000: the replay went back to 1970-01-01 00:00:02 UTC; the open position of the session before was closed at 1970-01-01 00:00:05 UTC in its own account',
    ]);
  });

  it('leaves positions as they are when the past cannot be opened', async () => {
    const { did, seekable } = station('fails');
    expect(await seek(seekable, 2000)).toEqual(refusal);
    expect(did).toEqual([]);
  });

  it('touches nothing when another session is open by then', async () => {
    const { did, seekable } = station('opens');
    let replay: ReplaySource | undefined = source;
    const moved: Seekable = {
      ...seekable,
      get replay() {
        return replay;
      },
      openReplay: (asked, start) => {
        replay = undefined;
        return seekable.openReplay(asked, start);
      },
    };
    expect(await seek(moved, 2000)).toEqual(refusal);
    expect(did).toEqual([]);
  });
});
