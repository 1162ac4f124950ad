export const en = {
  'site.skip': 'Skip to the content',
} as const satisfies Record<string, string>;
export type MessageKey = keyof typeof en;
