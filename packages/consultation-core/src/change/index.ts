export { apply } from './apply.ts';
export { collisions } from './collisions.ts';
export * from './diff.ts';
export * from './invert.ts';
export { merge } from './merge.ts';
export * from './merged.ts';
export * from './types.ts';
export * from './view.ts';
export { diffInline, editInline, reword } from './words.ts';
