export * from './amendment/index.ts';
export * from './analysis/index.ts';
export * from './change/index.ts';
export * from './consultation/index.ts';
export * from './text/index.ts';
export * from './vote/index.ts';
