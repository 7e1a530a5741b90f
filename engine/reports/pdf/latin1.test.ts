import { describe, expect, it } from 'vitest';
import { inLatin1 } from './latin1.ts';

describe('text for the standard fonts', () => {
  it('keeps what they can show and marks the rest', () => {
    expect(inLatin1('Käfer 5 µs')).toBe('Käfer 5 µs');
    expect(inLatin1('≥ 1 🙂\n')).toBe('? 1 ??');
  });
});
