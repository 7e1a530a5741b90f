/** Tells a person something though no window of ours is in sight. */
export interface HostAlarm {
  /** Shows it as news of the system, where it has such a place; never throws. */
  ring(title: string, text: string): void;
}
