export { apply } from './apply.ts';
export * from './diff.ts';
export * from './invert.ts';
export * from './merge.ts';
export * from './types.ts';
export * from './view.ts';
export { diffInline, editInline, reword } from './words.ts';
