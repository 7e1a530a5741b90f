/** Lets dialogs open and close: jsdom draws none by itself. */
export function drawDialogs(): void {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}

/** Every element is as large as told: jsdom lays nothing out, and a table draws as many rows as fit its box. */
export function layOut({ width, height }: { readonly width: number; readonly height: number }): void {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: height });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: width });
}

/** Nobody tells of changed sizes: jsdom measures nothing. */
export function observeNoSizes(): void {
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}

/** Canvases stay blank: jsdom paints nothing, and what is painted is looked at in a real window. */
export function paintNothing(): void {
  HTMLCanvasElement.prototype.getContext = () => null;
}
