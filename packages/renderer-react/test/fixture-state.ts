/** What the fixture API keeps: a small database in memory, made from a real bill. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { AmendmentStatus, Drafted } from 'consultation-core/amendment';
import { draft, type Proposal } from 'consultation-core/amendment';
import { apply, type Resolution } from 'consultation-core/change';
import type { Capability, ConsultationState } from 'consultation-core/consultation';
import type {
  AmendmentRevision,
  AmendmentView,
  JournalView,
  PublicWording,
} from 'consultation-core/contract';
import { readHtml } from 'consultation-core/formats/html';
import { articles, type Body, inlineFromText } from 'consultation-core/text';
import type { MethodName, PassingRules, Question } from 'consultation-core/vote';
import type { FixtureJournal } from './fixture-journal.ts';

export interface FixtureOpenData {
  editions: JournalView['editions'];
  files: ReadonlyMap<string, Uint8Array>;
}
export interface FixtureVersion {
  number: number;
  title: string;
  publishedAt: string;
  body: Body;
  computedFrom: { base: number; algorithm: string; amendments: string[] } | null;
  /** Decisions of staff on collisions of what it was computed from. */
  resolutions?: readonly Resolution[];
}
export interface FixtureAmendment extends Drafted {
  id: string;
  number: number;
  base: number;
  title: string;
  author: string;
  proposal: Proposal;
  status: AmendmentStatus;
  article: string | null;
  submittedAt: string | null;
  justification: Body;
  sources: { title: string; url: string }[];
  hidden: { rule: string; reason: string; at: string } | null;
  decision: { reason: string; at: string } | null;
  imported?: { counts: Record<string, number>; source: string };
  example: boolean;
  /** The amendment that it amends. */
  parent: string | null;
  history: AmendmentRevision[];
  wordings: PublicWording[];
  /** Nothing for one that was written on its version, or edited since. */
  carried?: AmendmentView['amendment']['carried'];
}
export interface FixtureArgument {
  id: string;
  target: string;
  stance: 'for' | 'against';
  author: string;
  text: string;
  sources: { title: string; url: string }[];
  at: string;
  hidden: { rule: string; reason: string; at: string } | null;
}
export interface FixtureConsultation {
  id: string;
  slug: string;
  language: 'fr' | 'en';
  title: string;
  summary: string;
  organiser: string;
  state: ConsultationState;
  timeZone: string;
  phases: {
    id: string;
    name: string;
    opensAt: string;
    closesAt: string;
    allows: Capability[];
  }[];
  openings: { article: string; allows: Capability[] }[];
  counts: 'always' | 'at-close';
  method: MethodName;
  presentation: Body;
  commitment: Body;
  answer: Body | null;
  answeredAt: string | null;
  contact: string;
  charter: { id: string; title: string; text: string }[];
  provenance: string | null;
  versions: FixtureVersion[];
  explanations: Map<string, Body>;
  imported: Map<string, { counts: Record<string, number>; source: string }>;
  amendments: FixtureAmendment[];
  arguments: FixtureArgument[];
  /** Begun when it is first asked for. */
  journal?: FixtureJournal;
  /** Editions of the open data, newest first, and their files by the path below the consultation's own. */
  openData?: FixtureOpenData;
  /** What decides whether something passes, if it is not the usual. */
  passing?: PassingRules;
  /** Beside the text; none where it is not there. */
  questions?: readonly Question[];
  /** `target voter` -> choice. */
  ballots: Map<string, { choice: string; at: string }>;
  register: {
    act: 'hide' | 'restore';
    target: string;
    label: string;
    rule: string;
    reason: string;
    at: string;
  }[];
}
export interface FixtureState {
  consultations: FixtureConsultation[];
  /** Email -> account. */
  accounts: Map<string, { name: string; password: string }>;
  /** Token -> email. */
  sessions: Map<string, string>;
  keys: Map<string, string>;
  nextId: () => string;
}

interface Raw {
  articles: RawItem[];
  propositions: RawItem[];
}
interface RawItem {
  id: number;
  title: string;
  section: { num: string; title: string };
  body: string;
  explanation: string[];
  votes: { ok: number; mixed: number; nok: number };
  arguments: { id: number; for: boolean; author: string; text: string }[];
  sources: { title: string; link: string }[];
}

const raw: Raw = JSON.parse(
  gunzipSync(
    readFileSync(new URL('./data/republique-numerique.json.gz', import.meta.url))
  ).toString()
);

export const charter = [
  {
    id: 'respect',
    title: 'Respect des personnes',
    text: 'Pas d’injure, pas de diffamation, pas de données personnelles d’autrui.',
  },
  {
    id: 'subject',
    title: 'Dans le sujet',
    text: 'Un avis porte sur le texte soumis à consultation.',
  },
];

const source = 'republique-numerique.fr, relevé du 18 octobre 2015';

/** A fresh world. The clock of the tests stands on 2015-10-10. */
export function fixtureState(): FixtureState {
  let count = 0;
  const nextId = () => `x${(++count).toString(36).padStart(5, '0')}`;
  const html = (text: string) =>
    text.trim() === '' ? [] : readHtml(text, { makeId: nextId }).body;
  const plain = (text: string): Body => [
    { type: 'paragraph', id: nextId(), children: inlineFromText(text) },
  ];
  const sections = new Map<string, RawItem[]>();
  for (const item of raw.articles) {
    const name = `${item.section.num} – ${item.section.title}`;
    sections.set(name, [...(sections.get(name) ?? []), item]);
  }
  const body = html(
    [...sections]
      .map(
        ([name, items]) =>
          `<h2>${name}</h2>${items.map(({ title, body }) => `<h3>${title}</h3>${body}`).join('')}`
      )
      .join('')
  );
  const open = openConsultation({ nextId, html, plain, body });
  const state: FixtureState = {
    consultations: [
      open,
      answeredConsultation({ nextId, html, plain, body }),
      emptyConsultation(plain),
    ],
    accounts: new Map([['ada@example.org', { name: 'Ada L.', password: 'correct horse battery' }]]),
    sessions: new Map([['token-of-ada', 'ada@example.org']]),
    keys: new Map(),
    nextId,
  };
  return state;
}

interface Tools {
  nextId: () => string;
  html: (text: string) => Body;
  plain: (text: string) => Body;
  body: Body;
}

export function amendmentOf(
  tools: Pick<Tools, 'nextId' | 'plain'>,
  body: Body,
  proposal: Proposal,
  rest: Partial<FixtureAmendment>
): FixtureAmendment {
  const drafted = draft(body, proposal, tools.nextId);
  if (drafted.kind === 'refused') throw new Error(drafted.code);
  const { change, before, after } = drafted;
  return {
    id: tools.nextId(),
    number: 0,
    base: 1,
    title: '',
    author: 'p0001',
    proposal,
    status: 'submitted',
    article: null,
    submittedAt: '2015-10-01T09:00:00.000Z',
    justification: [],
    sources: [],
    hidden: null,
    decision: null,
    example: false,
    parent: null,
    history: [],
    wordings: [],
    change,
    before,
    after,
    ...rest,
  };
}

function openConsultation(tools: Tools): FixtureConsultation {
  const { html, plain, body } = tools;
  const all = articles(body);
  const explanations = new Map<string, Body>();
  const imported = new Map<string, { counts: Record<string, number>; source: string }>();
  const opinions: FixtureArgument[] = [];
  const argue = (target: string, item: RawItem) => {
    for (const argument of item.arguments) {
      opinions.push({
        id: `a${argument.id}`,
        target,
        stance: argument.for ? 'for' : 'against',
        author: argument.author,
        text: argument.text,
        sources: [],
        at: '2015-10-02T10:00:00.000Z',
        hidden: null,
      });
    }
  };
  raw.articles.forEach((item, index) => {
    const article = all[index];
    if (article === undefined) return;
    explanations.set(article.id, html(item.explanation.join('')));
    const { ok, mixed, nok } = item.votes;
    imported.set(article.id, { counts: { for: ok, mixed, against: nok }, source });
    argue(`article:${article.id}`, item);
  });
  const first = all[0];
  if (first === undefined) throw new Error('the fixture has no article');
  const firstArgument = opinions.find(({ target }) => target === `article:${first.id}`);
  if (firstArgument) {
    firstArgument.sources = [
      {
        title: 'Portail des données ouvertes de l’Union européenne',
        url: 'https://open-data.europa.eu/fr/data',
      },
    ];
  }
  const hidden = {
    rule: charter[0]?.title ?? '',
    reason: 'Le message injurie une personne nommée.',
    at: '2015-10-05T08:30:00.000Z',
  };
  const second = opinions.filter(({ target }) => target === `article:${first.id}`)[2];
  if (second) second.hidden = hidden;
  const alinea = first.blocks[2] ?? first.blocks[0];
  if (alinea === undefined) throw new Error('the fixture has no alinea');
  let number = 0;
  const amendments = raw.propositions.map((item, index) => {
    const amendment = amendmentOf(
      tools,
      body,
      {
        kind: 'article',
        after: all[index % all.length]?.id ?? null,
        heading: item.title,
        text: html(item.body)
          .flatMap((block) =>
            block.type === 'paragraph'
              ? [block.children.map((child) => ('text' in child ? child.text : '')).join('')]
              : []
          )
          .join('\n'),
      },
      {
        id: `prop${item.id}`,
        number: ++number,
        title: item.title,
        author: item.arguments[0]?.author ?? 'p0042',
        article: all[index % all.length]?.id ?? null,
        justification: html(item.explanation.join('')),
        sources: item.sources.map(({ title, link }) => ({ title, url: link })),
        imported: {
          counts: { for: item.votes.ok, mixed: item.votes.mixed, against: item.votes.nok },
          source,
        },
      }
    );
    argue(`amendment:${amendment.id}`, item);
    return amendment;
  });
  amendments.push(
    amendmentOf(
      tools,
      body,
      {
        kind: 'replace',
        block: alinea.id,
        text: alinea.children
          .map((child) => ('text' in child ? child.text : ''))
          .join('')
          .replace('documents', 'documents et codes sources')
          .replace('ainsi que leurs mises à jour', 'ainsi que l’ensemble de leurs versions'),
      },
      {
        id: 'reword1',
        number: ++number,
        title: 'Publier aussi les codes sources',
        author: 'Ada L.',
        article: first.id,
        justification: plain(
          'Un code source est un document comme un autre : il doit pouvoir être lu.'
        ),
        example: true,
      }
    ),
    amendmentOf(
      tools,
      body,
      { kind: 'delete', block: first.blocks.at(-1)?.id ?? '' },
      {
        id: 'delete1',
        number: ++number,
        title: 'Supprimer le dernier alinéa',
        author: 'p0077',
        article: first.id,
        justification: plain('Il répète ce que dit l’alinéa précédent.'),
        example: true,
        hidden,
      }
    )
  );
  const ballots = new Map<string, { choice: string; at: string }>();
  const choices = ['for', 'for', 'for', 'mixed', 'against'];
  for (let voter = 0; voter < 23; voter += 1) {
    const day = String(1 + (voter % 9)).padStart(2, '0');
    ballots.set(`amendment:reword1 v${voter}`, {
      choice: choices[voter % choices.length] ?? 'for',
      at: `2015-10-${day}T12:00:00.000Z`,
    });
  }
  return {
    id: 'c1',
    slug: 'republique-numerique',
    language: 'fr',
    title: 'Projet de loi pour une République numérique',
    summary:
      'Avant son passage devant le Conseil d’État et le Parlement, le Gouvernement soumet son projet de loi à tous : chaque article peut être commenté, amendé et voté.',
    organiser: 'Secrétariat d’État chargé du Numérique',
    state: 'open',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'p1',
        name: 'Lecture',
        opensAt: '2015-09-20T06:00:00.000Z',
        closesAt: '2015-09-26T06:00:00.000Z',
        allows: [],
      },
      {
        id: 'p2',
        name: 'Amendements et votes',
        opensAt: '2015-09-26T06:00:00.000Z',
        closesAt: '2015-10-18T18:00:00.000Z',
        allows: ['comment', 'amend', 'vote'],
      },
      {
        id: 'p3',
        name: 'Derniers arguments',
        opensAt: '2015-10-18T18:00:00.000Z',
        closesAt: '2015-10-25T18:00:00.000Z',
        allows: ['comment'],
      },
    ],
    openings: [{ article: all.at(-1)?.id ?? '', allows: ['comment'] }],
    counts: 'always',
    method: 'for-mixed-against@1',
    presentation: html(
      '<p>Le projet de loi prépare le pays aux enjeux du numérique : ouverture des données publiques, travail collaboratif de l’État, loyauté des plateformes, protection de chacun, accès de tous au réseau.</p><p>Il compte trente articles ; <strong>sept sont repris ici</strong>. Pour en savoir plus, lisez <a href="https://www.legifrance.gouv.fr/">le dossier législatif</a>.</p>'
    ),
    commitment: html(
      '<p>Les amendements les plus soutenus recevront une réponse écrite du Gouvernement. Ceux qui seront retenus entreront dans la version envoyée au Conseil d’État.</p>'
    ),
    answer: null,
    answeredAt: null,
    contact: 'consultation@example.org',
    charter,
    provenance: `${source} (extraits).`,
    versions: [
      {
        number: 1,
        title: 'Projet de loi pour une République numérique',
        publishedAt: '2015-09-26T06:00:00.000Z',
        body,
        computedFrom: null,
      },
    ],
    explanations,
    imported,
    amendments,
    arguments: opinions,
    ballots,
    register: [
      {
        act: 'hide',
        target: second ? second.target : '',
        label: 'Argument de p0003',
        rule: hidden.rule,
        reason: hidden.reason,
        at: hidden.at,
      },
      {
        act: 'hide',
        target: 'amendment:delete1',
        label: `Amendement n° ${number}`,
        rule: hidden.rule,
        reason: hidden.reason,
        at: hidden.at,
      },
    ],
  };
}

function answeredConsultation(tools: Tools): FixtureConsultation {
  const { plain, html, nextId } = tools;
  const body = html(
    '<h2>Chapitre Ier – De la nuit</h2><h3>Article 1 – Éclairage</h3><p>L’éclairage public est éteint de minuit à cinq heures.</p><p>1° Les gares restent éclairées ;</p><p>2° Les hôpitaux restent éclairés.</p><h3>Article 2 – Enseignes</h3><p>Les enseignes lumineuses sont éteintes une heure après la fermeture.</p><p>Le maire peut accorder des dérogations.</p>'
  );
  const [first, second] = articles(body);
  if (first === undefined || second === undefined) throw new Error('the fixture lacks articles');
  const at = '2014-06-20T09:00:00.000Z';
  const replace = amendmentOf(
    tools,
    body,
    {
      kind: 'replace',
      block: first.blocks[0]?.id ?? '',
      text: 'L’éclairage public est éteint de une heure à cinq heures, sauf les nuits de fête.',
    },
    {
      id: 'nuit1',
      number: 1,
      title: 'Éteindre plus tard',
      article: first.id,
      status: 'adopted',
      decision: { reason: 'La demande est largement partagée.', at },
      justification: plain('Les derniers transports passent à minuit et demi.'),
      submittedAt: '2014-05-02T09:00:00.000Z',
    }
  );
  const insert = amendmentOf(
    tools,
    body,
    { kind: 'insert', after: second.blocks[1]?.id ?? '', text: 'Les dérogations sont publiées.' },
    {
      id: 'nuit2',
      number: 2,
      title: 'Publier les dérogations',
      article: second.id,
      status: 'adopted',
      decision: { reason: 'Retenu : la transparence l’exige.', at },
      submittedAt: '2014-05-03T09:00:00.000Z',
    }
  );
  const gone = amendmentOf(
    tools,
    body,
    { kind: 'delete', block: second.blocks[1]?.id ?? '' },
    {
      id: 'nuit3',
      number: 3,
      title: 'Aucune dérogation',
      article: second.id,
      status: 'rejected',
      decision: { reason: 'Des dérogations sont nécessaires aux pharmacies de garde.', at },
      submittedAt: '2014-05-04T09:00:00.000Z',
    }
  );
  let next: Body = body;
  for (const { change } of [replace, insert]) {
    const applied = apply(next, change);
    if (applied.kind === 'applied') next = applied.body;
  }
  const ballots = new Map<string, { choice: string; at: string }>();
  for (let voter = 0; voter < 12; voter += 1) {
    const choice = voter % 4 === 0 ? 'no' : 'yes';
    const day = String(2 + (voter % 5)).padStart(2, '0');
    ballots.set(`article:${first.id} v${voter}`, { choice, at: `2014-05-${day}T12:00:00.000Z` });
  }
  return {
    id: 'c2',
    slug: 'nuit',
    language: 'fr',
    title: 'Règlement de l’éclairage nocturne',
    summary: 'Quand éteindre la lumière en ville ?',
    organiser: 'Ville de Lumigny',
    state: 'answered',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'p1',
        name: 'Consultation',
        opensAt: '2014-05-01T06:00:00.000Z',
        closesAt: '2014-05-31T18:00:00.000Z',
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    openings: [],
    counts: 'at-close',
    method: 'yes-no-abstain@1',
    presentation: plain(
      'La ville éteint la lumière pour l’économie, le sommeil et les chauves-souris.'
    ),
    commitment: plain('Chaque amendement reçoit une réponse.'),
    answer: html(
      '<p>La ville remercie les participants. <strong>Deux amendements sur trois</strong> sont dans la nouvelle version.</p>'
    ),
    answeredAt: '2014-06-30T09:00:00.000Z',
    contact: 'mairie@example.org',
    charter,
    provenance: null,
    versions: [
      {
        number: 1,
        title: 'Règlement de l’éclairage nocturne',
        publishedAt: '2014-05-01T06:00:00.000Z',
        body,
        computedFrom: null,
      },
      {
        number: 2,
        title: 'Règlement de l’éclairage nocturne',
        publishedAt: '2014-06-30T09:00:00.000Z',
        body: next,
        computedFrom: { base: 1, algorithm: 'merge@1', amendments: ['nuit1', 'nuit2'] },
      },
    ],
    explanations: new Map(),
    imported: new Map(),
    amendments: [replace, insert, gone],
    arguments: [
      {
        id: nextId(),
        target: 'amendment:nuit1',
        stance: 'for',
        author: 'p0100',
        text: 'Les gens rentrent tard.\n\nEt ils ont peur dans le noir.',
        sources: [],
        at: '2014-05-05T10:00:00.000Z',
        hidden: null,
      },
    ],
    ballots,
    register: [],
  };
}

/** In English, before its opening, with sealed counts and nothing in it. */
function emptyConsultation(plain: Tools['plain']): FixtureConsultation {
  return {
    id: 'c3',
    slug: 'harbour-charter',
    language: 'en',
    title: 'Charter of the harbour',
    summary: 'How should the old harbour be used? The text will be published at the opening.',
    organiser: 'Port of Estuary',
    state: 'open',
    timeZone: 'Europe/London',
    phases: [
      {
        id: 'p1',
        name: 'Everything',
        opensAt: '2016-01-10T09:00:00.000Z',
        closesAt: '2016-02-10T17:00:00.000Z',
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    openings: [],
    counts: 'at-close',
    method: 'for-mixed-against@1',
    presentation: plain('The harbour has been empty since 1998.'),
    commitment: plain('The council will answer by May.'),
    answer: null,
    answeredAt: null,
    contact: 'harbour@example.org',
    charter: [],
    provenance: null,
    versions: [],
    explanations: new Map(),
    imported: new Map(),
    amendments: [],
    arguments: [],
    ballots: new Map(),
    register: [],
  };
}
