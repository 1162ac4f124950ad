export * from './participation.ts';
