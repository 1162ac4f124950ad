export * from './carry-over.ts';
export * from './consolidate.ts';
export * from './draft.ts';
export * from './instruction.ts';
export * from './lifecycle.ts';
export * from './types.ts';
