import { articles, type BlockId, type Body, headingLine } from 'consultation-core/text';
import { memo } from 'react';
import { SelectField, TextAreaField } from '../../components/fields.tsx';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';

/** The organiser's own words on one article: the one with the cursor, or the one that is chosen. */
export const ExplanationPanel = memo(function ExplanationPanel({
  body,
  article,
  explanations,
  disabled,
  onArticle,
  onChange,
}: {
  body: Body;
  article: BlockId | undefined;
  explanations: Readonly<Record<string, string>>;
  disabled: boolean;
  onArticle: (article: BlockId) => void;
  onChange: (explanations: Record<string, string>) => void;
}) {
  const { t } = useMessages();
  const all = articles(body);
  const chosen = all.find(({ id }) => id === article) ?? all[0];
  if (chosen === undefined) return null;
  const change = (text: string) => {
    const others = Object.fromEntries(
      Object.entries(explanations).filter(([id]) => id !== chosen.id)
    );
    onChange(text === '' ? others : { ...others, [chosen.id]: text });
  };
  return (
    <Panel title={t('text.explanation.title')}>
      <SelectField
        label={t('text.explanation.article')}
        value={chosen.id}
        onChange={onArticle}
        options={all.map(({ id, heading }) => ({ value: id, label: headingLine(heading) || '–' }))}
      />
      <TextAreaField
        label={t('text.explanation.text')}
        hint={t('text.explanation.hint')}
        value={explanations[chosen.id] ?? ''}
        onChange={change}
        disabled={disabled}
      />
    </Panel>
  );
});
