/** The one channel a page's questions arrive on; the router knows the names inside. */
export const HOST_ASK = 'edgewright';

/** What the host tells a page without being asked. */
export const HOST_EVENTS = {
  /** Carries an `EngineStatus`. */
  engineStatus: 'edgewright-engine-status',
  /** Carries a `HostAlert`. */
  alert: 'edgewright-alert',
  /** Carries a `MenuCommand`. */
  menuCommand: 'edgewright-menu-command',
  /** Carries nothing: the accounts have changed. */
  accountsChanged: 'edgewright-accounts-changed',
  /** Carries nothing but one port: the window's feed. */
  feed: 'edgewright-feed',
} as const;
