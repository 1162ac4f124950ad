export * from './apply.ts';
export * from './diff.ts';
export * from './merge.ts';
export * from './types.ts';
export * from './view.ts';
