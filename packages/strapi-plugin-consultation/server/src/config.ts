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
    /** Ballots cast, changed or withdrawn by one account. */
    readonly ballotsPerAccount: number;
  };
  /** Who keeps the journals, as every checkpoint says it: a host name, perhaps with a path; '' is the host of `server.url`. */
  readonly journalOrigin: string;
  /** Folder for the open data and the newest checkpoints, from the root of the app; all processes need the same one. */
  readonly dataDir: string;
  /** Under which the open data may be used again, as a Data Package says it. */
  readonly dataLicense: { readonly name: string; readonly title: string; readonly path: string };
  /** Seconds between two looks for what to sign and publish, at most 30; 0: only when somebody asks for it. */
  readonly signEvery: number;
}

type Env = (key: string, fallback: string) => string;

function fail(sentence: string): never {
  throw new Error(sentence);
}

function validator(config: PluginConfig): void {
  const { base, secret, siteName, sessionDays, attempts } = config;
  const { journalOrigin, dataDir, dataLicense, signEvery } = config;
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
  for (const [limit, count] of Object.entries(attempts)) {
    if (!Number.isInteger(count) || count < 1) {
      fail(`"attempts.${limit}" must be a whole number above 0.`);
    }
  }
  if (typeof journalOrigin !== 'string' || !/^[a-z0-9./:_-]{0,160}$/i.test(journalOrigin)) {
    fail('"journalOrigin" must be a host name such as consultation.example.org, without https://.');
  }
  if (typeof dataDir !== 'string' || dataDir.trim() === '') fail('"dataDir" may not be empty.');
  const { name, title, path } = dataLicense ?? {};
  if ([name, title, path].some((word) => typeof word !== 'string' || word === '')) {
    fail('"dataLicense" needs a "name", a "title" and a "path".');
  }
  if (!Number.isInteger(signEvery) || signEvery < 0 || signEvery > 30) {
    fail('"signEvery" must be a whole number of seconds from 0 to 30.');
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
      ballotsPerAccount: 1_000,
    },
    journalOrigin: '',
    dataDir: env('CONSULTATION_DATA_DIR', '.consultation-data'),
    dataLicense: {
      name: 'etalab-2.0',
      title: 'Licence Ouverte / Open Licence 2.0',
      path: 'https://spdx.org/licenses/etalab-2.0.html',
    },
    // A test says itself when.
    signEvery: Number(env('CONSULTATION_SIGN_EVERY', env('NODE_ENV', '') === 'test' ? '0' : '30')),
  }),
  validator,
};
