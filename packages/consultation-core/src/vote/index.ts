export * from './methods.ts';
export * from './tally.ts';
export * from './types.ts';
