import { describe, expect, it } from 'vitest';
import { LIMIT_NAMES } from '../../engine/domain/risk/limit-rules.ts';
import { settingsSchema } from '../contract/host-channels.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

describe('the settings file', () => {
  const names = Object.keys(settingsSchema.shape);

  it('R-ST-10: has no field for a secret, a limit or an armed account', () => {
    const limits = new Set<string>(LIMIT_NAMES);
    const limiting = names.filter((name) => limits.has(name));
    measured('R-ST-10', `${names.length} settings, ${limiting.length} of ${limits.size} limits among them`);
    expect(limiting).toEqual([]);
    expect(
      names.filter((name) => /key|secret|pass|token|armed|limit|live(?!Symbols)/i.test(name)).toSorted(),
    ).toEqual(
      // The hot keys of the keyboard.
      ['orderHotkeys'],
    );
  });

  it.each(['apiKey', 'secret', 'isArmed', ...LIMIT_NAMES.slice(0, 3)])(
    'R-ST-10, R-LV-01: is refused with a field %s, so that nobody can slip one in',
    (name) => {
      expect(settingsSchema.safeParse({ [name]: 1 }).success).toBe(false);
    },
  );
});
