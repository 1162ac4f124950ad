import type { Choice, MethodName } from './types.ts';

export interface Method {
  readonly name: MethodName;
  /** In the order in which they are offered. */
  readonly choices: readonly Choice[];
  readonly inFavour: Choice;
  readonly opposed: Choice;
}
export function method(name: MethodName): Method {
  throw new Error(`to be written ${name}`);
}
