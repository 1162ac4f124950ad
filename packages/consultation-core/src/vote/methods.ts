import type { Choice, MethodName } from './types.ts';

export interface Method {
  readonly name: MethodName;
  /** In the order in which they are offered. */
  readonly choices: readonly Choice[];
  readonly inFavour: Choice;
  readonly opposed: Choice;
}

const methods: Readonly<Record<MethodName, Method>> = {
  'for-mixed-against@1': {
    name: 'for-mixed-against@1',
    choices: ['for', 'mixed', 'against'],
    inFavour: 'for',
    opposed: 'against',
  },
  'yes-no-abstain@1': {
    name: 'yes-no-abstain@1',
    choices: ['yes', 'no', 'abstain'],
    inFavour: 'yes',
    opposed: 'no',
  },
};

export function method(name: MethodName): Method {
  return methods[name];
}
