import { Notification } from 'electron';
import type { HostAlarm } from './host-alarm.ts';

/** News of the system; where it shows none, the log says so. */
export const systemAlarm = (log: (line: string) => void, showWindow: () => void): HostAlarm => ({
  ring(title, body) {
    log(`alarm: ${title}`);
    if (!Notification.isSupported()) return log('the system shows no news');
    const notification = new Notification({ title, body, urgency: 'critical' });
    notification.on('click', showWindow);
    notification.show();
  },
});
