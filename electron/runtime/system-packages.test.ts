import { describe, expect, it } from 'vitest';
import { adviceFor, librariesIn } from './system-packages.ts';

describe('librariesIn', () => {
  it('takes the file names out of the loader’s listing', () => {
    const listing =
      '2 libs found in cache\n\tlibnss3.so (libc6,x86-64) => /lib/libnss3.so\n\tlibz.so.1 (libc6) => /z\n';
    expect(librariesIn(listing).has('libnss3.so')).toBe(true);
    expect(librariesIn(listing).has('libz.so.1')).toBe(true);
    expect(librariesIn(listing).has('/z')).toBe(false);
  });
});

describe('adviceFor', () => {
  it('says exactly what to run', () => {
    const command = 'sudo apt-get install --yes --no-install-recommends libnss3 xvfb';
    expect(adviceFor(['libnss3', 'xvfb'])).toContain(command);
  });
});
