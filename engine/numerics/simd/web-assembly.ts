/** As much of the WebAssembly interface of the platform as is used here. */
interface WebAssemblyPlatform {
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, LinearMemory>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** Memory that compiled kernels read and write. */
export interface LinearMemory {
  /** Another one each time the memory has grown. */
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB. */
  grow(pages: number): number;
}

/** The platform's own; the type libraries of a program without a window leave it out. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyPlatform })
  .WebAssembly;
