/** The palette's groups in their order. */
export const PALETTE_GROUPS = ['trading', 'strategies', 'session', 'view', 'instruments', 'help'] as const;

/** One line of the palette. */
export interface PaletteCommand {
  readonly id: string;
  readonly group: (typeof PALETTE_GROUPS)[number];
  readonly title: string;
  readonly hotkey?: string;
  run(): void;
}
