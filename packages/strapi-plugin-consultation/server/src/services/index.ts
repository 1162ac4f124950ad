import { clock } from './clock.ts';
import { identity } from './identity.ts';
import { keys } from './keys.ts';
import { versionStore } from './version-store.ts';

export const services = {
  clock,
  identity,
  keys,
  'version-store': versionStore,
};
export type Services = typeof services;
