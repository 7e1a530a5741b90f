import { describe, expect, it } from 'vitest';
import { definesIn } from './sqlite-driver.ts';

describe('definesIn', () => {
  it('reads the definitions and not the key they stand under', () => {
    const gypi =
      "{ 'defines': [ 'SQLITE_DQS=0', 'SQLITE_ENABLE_FTS5', 'SQLITE_DEFAULT_CACHE_SIZE=-16000' ] }";
    expect(definesIn(gypi)).toEqual([
      'SQLITE_DQS=0',
      'SQLITE_ENABLE_FTS5',
      'SQLITE_DEFAULT_CACHE_SIZE=-16000',
    ]);
  });
});
