import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { HOST_ASK } from '../contract/host-events.ts';
import type { Sender } from './ipc-router.ts';

/** Listens on the one channel pages may use. The only listener the host has for them. */
export function bindIpc(
  answer: (sender: Sender, channel: unknown, payload: unknown) => Promise<unknown>,
): void {
  ipcMain.handle(HOST_ASK, (event, channel: unknown, payload: unknown) =>
    answer(senderOf(event), channel, payload),
  );
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return {
    windowId: event.sender.id,
    frame: frame
      ? { url: frame.url, origin: frame.origin, isMainFrame: frame === event.sender.mainFrame }
      : undefined,
  };
}
