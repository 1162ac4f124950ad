/** Keys of the names that screens give to what a request holds. */
const names: ReadonlyMap<string, string> = new Map([
  ...[
    'title',
    'slug',
    'language',
    'organiser',
    'contact',
    'summary',
    'presentation',
    'commitment',
    'provenance',
    'timeZone',
    'counts',
    'method',
  ].map((name) => [name, `field.${name}`] as const),
  ['phases', 'tabs.phases'],
  ['charter', 'settings.charter'],
  ['passing', 'settings.votes'],
  ['openings', 'tabs.openings'],
  ['questions', 'tabs.questions'],
  ['explanations', 'text.explanation.title'],
  ['body', 'editor.label'],
  ['answer', 'next.answer'],
  ['reason', 'decision.reason'],
]);

/** Keys of the fields that a refusal of input speaks of, each once; none when it speaks of nothing that is known. */
export function faultyFields(details: Readonly<Record<string, unknown>>): readonly string[] {
  if (!Array.isArray(details.issues)) return [];
  const keys = details.issues.map((issue: { path?: unknown }) => {
    // `body.settings.slug`: the part of the request, then its fields.
    const [, ...fields] = String(issue.path ?? '').split('.');
    return fields.map((field) => names.get(field)).find((key) => key !== undefined);
  });
  return [...new Set(keys.filter((key) => key !== undefined))];
}
