import { Fragment, type ReactNode } from 'react';
import type { Line, Note, Place } from '../difference.ts';
import type { I18n, MessageKey } from '../i18n/index.ts';
import type { View } from '../view.ts';

/**
 * What happened to a block besides its words, named as what it is, with the way to the other place. Messages have
 * plain values only, so that they can be said in the editor too.
 */
export function DiffNotes(props: {
  readonly view: View;
  readonly line: Line;
  readonly id: string;
}) {
  const { view, line, id } = props;
  const { notes = [] } = line;
  if (notes.length === 0) return null;
  return (
    <ul className="diff-notes">
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
        <li key={index}>{noteWords(view.i18n, note, line, id)}</li>
      ))}
    </ul>
  );
}

function noteWords({ t }: I18n, note: Note, line: Line, prefix: string): ReactNode {
  const from = line.place?.label;
  const here = (place: Place) => placeText({ t }, place, from);
  const to = (place: Place, was = false) => (
    <a href={`#${prefix}-${was ? 'was-' : ''}${place.id}`}>{here(place)}</a>
  );
  const list = (places: readonly Place[], was: boolean) =>
    places.map((place, index) => (
      <Fragment key={place.id}>
        {index > 0 && ', '}
        {to(place, was)}
      </Fragment>
    ));
  switch (note.kind) {
    case 'split-into':
      return (
        <>
          {t('diff.splitInto')} {list(note.places, false)}
        </>
      );
    case 'split-from':
      return (
        <>
          {t('diff.splitFrom')} {to(note.place)}
        </>
      );
    case 'joined-with':
      return (
        <>
          {t('diff.joinedWith')} {list(note.places, true)}
        </>
      );
    case 'joined-to':
      return (
        <>
          {t('diff.joinedTo')} {to(note.place)}
        </>
      );
    case 'moved-here':
    case 'moved-away': {
      const away = note.kind === 'moved-away';
      return (
        <>
          {note.behind === null
            ? t('diff.movedFirst')
            : t('diff.movedBehind', { place: here(note.behind) })}{' '}
          (
          <a href={`#${prefix}-${away ? '' : 'was-'}${note.block}`}>
            {t(away ? 'diff.newPlace' : 'diff.oldPlace')}
          </a>
          )
        </>
      );
    }
    case 'replaced':
      return t(`diff.replaced.${note.what}`);
    case 'attribute':
      return attributeText({ t }, note);
  }
}

type Say = Pick<I18n, 't'>;

/** `l’alinéa 3`, with its article when that is another one. */
function placeText({ t }: Say, place: Place, from: string | undefined): string {
  const { kind, number, label = '', isNew } = place;
  if (kind === 'heading') return t('diff.place.heading', { label });
  const words =
    kind === 'alinea'
      ? t(isNew ? 'diff.place.newAlinea' : 'diff.place.alinea', { number: String(number) })
      : t('diff.place.other');
  return from === undefined || from === label || label === '' ? words : `${words} (${label})`;
}

const named = {
  rank: (value: string): MessageKey => `diff.rank.${value}` as MessageKey,
  style: (value: string): MessageKey => `diff.style.${value}` as MessageKey,
  type: (value: string): MessageKey => `diff.type.${value}` as MessageKey,
};

function attributeText({ t }: Say, note: Extract<Note, { kind: 'attribute' }>): string {
  const { name, before, after } = note;
  if (name === 'indent') return t('diff.indent', { before, after });
  if (name === 'rank' || name === 'style' || name === 'type') {
    const say = named[name];
    return t(`diff.${name}`, { before: t(say(before)), after: t(say(after)) });
  }
  if (before === '') return t(`diff.${name}Added`, { after });
  if (after === '') return t(`diff.${name}Removed`, { before });
  return t(`diff.${name}`, { before, after });
}
