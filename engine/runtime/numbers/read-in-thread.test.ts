import { describe, expect, it } from 'vitest';
import { readInThread } from './read-in-thread.ts';

describe('reading a file of numbers in a thread', () => {
  it('answers with what is wrong when the thread breaks, and throws nothing', async () => {
    const read = await readInThread({ path: 7 as unknown as string, isSettled: true });
    expect(read).toEqual({ ok: false, detail: expect.stringMatching(/^it cannot be read: The "path"/) });
  });
});
