export * from './participation.ts';
export * from './similarity.ts';
