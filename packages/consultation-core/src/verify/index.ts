export * from './describe.ts';
export { type Monitored, monitor, type Watch } from './monitor.ts';
export { verifyReceipts } from './offline.ts';
export { candidateAddresses, httpSource } from './source.ts';
export * from './types.ts';
export { verify } from './verify.ts';
