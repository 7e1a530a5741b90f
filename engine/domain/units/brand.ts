declare const unit: unique symbol;

/**
 * A number that remembers its unit, so the compiler rejects a price where a quantity belongs.
 * The mark exists only at compile time; at run time the value is an ordinary number.
 */
export type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** The same for integers that must stay exact beyond 2^53. */
export type BrandedBigInt<Unit extends string> = bigint & { readonly [unit]: Unit };
