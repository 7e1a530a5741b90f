import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measuringTests, namedTests } from './named-tests.ts';
import { REQUIREMENTS } from './requirements.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const tests = namedTests(root);

describe('the requirements', () => {
  it('are named once each', () => {
    const ids = REQUIREMENTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are all that tests name: no title names one that does not exist', () => {
    const known = new Set(REQUIREMENTS.map(({ id }) => id));
    expect(tests.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('are measured only where a title names them: otherwise the page would show a number without its test', () => {
    const named = new Set(tests.map(({ id, file }) => `${id} ${file}`));
    expect(measuringTests(root).filter(({ id, file }) => !named.has(`${id} ${file}`))).toEqual([]);
  });

  it('of every test run have a test each', () => {
    const tested = new Set(tests.map(({ id }) => id));
    const untested = REQUIREMENTS.filter(({ id, tier }) => tier === 'commit' && !tested.has(id));
    expect(untested.map(({ id }) => id)).toEqual([]);
  });

  it('of every test run are measured each', () => {
    const measured = new Set(measuringTests(root).map(({ id }) => id));
    const unmeasured = REQUIREMENTS.filter(({ id, tier }) => tier === 'commit' && !measured.has(id));
    expect(unmeasured.map(({ id }) => id)).toEqual([]);
  });
});
