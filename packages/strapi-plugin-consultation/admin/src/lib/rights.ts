import { useRBAC } from '@strapi/strapi/admin';
import type { StaffPermission } from 'consultation-core/consultation';
import { permissions } from '../permissions.ts';

/** What the person at the screen may do. The server asks again. */
export function useRights(): Readonly<Record<StaffPermission | 'isLoading', boolean>> {
  const { allowedActions, isLoading } = useRBAC(permissions.all);
  return {
    isLoading,
    read: allowedActions.canRead ?? false,
    manage: allowedActions.canManage ?? false,
    moderate: allowedActions.canModerate ?? false,
    decide: allowedActions.canDecide ?? false,
    publish: allowedActions.canPublish ?? false,
  };
}
