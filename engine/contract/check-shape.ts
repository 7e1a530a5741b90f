import { z } from 'zod';

/** A value that has the shape of its schema, or what about it has not. */
export type CheckedShape<Schema extends z.ZodType> =
  | { readonly ok: true; readonly value: z.output<Schema> }
  | { readonly ok: false; readonly detail: string };

/**
 * Checks what came from outside against a schema; never throws. A value made for the purpose can make the
 * check itself fail: a `length` that cannot be turned into a number, for instance.
 */
export function checkShape<Schema extends z.ZodType>(schema: Schema, value: unknown): CheckedShape<Schema> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, detail: z.prettifyError(parsed.error) };
  } catch (error) {
    return {
      ok: false,
      detail: `it could not be read: ${error instanceof Error ? error.message : 'no reason'}`,
    };
  }
}
