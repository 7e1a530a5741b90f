import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkShape } from './check-shape.ts';

const schema = z.strictObject({ name: z.string().max(5) });

test('a value of the right shape comes back as the schema makes it', () => {
  expect(checkShape(schema, { name: 'a' })).toEqual({ ok: true, value: { name: 'a' } });
});

test('a wrong value is refused with the field and the rule', () => {
  expect(checkShape(schema, { name: 'longer' })).toMatchObject({
    ok: false,
    detail: expect.stringContaining('name'),
  });
});

test.each([
  ['a length that is nothing', { length: Object.create(null) as unknown }],
  ['a length whose text is no function', { length: { toString: null, valueOf: null } }],
])('%s is refused and not thrown', (_what, name) => {
  expect(checkShape(schema, { name })).toMatchObject({ ok: false });
});
