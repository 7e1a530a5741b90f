import type { Session, WebContents } from 'electron';

/** The one thing a page may do beyond drawing: put plain text on the clipboard when asked to. */
const ALLOWED = 'clipboard-sanitized-write';

/** Whether a page gets a permission; everything but sanitized clipboard writing is refused. */
export const mayUse = (permission: string, isDeskPage: boolean): boolean =>
  permission === ALLOWED && isDeskPage;

/** Installs every handler a session has for permissions, devices and downloads. */
export function guardPermissions(
  session: Session,
  isDeskPage: (contents: WebContents | null) => boolean,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayUse(permission, isDeskPage(contents))),
  );
  session.setPermissionCheckHandler((contents, permission) => mayUse(permission, isDeskPage(contents)));
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  // Answering without a stream refuses; the types leave that out.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on('will-download', (event) => event.preventDefault());
}
