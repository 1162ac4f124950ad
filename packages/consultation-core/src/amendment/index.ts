export * from './draft.ts';
export * from './lifecycle.ts';
export * from './types.ts';
