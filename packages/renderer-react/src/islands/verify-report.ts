import type { Described, Report } from 'consultation-core/verify';

type Child = Node | string;

function element(name: string, className: string, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** A heading and a list under it; nothing where the list is empty. */
function listed(title: string, items: readonly Child[], className = ''): readonly HTMLElement[] {
  if (items.length === 0) return [];
  const lines = items.map((item) => element('li', '', item));
  return [element('h3', '', title), element('ul', className, ...lines)];
}

const marks = { passed: '✓', failed: '✗', 'not-done': '–' } as const;

/** What the verifier found: the verdict first, what is wrong next, then all that was checked. */
export function showReport(
  place: HTMLElement,
  found: { readonly report: Report; readonly words: Described },
  save: { readonly download: string; readonly file: string }
): void {
  const { report, words } = found;
  const { headings } = words;
  const good = report.verdict === 'ok';
  const verdict = element(
    'div',
    good ? 'verdict verdict-yes' : 'verdict verdict-no',
    element('h2', '', words.verdict),
    ...[words.edition, words.trouble].filter(Boolean).map((line) => element('p', '', line))
  );
  const mark = (kind: keyof typeof marks) => {
    const sign = element('span', `mark mark-${kind}`, marks[kind]);
    sign.ariaHidden = 'true';
    return sign;
  };
  const checks = element(
    'ul',
    'checks',
    ...words.checks.map(({ kind, name, result, meaning }) =>
      element(
        'li',
        `check check-${kind}`,
        mark(kind),
        element(
          'div',
          '',
          element('strong', '', name),
          ` – ${result}`,
          element('span', 'check-meaning', meaning)
        )
      )
    )
  );
  const link = document.createElement('a');
  link.className = 'button button-quiet';
  link.download = save.file;
  link.textContent = save.download;
  const json = `${JSON.stringify(report, null, 2)}\n`;
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  place.replaceChildren(
    verdict,
    ...listed(
      headings.findings,
      words.findings.map(({ where, text }) => (where === '' ? text : `${where} : ${text}`)),
      'findings'
    ),
    ...listed(headings.receipts, words.receipts),
    element('h3', '', headings.checks),
    checks,
    ...listed(headings.remarks, words.remarks),
    ...listed(headings.limits, words.limits),
    element('p', 'actions', link)
  );
}
