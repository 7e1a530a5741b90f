/** What a purpose needs from the operating system. */
export type SystemNeed = {
  /** A program on the path, or a shared library by its file name. */
  readonly looksFor: { readonly program: string } | { readonly library: string };
  /** Debian packages that bring it, by release; the first one the release knows is taken. */
  readonly packages: readonly string[];
};

/** Why something is needed: to open a window, to test without a screen, to compile the driver, to package. */
export type Purpose = 'window' | 'test' | 'compile' | 'package';

function program(name: string, ...packages: readonly string[]): SystemNeed {
  return { looksFor: { program: name }, packages };
}

function library(name: string, ...packages: readonly string[]): SystemNeed {
  return { looksFor: { library: name }, packages };
}

/** Everything Edgewright asks of a Debian machine, by purpose. */
export const systemNeeds: Readonly<Record<Purpose, readonly SystemNeed[]>> = {
  window: [
    library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
    library('libnss3.so', 'libnss3'),
    library('libasound.so.2', 'libasound2t64', 'libasound2'),
    library('libgbm.so.1', 'libgbm1'),
    library('libatspi.so.0', 'libatspi2.0-0t64', 'libatspi2.0-0'),
    library('libcups.so.2', 'libcups2t64', 'libcups2'),
    library('libXss.so.1', 'libxss1'),
    library('libsecret-1.so.0', 'libsecret-1-0'),
  ],
  test: [
    program('Xvfb', 'xvfb'),
    program('xkbcomp', 'x11-xkb-utils'),
    program('dbus-daemon', 'dbus-daemon', 'dbus'),
    program('dbus-send', 'dbus-bin', 'dbus'),
    program('gnome-keyring-daemon', 'gnome-keyring'),
  ],
  compile: [program('gcc', 'gcc'), program('g++', 'g++')],
  package: [program('fakeroot', 'fakeroot'), program('dpkg-deb', 'dpkg')],
};
