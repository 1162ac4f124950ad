import type { Refusal } from 'consultation-core/contract';
import type { I18n, MessageKey } from '../i18n/index.ts';
import type { FormError } from '../view.ts';

/** As much of a schema's issue as a sentence needs. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
  readonly maximum?: unknown;
  readonly minimum?: unknown;
}

/** Which control a part of the body stands in, and what it is called in sentences. */
export type FieldMap = Readonly<Record<string, { readonly id: string; readonly name: MessageKey }>>;

/** One sentence per field that is wrong; what stands in no field is said for the form as a whole. */
export function fieldErrors(i18n: I18n, issues: readonly Issue[], fields: FieldMap): FormError[] {
  const result = new Map<string, FormError>();
  for (const issue of issues) {
    const path = issue.path.map(String).join('.');
    const field = fields[path];
    const key = field?.id ?? '';
    if (result.has(key)) continue;
    result.set(
      key,
      field === undefined
        ? { message: i18n.refusal('invalid-input') }
        : { field: field.id, message: sentence(i18n, issue, i18n.t(field.name)) }
    );
  }
  return [...result.values()];
}

function sentence(i18n: I18n, issue: Issue, name: string): string {
  const { t } = i18n;
  if (issue.code === 'too_small') {
    const minimum = Number(issue.minimum);
    return minimum > 1 ? t('invalid.short', { name, minimum }) : t('invalid.missing', { name });
  }
  if (issue.code === 'too_big') {
    return t('invalid.long', { name, maximum: Number(issue.maximum) });
  }
  if (issue.code === 'invalid_format' && issue.message.toLowerCase().includes('email')) {
    return t('invalid.email', { name });
  }
  switch (issue.message) {
    case 'url':
      return t('invalid.url', { name });
    case 'one-line':
      return t('invalid.oneLine', { name });
    case 'control-characters':
      return t('invalid.characters', { name });
    default:
      return t('invalid.missing', { name });
  }
}

/** A refusal as an error of the form, at `field` where one is to blame. */
export function refusalErrors(i18n: I18n, refusal: Refusal, field?: string): FormError[] {
  const message = i18n.refusal(refusal.code, refusal.details);
  return [field === undefined ? { message } : { field, message }];
}
