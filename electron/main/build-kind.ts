/**
 * What kind of build this is, fixed when it is built. Only a test build, or an app run from its
 * sources, listens to the variables and switches that tests need.
 */
export interface BuildKind {
  readonly isPackaged: boolean;
  readonly isTestBuild: boolean;
}

/** Whether variables of the environment may move folders and venues. */
export const allowsTestSettings = ({ isPackaged, isTestBuild }: BuildKind): boolean =>
  !isPackaged || isTestBuild;

/** Set by `MAIN_VITE_TEST_BUILD=1` when the app is built; no user can change it afterwards. */
export const isTestBuild = import.meta.env?.MAIN_VITE_TEST_BUILD === '1';
