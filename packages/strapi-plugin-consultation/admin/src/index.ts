import { MenuIcon } from './components/menu-icon.tsx';
import { messages as editorMessages } from './editor/messages.ts';
import { permissions } from './permissions.ts';
import { pluginId, screen } from './plugin-id.ts';
import en from './translations/en.json';
import fr from './translations/fr.json';

interface AdminApp {
  addMenuLink(link: object): void;
  registerPlugin(plugin: object): void;
}

const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { ...en, ...editorMessages.en },
  fr: { ...fr, ...editorMessages.fr },
};

/** What the administration asks of a plugin. */
export default {
  register(app: AdminApp) {
    app.addMenuLink({
      to: screen().slice(1),
      icon: MenuIcon,
      intlLabel: { id: `${pluginId}.menu`, defaultMessage: 'Consultations' },
      permissions: permissions.read,
      Component: async () => {
        const { App } = await import('./pages/app.tsx');
        return { default: App };
      },
    });
    app.registerPlugin({ id: pluginId, name: pluginId });
  },

  registerTrads({ locales }: { locales: readonly string[] }) {
    return Promise.all(
      locales.map(async (locale) => ({
        locale,
        data: Object.fromEntries(
          Object.entries(translations[locale.slice(0, 2)] ?? translations.en ?? {}).map(
            ([key, text]) => [`${pluginId}.${key}`, text]
          )
        ),
      }))
    );
  },
};
