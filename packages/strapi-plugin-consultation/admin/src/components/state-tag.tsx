import { Box, Status, Typography } from '@strapi/design-system';
import { useMessages } from '../lib/messages.ts';

const consultationVariants = {
  draft: 'secondary',
  open: 'success',
  closed: 'warning',
  answered: 'primary',
} as const;
const amendmentVariants = {
  draft: 'secondary',
  submitted: 'primary',
  admissible: 'primary',
  inadmissible: 'danger',
  withdrawn: 'secondary',
  adopted: 'success',
  rejected: 'danger',
  moot: 'secondary',
} as const;

function Tag({
  variant,
  label,
}: {
  variant: 'secondary' | 'success' | 'warning' | 'primary' | 'danger';
  label: string;
}) {
  return (
    <Box width="fit-content">
      <Status variant={variant} size="S">
        <Typography
          tag="span"
          variant="omega"
          fontWeight="bold"
          textColor="neutral800"
          style={{ whiteSpace: 'nowrap', overflowWrap: 'normal' }}
        >
          {label}
        </Typography>
      </Status>
    </Box>
  );
}

export function ConsultationTag({ state }: { state: keyof typeof consultationVariants }) {
  const { t } = useMessages();
  return <Tag variant={consultationVariants[state]} label={t(`state.${state}`)} />;
}

export function AmendmentTag({ status }: { status: keyof typeof amendmentVariants }) {
  const { t } = useMessages();
  return <Tag variant={amendmentVariants[status]} label={t(`status.${status}`)} />;
}
