import type { StaffPermission } from 'consultation-core/consultation';
import { pluginId } from './plugin-id.ts';

const permission = (name: StaffPermission) => ({
  action: `plugin::${pluginId}.${name}`,
  subject: null,
});

export const permissions = {
  read: [permission('read')],
  all: (['read', 'manage', 'moderate', 'decide', 'publish'] as const).map(permission),
};
