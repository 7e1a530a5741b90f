type Callable = (...args: unknown[]) => unknown;

/** Makes of a function what shall be called instead, with `this` and the arguments. */
export type Guard = (original: Callable) => (self: unknown, args: unknown[]) => unknown;

/** Puts a guard in the place of a function for good: nobody can put the original back. */
export function replace<Owner extends object>(owner: Owner, name: keyof Owner & string, guard: Guard): void {
  const original = owner[name] as Callable | undefined;
  if (typeof original !== 'function') return;
  const guarded = guard(original);
  Object.defineProperty(owner, name, {
    value: function guardedCall(this: unknown, ...args: unknown[]) {
      return guarded(this, args);
    },
    enumerable: true,
    writable: false,
    configurable: false,
  });
}
