/** The power of the computer, as far as the host asks about it and asks for it. */
export interface HostPower {
  /** The computer is about to sleep. */
  onSuspend(listener: () => void): void;
  onResume(listener: () => void): void;
  /** Asks the system not to sleep by itself, until the function that comes back is called. */
  keepAwake(): () => void;
}
