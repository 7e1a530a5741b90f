import type { Outcome } from '../../domain/session/outcome.ts';
import type { VenueSwitch } from '../venue-switch.ts';
import type { LiveParts } from './live-parts.ts';

/** The venue's own switch, as a test of it works it. */
export function venueSwitchOf({ deadMan, street }: LiveParts, settle: () => readonly Outcome[]): VenueSwitch {
  return {
    runOut: (bait, time) => {
      street.begin(time);
      deadMan.runOut(bait);
      return settle();
    },
    end: (time) => {
      street.begin(time);
      deadMan.endTrial();
      return settle();
    },
    learn: (market, sparesStops) => deadMan.learn(market, sparesStops),
    get result() {
      return deadMan.result;
    },
    get isOff() {
      return deadMan.isOff;
    },
  };
}
