export * from './change-of.ts';
export * from './with-text.ts';
