import type { Core } from '@strapi/strapi';
import type { PluginConfig } from './config.ts';
import type { Services } from './services/index.ts';

export type Strapi = Core.Strapi;

/** A service of this plugin, typed. */
export function service<Name extends keyof Services>(
  strapi: Strapi,
  name: Name
): ReturnType<Services[Name]> {
  return strapi.plugin('consultation').service(name);
}

export function settings(strapi: Strapi): PluginConfig {
  return strapi.config.get('plugin::consultation') as PluginConfig;
}
