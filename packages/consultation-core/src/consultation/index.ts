export * from './deciding.ts';
export * from './order.ts';
export * from './rules.ts';
export * from './types.ts';
