import { grades } from 'consultation-core/vote';
import type { View } from '../view.ts';
import { gradeTitle } from './paper-words.tsx';

const width = 600;
const height = 18;
/** Distance between the stripes of a grade, in units of the drawing; 0 for none. Best first. */
const gaps = [0, 24, 12, 8, 5, 0] as const;

/** Shares of the grades side by side, best first, each with its own pattern; the table beside it has the figures. */
export function GradeBar({ counts }: { readonly counts: readonly number[] }) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let from = 0;
  const parts = counts.map((count, grade) => {
    const part = { grade, x: from, width: (count / total) * width };
    from += part.width;
    return part;
  });
  return (
    <svg
      className="bar grade-bar"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {parts
        .filter((part) => part.width > 0)
        .map((part) => (
          <Part key={part.grade} {...part} />
        ))}
    </svg>
  );
}

function Part(part: { readonly grade: number; readonly x: number; readonly width: number }) {
  const gap = gaps[part.grade] ?? 0;
  return (
    <g className={`grade-part grade-part-${part.grade}`}>
      <rect x={round(part.x)} y="0" width={round(part.width)} height={height} />
      {gap > 0 && <path d={stripes(part.x, part.width, gap)} />}
    </g>
  );
}

/** Which pattern is which grade, for the eye; columns of the table have the names. */
export function GradeKeys({ view }: { readonly view: View }) {
  return (
    <ul className="grade-keys" aria-hidden="true">
      {grades.map((grade, index) => (
        <li key={grade}>
          <svg viewBox={`0 0 48 ${height}`} aria-hidden="true" focusable="false">
            <Part grade={index} x={0} width={48} />
          </svg>
          {gradeTitle(view, grade)}
        </li>
      ))}
    </ul>
  );
}

function stripes(from: number, long: number, gap: number): string {
  let path = '';
  for (let x = from + gap / 2; x < from + long - 1; x += gap) path += `M${round(x)} 0V${height}`;
  return path;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
