import { Button, Modal } from '@strapi/design-system';
import { Slug } from 'consultation-core/contract';
import { type FormEvent, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Stack, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { slugOf } from '../../lib/slug.ts';

/** The least that a consultation needs to exist; everything else is set afterwards. */
export function CreateForm({
  onCreated,
  onCancel,
}: {
  onCreated: (id: string) => void;
  onCancel: () => void;
}) {
  const { t, locale } = useMessages();
  const api = useStaffApi();
  const [title, setTitle] = useState('');
  const [slug, setSlug] = useState<string>();
  const [language, setLanguage] = useState<'fr' | 'en'>(locale.startsWith('fr') ? 'fr' : 'en');
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  const address = slug ?? slugOf(title);
  const slugFits = Slug.safeParse(address).success;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await api('createConsultation', { body: { title, slug: address, language } });
    setBusy(false);
    if (answer.kind === 'refused') setRefusal(answer);
    else onCreated(answer.data.id);
  };
  return (
    <Modal.Content>
      <form onSubmit={submit}>
        <Modal.Header>
          <Modal.Title>{t('list.create')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Stack gap={4}>
            {refusal && <Trouble refusal={refusal} />}
            <TextField label={t('field.title')} value={title} onChange={setTitle} required />
            <TextField
              label={t('field.slug')}
              hint={t('field.slug.hint')}
              value={address}
              onChange={setSlug}
              error={address === '' || slugFits ? undefined : t('field.slug.wrong')}
              required
            />
            <SelectField
              label={t('field.language')}
              value={language}
              onChange={setLanguage}
              options={[
                { value: 'fr', label: t('language.fr') },
                { value: 'en', label: t('language.en') },
              ]}
            />
          </Stack>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={title.trim() === '' || !slugFits}>
            {t('action.create')}
          </Button>
        </Modal.Footer>
      </form>
    </Modal.Content>
  );
}
