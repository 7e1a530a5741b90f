/** Put in by the build: digest of the code of every strategy by its id. */
declare const STRATEGY_CODE: Readonly<Record<string, string>> | undefined;

/**
 * What the code of every strategy of this build is told apart by; undefined where the program does not run from a
 * build. The same from release to release while neither a strategy nor a formula it reads has changed.
 */
export const builtStrategyCode = (): Readonly<Record<string, string>> | undefined =>
  typeof STRATEGY_CODE === 'undefined' ? undefined : STRATEGY_CODE;
