import { articles, type Body, headingLine } from 'consultation-core/text';

/** Explanations of one text for the articles of another that have the same number and title. */
export function carryExplanations(
  before: Body,
  explanations: Readonly<Record<string, string>>,
  after: Body
): Record<string, string> {
  const byLine = new Map(
    articles(before).map(({ id, heading }) => [headingLine(heading), explanations[id]])
  );
  const carried = new Map<string, string>();
  for (const { id, heading } of articles(after)) {
    const text = byLine.get(headingLine(heading));
    if (text !== undefined) carried.set(id, text);
  }
  return Object.fromEntries(carried);
}
