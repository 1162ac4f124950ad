/** A consultation whose second and third version were computed from amendments: real merging, real origins, real fates. */
import { consolidate, instruction as inWords, type Proposal } from 'consultation-core/amendment';
import { apply, type Change, diff, type Resolution, rebase } from 'consultation-core/change';
import { type Block, type Body, inlineFromText, inlineText } from 'consultation-core/text';
import {
  amendmentOf,
  charter,
  type FixtureAmendment,
  type FixtureConsultation,
  type FixtureState,
} from './fixture-state.ts';

const paragraph = (id: string, text: string, marker?: string): Block => ({
  type: 'paragraph',
  id,
  ...(marker ? { marker } : {}),
  children: inlineFromText(text),
});
const heading = (id: string, label: string, text: string): Block => ({
  type: 'heading',
  id,
  rank: 'article',
  label,
  children: inlineFromText(text),
});
const prices = (id: string, rows: readonly (readonly string[])[]): Block => ({
  type: 'table',
  id,
  header: true,
  caption: 'Droits de place',
  rows: [['Longueur', 'Tarif par jour'], ...rows],
  children: [{ text: '' }],
});

export const marketText: Body = [
  heading('art1', 'Article 1', 'Jours et heures'),
  paragraph(
    'hours',
    'Le marché se tient sur la place le mercredi et le samedi, de sept heures à treize heures.'
  ),
  paragraph(
    'clean',
    'Les commerçants s’installent avant l’ouverture. Ils libèrent la place une heure après la fermeture et la laissent propre.'
  ),
  paragraph('cars', 'Les véhicules sont garés hors de la place ;', '1°'),
  paragraph('lanes', 'Les allées restent libres pour les secours.', '2°'),
  paragraph('works', 'Le maire peut déplacer le marché en cas de fête ou de travaux.'),
  heading('art2', 'Article 2', 'Emplacements'),
  paragraph('draw', 'Les emplacements sont attribués pour un an par tirage au sort.'),
  paragraph('local', 'Un emplacement sur dix est réservé aux producteurs de la commune.'),
  paragraph('fees', 'Les droits de place sont fixés chaque année par le conseil municipal.'),
  prices('prices', [
    ['Trois mètres', '4 euros'],
    ['Six mètres', '7 euros'],
  ]),
  heading('art3', 'Article 3', 'Déchets'),
  paragraph('sort', 'Les commerçants trient leurs déchets.'),
  paragraph('bags', 'Les sacs en plastique sont interdits à partir de 2027.'),
];

/** A text with one thing of it said otherwise. */
function reworded(body: Body, id: string, from: string, to: string): Body {
  return body.map((block) => {
    if (block.id !== id || (block.type !== 'paragraph' && block.type !== 'heading')) return block;
    const text = inlineText(block.children);
    if (!text.includes(from)) throw new Error(`${id} does not say ${from}`);
    return { ...block, children: inlineFromText(text.replace(from, to)) };
  });
}

const articleAt = (body: Body, id: string) => {
  const start = body.findIndex((block) => block.id === id);
  const end = body.findIndex((block, index) => index > start && block.type === 'heading');
  return { start, end: end === -1 ? body.length : end };
};
const articleBlocks = (body: Body, id: string) => {
  const { start, end } = articleAt(body, id);
  return body.slice(start, end);
};
const edit = (article: string, after: Body): Proposal => ({
  kind: 'edit',
  article,
  blocks: articleBlocks(after, article),
});

function made(body: Body, change: Change): Body {
  const applied = apply(body, change);
  if (applied.kind === 'refused') throw new Error('the change does not fit');
  return applied.body;
}

/** The text with what was adopted, and the decisions on its collisions. */
function computed(base: Body, adopted: readonly FixtureAmendment[], words = '') {
  const { collisions } = consolidate(base, adopted);
  const resolutions: Resolution[] = collisions.map(({ key }) => ({
    collision: key,
    take: 'words',
    words: inlineFromText(words),
  }));
  const { body, collisions: open } = consolidate(base, adopted, resolutions);
  if (open.length > 0) throw new Error('a collision is open');
  return { body, resolutions };
}

/** Adds the consultation to a world. */
export function withMarket(state: FixtureState): FixtureState {
  state.consultations.push(market(state.nextId));
  return state;
}

function market(nextId: () => string): FixtureConsultation {
  const plain = (text: string): Body => [paragraph(nextId(), text)];
  let number = 0;
  const amendment = (
    id: string,
    body: Body,
    proposal: Proposal,
    rest: Partial<FixtureAmendment>
  ) => {
    number += 1;
    const day = String(number).padStart(2, '0');
    return amendmentOf({ nextId, plain }, body, proposal, {
      id,
      number,
      submittedAt: `2015-05-${day}T09:00:00.000Z`,
      justification: plain('Parce que c’est plus commode pour tous.'),
      ...rest,
    });
  };
  const decision = (reason: string) => ({ reason, at: '2015-06-20T09:00:00.000Z' });
  const v1 = marketText;

  const later = reworded(v1, 'hours', 'treize heures', 'quatorze heures');
  const m1 = amendment('m1', v1, edit('art1', later), {
    title: 'Fermer à quatorze heures',
    author: 'Ada L.',
    article: 'art1',
    status: 'adopted',
    decision: decision('Demandé par beaucoup d’habitants.'),
  });
  const m2 = amendment('m2', v1, edit('art1', later), {
    title: 'Une heure de plus',
    author: 'Yacine B.',
    article: 'art1',
    status: 'adopted',
    decision: decision('Demandé par beaucoup d’habitants.'),
  });
  const m3 = amendment(
    'm3',
    v1,
    {
      kind: 'insert',
      after: 'works',
      text: 'Les personnes à mobilité réduite entrent par chaque côté de la place.',
    },
    {
      title: 'Un accès pour tous',
      author: 'Inès K.',
      article: 'art1',
      status: 'adopted',
      decision: decision('L’accès de tous est une obligation.'),
    }
  );
  const withAccess = made(v1, m3.change);
  const access = withAccess.find(({ id }) => !v1.some((block) => block.id === id));
  const m4 = amendment(
    'm4',
    withAccess,
    edit(
      'art1',
      reworded(withAccess, access?.id ?? '', 'entrent par', 'entrent de plain-pied par')
    ),
    {
      title: 'De plain-pied',
      author: 'Marc D.',
      article: 'art1',
      parent: 'm3',
      status: 'adopted',
      decision: decision('La précision est utile.'),
    }
  );
  const m5 = amendment(
    'm5',
    v1,
    edit(
      'art2',
      reworded(reworded(v1, 'draw', 'un an', 'trois ans'), 'local', 'sur dix', 'sur cinq')
    ),
    {
      title: 'Davantage de producteurs',
      author: 'Ada L.',
      article: 'art2',
      status: 'adopted',
      decision: decision('Retenu pour la durée ; le nombre est un compromis entre deux demandes.'),
    }
  );
  const m6 = amendment('m6', v1, edit('art2', reworded(v1, 'local', 'sur dix', 'sur quatre')), {
    title: 'Un quart pour la commune',
    author: 'Sophie R.',
    article: 'art2',
    status: 'adopted',
    decision: decision('Retenu en partie : le nombre est un compromis.'),
  });
  const m7 = amendment(
    'm7',
    v1,
    { kind: 'delete', block: 'bags' },
    {
      title: 'Laisser les sacs',
      author: 'Paul V.',
      article: 'art3',
      status: 'rejected',
      decision: decision('La loi interdit déjà ces sacs.'),
    }
  );
  const clean = v1.flatMap((block): Body => {
    if (block.id !== 'clean') return [block];
    return [
      paragraph('clean', 'Les commerçants s’installent avant l’ouverture.'),
      paragraph(
        'leave',
        'Ils libèrent la place une heure après la fermeture et la laissent propre.'
      ),
    ];
  });
  const m8 = amendment('m8', v1, edit('art1', clean), {
    title: 'Un alinéa pour le départ',
    author: 'Claire T.',
    article: 'art1',
    status: 'adopted',
    decision: decision('Plus lisible.'),
  });
  const v2 = computed(v1, [m1, m2, m3, m4, m5, m6, m8], 'six');
  const m9 = amendment(
    'm9',
    v2.body,
    edit('art3', reworded(v2.body, 'bags', 'à partir de 2027', 'dès 2026')),
    {
      base: 2,
      title: 'Plus tôt',
      author: 'Inès K.',
      article: 'art3',
      status: 'adopted',
      submittedAt: '2015-08-02T09:00:00.000Z',
      decision: { reason: 'La loi l’impose.', at: '2015-09-20T09:00:00.000Z' },
    }
  );
  const v3 = computed(v2.body, [m9]);

  const base = v3.body;
  const byId = new Map(base.map((block) => [block.id, block]));
  const block = (id: string) => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`the text has no ${id}`);
    return found;
  };
  /** Article 1 with an alinea moved, two joined, another cut, and other signs in front. */
  const rearranged: Body = [
    block('art1'),
    block('hours'),
    block('works'),
    paragraph(
      'clean',
      'Les commerçants s’installent avant l’ouverture. Ils libèrent la place deux heures après la fermeture et la laissent propre.'
    ),
    { ...block('cars'), marker: 'a)' } as Block,
    { ...block('lanes'), marker: 'b)', indent: 1 } as Block,
    ...base.filter(({ id }) => id === access?.id),
  ];
  const rest = base.slice(articleAt(base, 'art1').end);
  const n1First = amendmentOf(
    { nextId, plain },
    v2.body,
    edit('art1', [...rearranged, ...rest]),
    {}
  );
  const second: Body = rearranged.map((one) =>
    one.id === 'works'
      ? paragraph('works', 'Le maire peut déplacer le marché en cas de fête, de gel ou de travaux.')
      : one
  );
  const third: Body = second.map((one) =>
    one.id === 'clean'
      ? paragraph(
          'clean',
          'Les commerçants s’installent avant l’ouverture. Ils libèrent la place deux heures après la fermeture et la laissent propre et sèche.'
        )
      : one
  );
  const form = (after: Body, on: Body) =>
    amendmentOf({ nextId, plain }, on, edit('art1', [...after, ...rest]), {});
  const n1 = amendment('n1', base, edit('art1', [...third, ...rest]), {
    base: 3,
    title: 'Remettre l’article dans l’ordre',
    author: 'Ada L.',
    article: 'art1',
    submittedAt: '2015-08-10T09:00:00.000Z',
  });
  const past = (
    { change, before, after }: FixtureAmendment,
    what: { number: number; at: string; ended: 'edited' | 'carried-over'; base: number }
  ) =>
    ({
      ...what,
      title: 'Remettre l’article dans l’ordre',
      change,
      before,
      after,
    }) as unknown as FixtureAmendment['history'][number];
  n1.history = [
    past(n1First, { number: 1, at: '2015-09-30T08:00:00.000Z', ended: 'carried-over', base: 2 }),
    past(form(rearranged, base), {
      number: 2,
      at: '2015-10-02T08:00:00.000Z',
      ended: 'edited',
      base: 3,
    }),
    past(form(second, base), {
      number: 3,
      at: '2015-10-05T08:00:00.000Z',
      ended: 'edited',
      base: 3,
    }),
  ];
  const wording = (
    state: 'public' | 'refused' | 'accepted',
    words: string,
    more: { number: number; note: string; reply: string; at: string }
  ) => {
    const after = third.map((one) => (one.id === 'clean' ? paragraph('clean', words) : one));
    const change = diff(base, [...after, ...rest]);
    const instruction = inWords(base, change, 'fr').map(({ text }) => text);
    return {
      ...more,
      state,
      change,
      after,
      instruction,
    } as unknown as FixtureAmendment['wordings'][number];
  };
  n1.wordings = [
    wording(
      'refused',
      'Les commerçants s’installent avant l’ouverture. Ils libèrent la place aussitôt après la fermeture.',
      {
        number: 1,
        note: 'Une règle plus simple.',
        reply: 'Deux heures sont nécessaires.',
        at: '2015-10-06T09:00:00.000Z',
      }
    ),
    wording(
      'public',
      'Les commerçants s’installent avant l’ouverture. Ils libèrent la place une heure et demie après la fermeture et la laissent propre.',
      {
        number: 2,
        note: 'Une heure et demie laisse le temps de nettoyer avant l’école.',
        reply: '',
        at: '2015-10-08T09:00:00.000Z',
      }
    ),
  ];
  const parentText = made(base, n1.change);
  const n2 = amendment(
    'n2',
    parentText,
    edit('art1', reworded(parentText, 'clean', 'deux heures', 'trois heures')),
    {
      base: 3,
      title: 'Trois heures plutôt que deux',
      author: 'Paul V.',
      article: 'art1',
      parent: 'n1',
      submittedAt: '2015-10-07T09:00:00.000Z',
    }
  );
  const n3 = amendment(
    'n3',
    base,
    edit(
      'art2',
      base.map((one) =>
        one.id === 'prices'
          ? prices('prices', [
              ['Trois mètres', '5 euros'],
              ['Six mètres', '8 euros'],
            ])
          : one
      )
    ),
    {
      base: 3,
      title: 'Relever les droits de place',
      author: 'Sophie R.',
      article: 'art2',
      submittedAt: '2015-10-08T09:00:00.000Z',
    }
  );
  const n4 = amendment('n4', base, edit('art1', [...third, ...rest]), {
    base: 3,
    title: 'Le même ordre, en mieux',
    author: 'Léa M.',
    article: 'art1',
    submittedAt: '2015-10-09T09:00:00.000Z',
  });
  // Its parent was edited since in the words that it is about.
  const n5 = amendment(
    'n5',
    parentText,
    edit('art1', reworded(parentText, 'clean', 'et sèche', 'et sans déchets')),
    {
      base: 3,
      title: 'Sans déchets',
      author: 'Marc D.',
      article: 'art1',
      parent: 'n4',
      submittedAt: '2015-10-09T10:00:00.000Z',
    }
  );
  const again = amendmentOf({ nextId, plain }, base, edit('art1', [...second, ...rest]), {});
  Object.assign(n4, { change: again.change, before: again.before, after: again.after });
  // Written on version 2; version 3 says something else where it wanted other words.
  const n6 = amendment(
    'n6',
    v2.body,
    edit(
      'art3',
      reworded(
        reworded(v2.body, 'bags', 'à partir de 2027', 'à partir de 2030'),
        'sort',
        'trient leurs',
        'trient et emportent leurs'
      )
    ),
    {
      base: 2,
      title: 'Plus tard, mais sans déchets',
      author: 'Ada L.',
      article: 'art3',
      submittedAt: '2015-08-12T09:00:00.000Z',
    }
  );
  n6.history = [
    {
      ...past(n6, { number: 1, at: '2015-09-25T09:00:00.000Z', ended: 'carried-over', base: 2 }),
      title: n6.title,
    },
  ];
  const rebased = rebase(v2.body, n6.change, diff(v2.body, base));
  n6.carried = {
    from: 2,
    to: 3,
    outcome: rebased.outcome,
    lost: rebased.carried.flatMap(({ how, edit: one, why }) =>
      how === 'lost' && why && one.kind === 'words'
        ? [{ ...why, wanted: one.edits.map(({ insert }) => inlineText(insert)).join(' … ') }]
        : []
    ),
  };
  Object.assign(n6, {
    base: 3,
    change: rebased.change,
    before: articleBlocks(base, 'art3'),
    after: articleBlocks(made(base, rebased.change), 'art3'),
  });
  const version = (
    from: { body: Body; resolutions?: readonly Resolution[] },
    more: { number: number; publishedAt: string; amendments?: string[] }
  ) => {
    const { amendments, ...rest } = more;
    const computedFrom = amendments && {
      base: more.number - 1,
      algorithm: 'merge@2',
      amendments,
    };
    return {
      ...from,
      ...rest,
      title: 'Règlement du marché de la place',
      computedFrom: computedFrom ?? null,
    };
  };
  return {
    id: 'c4',
    slug: 'marche',
    language: 'fr',
    title: 'Règlement du marché de la place',
    summary: 'Les jours, les places et les règles du marché.',
    organiser: 'Ville de Lumigny',
    state: 'open',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'p1',
        name: 'Consultation',
        opensAt: '2015-05-01T06:00:00.000Z',
        closesAt: '2015-10-31T18:00:00.000Z',
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    openings: [],
    counts: 'always',
    method: 'for-mixed-against@1',
    presentation: plain('La ville refait le règlement de son marché.'),
    commitment: plain('Chaque amendement reçoit une réponse.'),
    answer: null,
    answeredAt: null,
    contact: 'mairie@example.org',
    charter,
    provenance: null,
    versions: [
      version({ body: v1 }, { number: 1, publishedAt: '2015-05-01T06:00:00.000Z' }),
      version(v2, {
        number: 2,
        publishedAt: '2015-06-30T09:00:00.000Z',
        amendments: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm8'],
      }),
      version(v3, { number: 3, publishedAt: '2015-09-25T09:00:00.000Z', amendments: ['m9'] }),
    ],
    explanations: new Map(),
    imported: new Map(),
    amendments: [m1, m2, m3, m4, m5, m6, m7, m8, m9, n1, n2, n3, n4, n5, n6],
    arguments: [],
    ballots: new Map(),
    register: [],
  };
}
