import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FATES, faultOf } from './bad-line.fixture.ts';
import { BOOK_RULES } from './book-rules.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

/** Over all rules together. */
const SCHEDULES = 10_000;

const step = fc.record({
  bid: fc.integer({ min: 990, max: 1000 }),
  ask: fc.integer({ min: 1001, max: 1010 }),
  lots: fc.integer({ min: 0, max: 3 }),
  fate: fc.constantFrom(...FATES),
});

describe('R-MD-01: a book over a line that loses, doubles, delays and reorders', () => {
  it.each(BOOK_RULES.map((rule) => [rule.name, rule] as const))(
    "of %s is the venue's own after every update it tells, and trusted again in the end",
    (_name, rule) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
          expect(faultOf(rule, steps)).toBeUndefined();
        }),
        { numRuns: Math.ceil(SCHEDULES / BOOK_RULES.length) },
      );
      measured('R-MD-01', `${SCHEDULES} schedules of ${BOOK_RULES.length} rules, no wrong book`);
    },
  );

  it('would be wrong if a gap were overlooked', () => {
    const [rule] = BOOK_RULES;
    if (rule === undefined) throw new Error('no rule');
    const deaf = {
      ...rule,
      continuity: () => {
        const checked = rule.continuity();
        return {
          restart: () => undefined,
          take: (frame: Parameters<typeof checked.take>[0]) => {
            const kind = frame.isSnapshot ? ('snapshot' as const) : ('next' as const);
            return [{ kind, frame }];
          },
        };
      },
    };
    const lots = [1, 2, 3, 1, 2, 3].map((size, index) => ({
      bid: 995 + (index % 3),
      ask: 1005,
      lots: size,
      fate: index === 2 ? 'lost' : 'sent',
    }));
    expect(faultOf(deaf, lots)).toContain('is not the published one');
  });
});
