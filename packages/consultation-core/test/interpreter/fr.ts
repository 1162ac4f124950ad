import type { HeadingRank } from '../../src/text/index.ts';
import { countOf, type Grammar, inverse, numberOf } from './grammar.ts';

const frRanks: Record<string, HeadingRank> = {
  partie: 'part',
  livre: 'book',
  titre: 'title',
  chapitre: 'chapter',
  section: 'section',
  'sous-section': 'subsection',
  article: 'article',
};
const frMarks = {
  bold: 'en gras',
  italic: 'en italique',
  underline: 'en souligné',
  strikethrough: 'en barré',
  code: 'en code',
  superscript: 'en exposant',
  subscript: 'en indice',
};
const frStyles = { quote: 'citation', code: 'code', none: 'texte courant' };
const frOrdinal = countOf(
  'première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième'.split(
    ' '
  )
);
const frCount = countOf('un deux trois quatre cinq six sept huit neuf dix'.split(' '));
const frRank = Object.keys(frRanks).join('|');
const frRun =
  '(?:(?:à )?(?:de )?la (\\S+) occurrence (?:du|des|de la)|l[ea]s?|à la|de la|aux?|du|des) (?:mots?|signes?|nombre|phrase) : ⟦(\\d+)⟧';
const frLetters = '(?:(?:de )?la (\\S+) occurrence (?:de la|des)|la|les) lettres? : ⟦(\\d+)⟧ ';

const frScope = (scope: string) => {
  if (scope === '') return undefined;
  return scope === ' du préambule' ? 'preamble' : scope.replace(/^ (?:du |de )(?:l’|la )?/u, '');
};

export const fr: Grammar = {
  pairs: [
    ['«\u00a0', '\u00a0»'],
    ['“', '”'],
  ],
  between: ' ; ',
  sentences: [
    [
      /^(?:À|Au) (?<target>.+?), substituer (?<old>.+?⟧) (?<fresh>l[ea]s? (?:mots?|signes?|nombre|phrase) : .+)\.$/u,
      'substitute',
    ],
    [/^(?:À|Au) (?<target>.+?), supprimer (?<old>.+)\.$/u, 'omit'],
    [/^(?:À|Au) (?<target>.+?), après (?<old>.+?), insérer (?<fresh>.+)\.$/u, 'after'],
    [/^(?:À|Au) (?<target>.+?), avant (?<old>.+?), insérer (?<fresh>.+)\.$/u, 'before'],
    [
      /^Au début (?:de |du )(?<target>.+?), insérer (?<fresh>l[ea]s? (?:mots?|signes?|nombre|phrase) : .+)\.$/u,
      'start',
    ],
    [/^Compléter (?<target>.+?) par (?<fresh>.+)\.$/u, 'end'],
    [/^(?:À|Au) (?<target>.+?), mettre (?<marks>en .+?) (?<old>(?:la|les?) .+)\.$/u, 'mark'],
    [
      /^(?:À|Au) (?<target>.+?), ne plus mettre (?<marks>en .+?) (?<old>(?:la|les?) .+)\.$/u,
      'unmark',
    ],
    [/^(?:À|Au) (?<target>.+?), mettre un lien vers ⟦(?<url>\d+)⟧ sur (?<old>.+)\.$/u, 'link'],
    [/^(?:À|Au) (?<target>.+?), retirer le lien qui est sur (?<old>.+)\.$/u, 'unlink'],
    [/^Rédiger ainsi (?<target>l’intitulé .+?) : (?<fresh>⟦.+)\.$/u, 'retitle'],
    [/^Supprimer (?!le retrait )(?<target>.+?)(?: et tout ce qui en relève)?\.$/u, 'delete'],
    [/^Déplacer (?<target>.+?) (?<place>(?:après|avant|au début) .+)\.$/u, 'move'],
    [
      /^(?<place>(?:Après|Avant|Au début) .+?), insérer (?<things>(?:l’|les? |la ).+) :$/u,
      'insert',
    ],
    [/^Rédiger ainsi (?<target>.+) :$/u, 'rewrite'],
    [
      /^Substituer (?:à |au |aux )(?<target>.+?) (?<things>(?:l’\S+|l[ea] \S+|les \S+(?: \S+)?) suivante?s?) :$/u,
      'rewrite',
    ],
    [/^Scinder (?<target>.+?) en \S+ alinéas, (?<pieces>.+)\.$/u, 'split'],
    [/^Réunir (?<target>.+) en un seul alinéa\.$/u, 'join'],
    [
      /^En tête (?:de |du )(?<target>.+?), insérer le (?:signe|numéro) : ⟦(?<after>\d+)⟧\.$/u,
      'sign',
    ],
    [
      /^En tête (?:de |du )(?<target>.+?), supprimer le (?:signe|numéro) : ⟦(?<before>\d+)⟧\.$/u,
      'sign',
    ],
    [
      /^En tête (?:de |du )(?<target>.+?), substituer au (?:signe|numéro) : ⟦(?<before>\d+)⟧ le (?:signe|numéro) : ⟦(?<after>\d+)⟧\.$/u,
      'sign',
    ],
    [/^Faire (?:de |du )(?<target>.+) une? (?<rank>\S+)\.$/u, 'rank'],
    [/^Supprimer le retrait (?:de |du )(?<target>.+)\.$/u, 'indent'],
    [/^Porter à (?<indent>\d+) le retrait (?:de |du )(?<target>.+)\.$/u, 'indent'],
    [
      /^Présenter (?<target>.+) (?<style>comme une citation|comme du code|en texte courant)\.$/u,
      'style',
    ],
  ],
  division(name) {
    const plain = name.replace(/^(?:l’|le |la )/u, '');
    const [, rank = '', rest = ''] =
      new RegExp(`^(?:(?:cet|cette|ce) )?(${frRank})(?: (.+))?$`, 'u').exec(plain) ?? [];
    const of = frRanks[rank];
    if (of === undefined) return undefined;
    if (/^c/u.test(plain) && rest === '' && !plain.startsWith('chap'))
      return { rank: of, by: 'this' };
    if (rest === '') return /^ce /u.test(plain) ? { rank: of, by: 'this' } : undefined;
    const [, label] = /^numérotée? ⟦(\d+)⟧$/u.exec(rest) ?? [];
    if (label) return { rank: of, by: 'label', quote: Number(label) };
    const [, title] = /^⟦(\d+)⟧$/u.exec(rest) ?? [];
    if (title) return { rank: of, by: 'title', quote: Number(title) };
    const [, place] = /^\((?:le|la) (\d+)(?:er|re|e) du texte\)$/u.exec(rest) ?? [];
    if (place) return { rank: of, by: 'place', place: Number(place) };
    const [, number = rest, within] =
      new RegExp(`^(.+?) (?:du |de la |de l’|de )((?:${frRank}|ce|cet|cette) .+)$`, 'u').exec(
        rest
      ) ?? [];
    return { rank: of, by: 'number', number, within };
  },
  target(name) {
    const plain = name.replace(/^(?:l’|les? |la )/u, '');
    const [, one, of1 = ''] = /^alinéa (\d+)(.*)$/u.exec(plain) ?? [];
    if (one) return { kind: 'alineas', from: Number(one), to: Number(one), of: frScope(of1) };
    const [, from, to, of2 = ''] = /^alinéas (\d+) (?:et|à) (\d+)(.*)$/u.exec(plain) ?? [];
    if (from) return { kind: 'alineas', from: Number(from), to: Number(to), of: frScope(of2) };
    const image = /^(?:(\S+) )?image(.*)$/u.exec(plain);
    if (image)
      return { kind: 'image', place: frOrdinal(image[1]), of: frScope(image[2] as string) };
    const head = /^(intitulé|en-tête)( .+)$/u.exec(plain);
    if (head) {
      return {
        kind: head[1] === 'intitulé' ? 'title' : 'head',
        of: frScope(head[2] as string) as string,
      };
    }
    return { kind: 'division', of: plain };
  },
  place(phrase) {
    if (/^au début du texte$/iu.test(phrase)) return { kind: 'start' };
    const [, word = '', target = ''] = /^(après|avant) (.+)$/iu.exec(phrase) ?? [];
    return { kind: /^après$/iu.test(word) ? 'after' : 'before', target };
  },
  part(phrase) {
    const plain = /^⟦(\d+)⟧$/u.exec(phrase);
    if (plain) return { quote: Number(plain[1]), occurrence: undefined };
    const run = new RegExp(`^${frRun}$`, 'u').exec(phrase);
    if (run) return { quote: Number(run[2]), occurrence: frOrdinal(run[1]) };
    const letters = new RegExp(`^${frLetters}${frRun}$`, 'u').exec(phrase);
    if (!letters) return undefined;
    return {
      quote: Number(letters[4]),
      occurrence: frOrdinal(letters[3]),
      letters: { quote: Number(letters[2]), occurrence: frOrdinal(letters[1]) },
    };
  },
  marks: (phrase) => phrase.split(/, | et /u).map((name) => inverse(frMarks, name)),
  wear(note) {
    const [, what = '', on] = /^(.+?)(?: : (.+))?$/u.exec(note) ?? [];
    const names = what
      .split(/, | et /u)
      .map((name) => /^lien vers (⟦\d+⟧)$/u.exec(name)?.[1] ?? inverse(frMarks, name));
    return [names, on];
  },
  note(note) {
    const heading = new RegExp(`^(${frRank}) (?:sans numéro|numérotée? ⟦(\\d+)⟧)$`, 'u').exec(note);
    if (heading) {
      return {
        kind: 'heading',
        rank: frRanks[heading[1] as string] as HeadingRank,
        quote: numberOf(heading[2]),
      };
    }
    if (note === 'alinéa') return { kind: 'alinea' };
    if (note === 'sans signe en tête') return { kind: 'marker', quote: undefined };
    const quoted = /^(signe en tête|image|légende) : ⟦(\d+)⟧$/u.exec(note);
    if (quoted) {
      const kind = { 'signe en tête': 'marker', image: 'image', légende: 'caption' } as const;
      return { kind: kind[quoted[1] as keyof typeof kind], quote: Number(quoted[2]) };
    }
    const indent = /^retrait : (\d+)$/u.exec(note);
    if (indent) return { kind: 'indent', indent: Number(indent[1]) };
    const table = /^tableau de (\d+) lignes?(, la première en en-tête)?$/u.exec(note);
    if (table) return { kind: 'table', rows: Number(table[1]), header: table[2] !== undefined };
    const style = Object.entries(frStyles).find(([, word]) => word === note);
    return style && { kind: 'style', style: style[0] };
  },
  pieces: (phrase) =>
    phrase.split(/, (?=le (?!mots?|signes?|nombre|phrase))/u).map((piece) => {
      const found = /^le \S+?(?:, précédé du signe : ⟦(\d+)⟧,)? commençant (.+)$/u.exec(piece);
      if (!found) throw new Error(`No piece: ${piece}`);
      return { begin: found[2] as string, marker: numberOf(found[1]) };
    }),
  isAlineas: (things) => /alinéas? /u.test(things),
  isArticles: (things) => /articles? /u.test(things),
  count(things) {
    const several = /^les (\S+) (?:alinéas|articles) suivants$/u.exec(things);
    if (several) return frCount(several[1]);
    return /^l’(?:alinéa|article) suivant$/u.test(things) ? 1 : undefined;
  },
  rank: (noun) => frRanks[noun] as HeadingRank,
  style: (phrase) => inverse(frStyles, phrase.replace(/^(?:comme (?:une|du)|en) /u, '')),
};
