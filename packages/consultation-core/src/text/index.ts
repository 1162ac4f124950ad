export * from './canonical.ts';
export * from './check.ts';
export * from './inline.ts';
export * from './numbering.ts';
export * from './outline.ts';
export * from './types.ts';
export * from './url.ts';
export * from './words.ts';
