import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';
import { CopyButton } from './copy-button.tsx';

/** A change in words, as a drafter writes it. One touch selects it all; with script a button copies it. */
export function InstructionWords(props: {
  readonly view: View;
  readonly instruction: readonly string[];
  readonly lang: string;
  readonly id: string;
  readonly level?: 2 | 3 | 4;
}) {
  const { view, instruction, lang, id, level = 3 } = props;
  const { t, language } = view.i18n;
  if (instruction.length === 0) return null;
  const Title = `h${level}` as const;
  const attributes = languageAttributes(lang, language);
  return (
    <div className="in-words">
      <Title id={`${id}-title`}>{t('instruction.title')}</Title>
      <div className="instruction" id={id} {...attributes}>
        {instruction.map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
          <p key={index}>{words}</p>
        ))}
      </div>
      <CopyButton
        view={view}
        of={id}
        label={t('instruction.copy')}
        notCopied={t('instruction.notCopied')}
      />
    </div>
  );
}
