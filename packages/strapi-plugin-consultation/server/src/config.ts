/** What an app sets in `config/plugins`, below `consultation.config`. */
export interface PluginConfig {
  /** Where the public pages are, without a slash at the end. */
  readonly base: string;
  /** Name of the site in the header of each page. */
  readonly siteName: string;
  /** At least 32 characters, kept outside the database; voters' keys are computed with it. Never change it. */
  readonly secret: string;
  /** How long somebody stays signed in. */
  readonly sessionDays: number;
  /** Times that something may be tried within 15 minutes before it is refused for the rest of them. */
  readonly attempts: {
    /** Failed sign-ins to one account from one address. */
    readonly signInPerAccountAndAddress: number;
    /** Failed sign-ins to one account from anywhere. */
    readonly signInPerAccount: number;
    /** Failed sign-ins from one address: a town hall or a school may share one. */
    readonly signInPerAddress: number;
    readonly signUpPerAddress: number;
  };
}

type Env = (key: string, fallback: string) => string;

function fail(sentence: string): never {
  throw new Error(sentence);
}

function validator(config: PluginConfig): void {
  const { base, secret, siteName, sessionDays, attempts } = config;
  if (typeof secret !== 'string' || secret.length < 32) {
    fail(
      'The consultation plugin needs a secret of at least 32 characters: set CONSULTATION_SECRET in the environment.'
    );
  }
  if (typeof base !== 'string' || !/^(?:\/[a-z0-9-]+)+$/.test(base)) {
    fail(`"base" must be a path such as /consultations, not ${JSON.stringify(base)}.`);
  }
  if (/^\/(?:api|admin|consultation|uploads|_health)(?:\/|$)/.test(base)) {
    fail(`"base" may not be ${base}: Strapi or this plugin answers there already.`);
  }
  if (typeof siteName !== 'string' || siteName.trim() === '') fail('"siteName" may not be empty.');
  if (!Number.isInteger(sessionDays) || sessionDays < 1 || sessionDays > 365) {
    fail('"sessionDays" must be a whole number from 1 to 365.');
  }
  for (const [name, count] of Object.entries(attempts)) {
    if (!Number.isInteger(count) || count < 1) {
      fail(`"attempts.${name}" must be a whole number above 0.`);
    }
  }
}

export const config = {
  default: ({ env }: { env: Env }): PluginConfig => ({
    base: '/consultations',
    siteName: 'Consultations',
    secret: env('CONSULTATION_SECRET', ''),
    sessionDays: 14,
    attempts: {
      signInPerAccountAndAddress: 10,
      signInPerAccount: 50,
      signInPerAddress: 200,
      signUpPerAddress: 100,
    },
  }),
  validator,
};
