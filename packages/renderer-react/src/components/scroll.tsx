import type { ReactNode } from 'react';

/** What may be wider than the screen: it scrolls by itself, also by keyboard, and says what it is. */
export function Scroll(props: {
  readonly labelledBy?: string;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table is no set of fields
    <div
      role="group"
      className="scroll"
      aria-labelledby={props.labelledBy}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
