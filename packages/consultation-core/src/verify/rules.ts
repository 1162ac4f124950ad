import type { ArticleOpening, Phase } from '../consultation/types.ts';
import type { PassingRules } from '../vote/types.ts';
import { isPlain, type Plain, word } from './files.ts';
import { sameJson } from './items.ts';
import type { Leaf } from './leaf.ts';
import type { Notebook } from './notebook.ts';
import { type AskedQuestion, questionsOf } from './questions.ts';

/** What rules counting, as the journal says it. */
export interface Settings {
  readonly counts: string;
  readonly method: string;
  readonly openings: readonly ArticleOpening[];
  readonly passing: PassingRules;
  readonly phases: readonly Pick<Phase, 'id' | 'opensAt' | 'closesAt' | 'allows'>[];
  readonly timeZone: string;
  readonly slug: string;
  /** By their targets. */
  readonly questions: ReadonlyMap<string, AskedQuestion>;
  /** As they were written: with titles, explanations and the words of the options. */
  readonly asked: unknown;
}

export interface Rules {
  readonly settings: () => Settings | null;
  readonly state: () => 'draft' | 'open' | 'closed';
  readonly slug: () => string;
  /** Instants of the first opening and of the last close; '' where there was none. */
  readonly openedAt: () => string;
  readonly closedAt: () => string;
  readonly apply: (leaf: Leaf) => void;
  /** Why no ballot on the article can be at this place of the journal; null where one can. */
  readonly refusal: (article: string | null) => 'while-closed' | 'not-open-here' | null;
  /** Whether a moment lies at or after the close of the phase that the leaves are in. */
  readonly isLate: (at: string) => boolean;
  /** Whether counts are sealed at a moment after the last leaf. */
  readonly sealedAt: (at: string) => boolean;
  readonly overAt: (at: string) => boolean;
}

type SettingsPhase = Settings['phases'][number];

const areStrings = (values: readonly unknown[]) => values.every((one) => typeof one === 'string');

function isPhase(value: unknown): boolean {
  if (!isPlain(value) || !Array.isArray(value.allows)) return false;
  const { id, opensAt, closesAt, allows } = value;
  return areStrings([id, opensAt, closesAt, ...allows]);
}

function isOpening(value: unknown): boolean {
  if (!isPlain(value) || !Array.isArray(value.allows)) return false;
  return areStrings([value.article, ...value.allows]);
}

/** Null where a snapshot of the settings is none. */
function settingsOf(value: unknown): Settings | null {
  if (!isPlain(value)) return null;
  const { phases, openings = [], passing } = value;
  if (!Array.isArray(phases) || !phases.every(isPhase)) return null;
  if (!Array.isArray(openings) || !openings.every(isOpening)) return null;
  const questions = questionsOf(value.questions);
  if (questions === null) return null;
  return {
    counts: word(value, 'counts'),
    method: word(value, 'method'),
    openings: openings as readonly ArticleOpening[],
    // Whether they can be followed is seen where they are.
    passing: passing as PassingRules,
    phases: phases as readonly SettingsPhase[],
    timeZone: word(value, 'timeZone'),
    slug: word(value, 'slug'),
    questions,
    asked: value.questions ?? [],
  };
}

const time = (at: string) => Date.parse(at);

/** States, settings and phases of a consultation, in the order of the leaves that say them. */
export function makeRules(notebook: Notebook): Rules {
  let settings: Settings | null = null;
  let former: Settings | null = null;
  let state: 'draft' | 'open' | 'closed' = 'draft';
  let phase = '';
  let settingsAt = '';
  let openedAt = '';
  let closedAt = '';
  // Most ballots are of the same hour as the one before.
  let askedHour = '';
  let askedPhase = '';
  let askedSettings: Settings | null = null;
  let wasLate = false;

  const phaseNow = () => settings?.phases.find(({ id }) => id === phase);

  function setState(leaf: Leaf, to: 'open' | 'closed') {
    const possible = to === 'open' ? state !== 'open' : state === 'open';
    if (!possible) notebook.find('state-impossible', { index: leaf.index, from: state, to });
    state = to;
    if (to === 'open' && openedAt === '') openedAt = leaf.at;
    if (to === 'closed') closedAt = leaf.at;
  }

  /** `wasOpened`: before this leaf; from then on people answer what they read. */
  function setSettings(leaf: Leaf, wasOpened: boolean) {
    const given = settingsOf(leaf.data.settings);
    if (given === null) {
      notebook.find('leaf-shape', { index: leaf.index, field: 'settings' });
      return;
    }
    if (wasOpened && settings !== null && !sameJson(settings.asked, given.asked)) {
      notebook.find('questions-changed', { index: leaf.index });
    }
    former = settings ?? given;
    settings = given;
    settingsAt = leaf.at;
  }

  /** Boundaries that there are by the settings, and by their change. */
  function isBoundary(at: string, to: string): boolean {
    const known = [settings, former].flatMap((one) => one?.phases ?? []);
    const own = known.filter(({ id }) => id === (to === '' ? phase : to));
    const edge = (one: { opensAt: string; closesAt: string }) =>
      time(to === '' ? one.closesAt : one.opensAt) === time(at);
    return own.some(edge) || time(at) === time(settingsAt);
  }

  function setPhase(leaf: Leaf, data: Plain) {
    const { index } = leaf;
    const from = word(data, 'from');
    const to = word(data, 'to');
    const boundary = word(data, 'boundary');
    if (from !== phase || (to !== '' && !settings?.phases.some(({ id }) => id === to))) {
      notebook.find('phase-unknown', { index, from, to, before: phase });
    }
    // Where settings move what lies ahead, their change ends a phase before its own end.
    const early = time(boundary) > time(leaf.at) && leaf.at !== settingsAt;
    if (!isBoundary(boundary, to) || early) {
      notebook.find('phase-boundary', { index, from, to, boundary, at: leaf.at });
    }
    phase = to;
  }

  return {
    settings: () => settings,
    state: () => state,
    slug: () => settings?.slug ?? '',
    openedAt: () => openedAt,
    closedAt: () => closedAt,
    apply: (leaf) => {
      const wasOpened = openedAt !== '';
      switch (leaf.kind) {
        case 'consultation-opened':
        case 'consultation-closed':
          setState(leaf, leaf.kind === 'consultation-opened' ? 'open' : 'closed');
          setSettings(leaf, wasOpened);
          break;
        case 'settings-changed':
          setSettings(leaf, wasOpened);
          break;
        case 'phase-changed':
          setPhase(leaf, leaf.data);
          break;
        default:
          return;
      }
      notebook.looked('rules');
    },
    refusal: (article) => {
      if (state !== 'open' || !phaseNow()?.allows.includes('vote')) return 'while-closed';
      const opening = settings?.openings.find((one) => one.article === article);
      return opening !== undefined && !opening.allows.includes('vote') ? 'not-open-here' : null;
    },
    isLate: (hour) => {
      if (hour === askedHour && askedPhase === phase && askedSettings === settings) return wasLate;
      const now = phaseNow();
      wasLate = now !== undefined && time(hour) >= time(now.closesAt);
      [askedHour, askedPhase, askedSettings] = [hour, phase, settings];
      return wasLate;
    },
    sealedAt: (at) => settings?.counts === 'at-close' && state === 'open' && !isOver(at),
    overAt: (at) => state === 'closed' || (state === 'open' && isOver(at)),
  };

  function isOver(at: string): boolean {
    const ends = (settings?.phases ?? []).map(({ closesAt }) => time(closesAt));
    return ends.length > 0 && time(at) >= Math.max(...ends);
  }
}
