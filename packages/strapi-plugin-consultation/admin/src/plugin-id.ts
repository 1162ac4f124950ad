export const pluginId = 'consultation';

/** Address of a screen of this plugin. */
export const screen = (path = '') => `/plugins/${pluginId}${path && `/${path}`}`;
