import { staffPermissions } from 'consultation-core/consultation';
import type { Strapi } from './strapi.ts';

const names = {
  read: 'Read consultations and their results',
  manage: 'Create consultations, edit their texts and settings',
  moderate: 'Hide and restore contributions',
  decide: 'Decide on amendments',
  publish: 'Open and close consultations, publish texts and answers',
} as const;

/** The actions that an administrator grants in Settings, Roles, under Plugins. */
export async function registerPermissions(strapi: Strapi): Promise<void> {
  await strapi.service('admin::permission').actionProvider.registerMany(
    staffPermissions.map((uid) => ({
      section: 'plugins',
      displayName: names[uid],
      uid,
      pluginName: 'consultation',
    }))
  );
}
