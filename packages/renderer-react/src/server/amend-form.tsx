import { blockText } from 'consultation-core/text';
import type { EditorOptions } from '../editor/options.ts';
import { editorMessages } from '../i18n/editor-messages.ts';
import { AmendFormPage, type AmendFormProps, type CarriedWords } from '../pages/amend-pages.tsx';
import type { FormError, FormState, View } from '../view.ts';
import type { Subject } from './amend-subject.ts';
import { page } from './answers.tsx';
import { blocksIn } from './proposal.ts';
import { requestKey } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

/** How a form is shown besides what is in it. */
export interface Showing {
  /** Nothing was sent yet: what the browser kept of an earlier visit may be put back. */
  readonly fresh?: boolean;
  readonly status?: number;
  /** What became of her words when they were carried over to a newer version. */
  readonly carried?: CarriedWords;
}

export function formProps(
  view: View,
  subject: Subject,
  form: FormState,
  showing: Showing
): AmendFormProps {
  const { kind, block, base, before, own, parent } = subject;
  const { values, errors } = form;
  const value = blocksIn(values.blocks) ?? subject.value;
  const canEdit = before.length > 0 && value.length > 0 && (kind !== 'delete' || !block);
  const start: EditorOptions['start'] =
    showing.fresh && block && own === undefined && (kind === 'replace' || kind === 'insert')
      ? { kind, block: block.id }
      : undefined;
  return {
    view,
    consultation: subject.consultation,
    crumb: subject.crumb,
    action: subject.action,
    kind,
    block,
    original: block === null ? '' : blockText(block),
    number: subject.number,
    name: subject.name,
    form,
    value,
    hidden: {
      kind,
      block: block?.id,
      parent: parent?.id,
      // With errors the author has seen the text as it is now.
      base: String(errors.length > 0 ? base : (values.base ?? base)),
      key: values.key ?? requestKey(),
      blocks: kind === 'edit' ? JSON.stringify(value) : '',
    },
    draftKey: subject.draftKey,
    fresh: showing.fresh === true,
    ...(canEdit
      ? {
          editor: {
            base: before,
            value,
            lang: subject.consultation.language,
            language: view.i18n.language,
            messages: editorMessages(view.i18n.language),
            ...(start ? { start } : {}),
          },
        }
      : {}),
    ...(showing.carried ? { carried: showing.carried } : {}),
    ...(subject.places ? { places: subject.places } : {}),
    ...(parent ? { parent } : {}),
    ...(own ? { own } : {}),
  };
}

/** The form with what was typed, what is wrong with it, and the text around it. */
export function formPage(
  visit: Visit,
  subject: Subject,
  values: FormState['values'],
  errorsIn: (i18n: View['i18n']) => readonly FormError[],
  showing: Showing = {}
): Response {
  const view = viewOf(visit, subject.consultation.timeZone);
  const form = { values, errors: errorsIn(view.i18n) };
  return page(visit, <AmendFormPage {...formProps(view, subject, form, showing)} />, {
    status: showing.status ?? 200,
  });
}
