import type { ArticleSummary } from 'consultation-core/contract';
import { method, type PassingRules, reason, rulesInWords } from 'consultation-core/vote';
import type { MessageKey } from '../i18n/index.ts';
import type { View } from '../view.ts';

export type Tally = ArticleSummary['tally'];

/** The choice as people read it. Choices of a method that the pages have no word for show their own name. */
export function choiceText(view: View, choice: string): string {
  const key = `choice.${choice}`;
  return isChoiceKey(key) ? view.i18n.t(key) : choice;
}

const choiceKeys = [
  'choice.for',
  'choice.mixed',
  'choice.against',
  'choice.yes',
  'choice.no',
  'choice.abstain',
] as const satisfies readonly MessageKey[];

function isChoiceKey(key: string): key is (typeof choiceKeys)[number] {
  return (choiceKeys as readonly string[]).includes(key);
}

interface Line {
  readonly choice: string;
  readonly count: number;
  readonly share: number;
}

function lines(tally: Tally, counts: Readonly<Record<string, number>>): readonly Line[] {
  const { choices } = method(tally.method);
  const total = choices.reduce((sum, choice) => sum + (counts[choice] ?? 0), 0);
  return choices.map((choice) => {
    const count = counts[choice] ?? 0;
    return { choice, count, share: total === 0 ? 0 : count / total };
  });
}

/** Counts as a bar and a table, what they mean under the rules, and where they come from. */
export function Result({
  view,
  tally,
  passing,
  name,
}: {
  readonly view: View;
  readonly tally: Tally;
  readonly passing: PassingRules;
  /** What was voted on, for the captions. */
  readonly name: string;
}) {
  const { t } = view.i18n;
  const { counts, outcome, imported } = tally;
  const here = counts === null ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="result">
      {counts === null ? (
        <p className="result-empty">{t('tally.sealed')}</p>
      ) : here === 0 && imported !== undefined ? null : here === 0 ? (
        <p className="result-empty">{t('tally.none')}</p>
      ) : (
        <Counts view={view} rows={lines(tally, counts)} caption={t('tally.caption', { name })} />
      )}
      <p className="note">
        {t('tally.rule', { rule: rulesInWords(passing, tally.method, view.i18n.language) })}
      </p>
      {outcome && here > 0 && <p className="outcome">{outcomeText(view, outcome, passing)}</p>}
      {imported && (
        <div className="imported">
          <Counts
            view={view}
            rows={lines(tally, imported.counts)}
            caption={t('tally.importedCaption', { name })}
          />
          <p className="note">{t('tally.imported', { source: imported.source })}</p>
          {here > 0 && <p className="note">{t('tally.notAdded')}</p>}
        </div>
      )}
      {counts !== null && here === 0 && imported !== undefined && (
        <p className="note">{t('tally.noneHere')}</p>
      )}
    </div>
  );
}

/** A drawn bar for the eye, and the table that says the same in figures. */
function Counts(props: {
  readonly view: View;
  readonly rows: readonly Line[];
  readonly caption: string;
}) {
  const { view, rows, caption } = props;
  const { t, format } = view.i18n;
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="counts">
      <Bar rows={rows} />
      <table>
        <caption className="heard">{caption}</caption>
        <thead className="heard">
          <tr>
            <th scope="col">{t('tally.choice')}</th>
            <th scope="col">{t('tally.votes')}</th>
            <th scope="col">{t('tally.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ choice, count, share }, index) => (
            <tr key={choice}>
              <th scope="row">
                <span className={`key key-${index}`} aria-hidden="true" />
                {choiceText(view, choice)}
              </th>
              <td>{format.number(count)}</td>
              <td>{format.percent(share)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('tally.total')}</th>
            <td>{format.number(total)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </figure>
  );
}

/** Shares side by side, each with its own pattern. Drawn without styles of its own: nothing inline. */
export function Bar({ rows }: { readonly rows: readonly Line[] }) {
  const width = 600;
  let from = 0;
  const parts = rows.map(({ choice, share }, index) => {
    const part = { choice, index, x: from, width: share * width };
    from += part.width;
    return part;
  });
  return (
    <svg
      className="bar"
      viewBox={`0 0 ${width} 18`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {parts.map((part) => (
        <g key={part.choice} className={`bar-part bar-part-${part.index}`}>
          <rect x={round(part.x)} y="0" width={round(part.width)} height="18" />
          {part.index === 1 && <path className="bar-stripe" d={stripes(part.x, part.width)} />}
        </g>
      ))}
    </svg>
  );
}

/** Upright lines as one path: a page of results has hundreds of bars. */
function stripes(from: number, width: number): string {
  let path = '';
  for (let x = from + 5; x < from + width - 1; x += 10) path += `M${Math.round(x)} 0V18`;
  return path;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What the counts mean under the rules of this consultation. */
function outcomeText(
  view: View,
  outcome: NonNullable<Tally['outcome']>,
  passing: PassingRules
): string {
  const { t, language } = view.i18n;
  if (outcome.kind === 'no-votes') return t('outcome.noVotes');
  const key = {
    passed: 'passed',
    'not-passed': 'notPassed',
    tie: 'tie',
    'no-quorum': 'noQuorum',
  } as const;
  return t(`outcome.${key[outcome.kind]}`, { why: reason(outcome, language, passing) });
}

/** All ballots of a box in a few words, for lists. */
export function tallyLine(view: View, tally: Tally): string {
  const { t } = view.i18n;
  const counts = tally.counts;
  if (counts === null) return t('tally.sealedShort');
  const sum = (of: Readonly<Record<string, number>>) =>
    Object.values(of).reduce((total, count) => total + count, 0);
  const here = sum(counts);
  if (tally.imported && here === 0) {
    return t('tally.importedShort', { count: sum(tally.imported.counts) });
  }
  return t('tally.short', { count: here });
}
