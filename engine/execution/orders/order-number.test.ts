import { describe, expect, it } from 'vitest';
import { decodeClientId, encodeClientId } from '../../domain/order/client-id.ts';
import { isOurs, orderIdOf, orderNumberOf } from './order-number.ts';
import { measured } from '../../test/reliability/measured.ts';

const IDS = 10_000_000;

describe('ids of our orders', () => {
  it(`R-OR-02: ${IDS} of them are all different`, () => {
    // The upper half is the session's, so the lower one has to tell its orders apart.
    const lower = new BigUint64Array(IDS);
    for (let number = 0; number < IDS; number += 1)
      lower[number] = orderNumberOf('live-1', number) & 0xffff_ffff_ffff_ffffn;
    lower.sort();
    let same = 0;
    for (let at = 1; at < IDS; at += 1) if (lower[at] === lower[at - 1]) same += 1;
    measured('R-OR-02', `${IDS} numbers, ${same} collisions`);
    expect(same).toBe(0);
  }, 120_000);

  it('R-OR-02: are made before use, read back in every form, and are the same each time', () => {
    for (let number = 0; number < 2000; number += 1) {
      const value = orderNumberOf('live-1', number);
      const id = orderIdOf('live-1', number);
      expect(id).toHaveLength(26);
      expect(decodeClientId(id, 'base32')).toBe(value);
      for (const form of ['uuid', 'hex'] as const)
        expect(decodeClientId(encodeClientId(value, form), form)).toBe(value);
      expect(orderIdOf('live-1', number)).toBe(id);
    }
  });

  it('differ between sessions and are known as ours', () => {
    const ids = new Set<string>();
    for (let session = 0; session < 20_000; session += 1) ids.add(orderIdOf(`live-${session}`, 7));
    expect(ids.size).toBe(20_000);
    expect([...ids].every(isOurs)).toBe(true);
    expect(isOurs('00000000000000000000000010')).toBe(false);
    expect(isOurs('somebody-elses')).toBe(false);
  });
});
