import type { ReactNode } from 'react';

/** Words for people who listen to the page: signs and colours say the same to the eye. */
export function HiddenWords({ children }: { readonly children: ReactNode }) {
  return <span className="heard">{children}</span>;
}
