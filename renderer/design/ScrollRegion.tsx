import type { ReactNode } from 'react';

interface ScrollRegionProps {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly className: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A part that scrolls and holds nothing to press: the keyboard reaches it by itself, so that it can be scrolled. */
export function ScrollRegion({ label, className, title, children }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached without a pointer
    <section className={className} aria-label={label} title={title} tabIndex={0}>
      {children}
    </section>
  );
}
