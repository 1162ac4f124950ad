import { instant } from '../store/consultation.ts';

interface Hideable {
  readonly hiddenRule: string | null;
  readonly hiddenReason: string | null;
  readonly hiddenAt: unknown;
}

/** Why something is out of sight, or null. */
export function hiddenView(row: Hideable) {
  const at = instant(row.hiddenAt);
  if (at === null) return null;
  return { rule: row.hiddenRule ?? '', reason: row.hiddenReason ?? '', at };
}
