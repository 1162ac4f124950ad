/** First parts of addresses that the pages use themselves: no consultation may have one as its slug. */
export const reservedSlugs = ['account', 'accessibility', 'privacy', 'api', 'assets'] as const;
