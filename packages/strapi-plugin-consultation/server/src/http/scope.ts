import type { Endpoint } from 'consultation-core/contract';

/** Scope of an endpoint, as the roles of Users & Permissions list it. */
export function scopeOf(endpoint: Endpoint): string {
  return `plugin::consultation.${endpoint.handler}`;
}
