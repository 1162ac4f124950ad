import type { Choice, MethodName } from './types.ts';

export interface Method {
  readonly name: MethodName;
  /** In the order in which they are offered. */
  readonly choices: readonly Choice[];
  readonly inFavour: Choice;
  readonly opposed: Choice;
}

/**
 * For, mixed or against: the question of the French consultation on the digital bill (2015). `mixed` is an opinion that
 * takes no side: it counts as cast, not as expressed.
 */
const forMixedAgainst: Method = {
  name: 'for-mixed-against@1',
  choices: ['for', 'mixed', 'against'],
  inFavour: 'for',
  opposed: 'against',
};

/**
 * Yes, no or abstention. An abstention is cast and not expressed, as in the rules of the French assemblies (Règlement de
 * l’Assemblée nationale, article 68: the majority is one of the votes expressed).
 */
const yesNoAbstain: Method = {
  name: 'yes-no-abstain@1',
  choices: ['yes', 'no', 'abstain'],
  inFavour: 'yes',
  opposed: 'no',
};

const methods: Readonly<Record<MethodName, Method>> = {
  'for-mixed-against@1': forMixedAgainst,
  'yes-no-abstain@1': yesNoAbstain,
};

export function method(name: MethodName): Method {
  return methods[name];
}
