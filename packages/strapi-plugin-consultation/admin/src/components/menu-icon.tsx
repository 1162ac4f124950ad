import { Feather } from '@strapi/icons';

export function MenuIcon() {
  return <Feather />;
}
