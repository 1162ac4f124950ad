import type { BrowserContext, Page } from 'playwright-core';
import { type App, boot } from '../support/app.ts';
import { visitor } from './browser.ts';

const password = 'Password-123';
const kept = globalThis as { consultationTests?: { app?: Promise<App> | undefined } };

/** The one app of all browser tests, with the administration as it was last built. */
export function screens(): Promise<App> {
  kept.consultationTests ??= {};
  kept.consultationTests.app ??= boot({}, { admin: true });
  return kept.consultationTests.app;
}

export async function makeStaff(
  email: string,
  permissions: readonly string[] | 'all',
  [firstname, lastname]: readonly [string, string] = ['Staff', 'Member']
): Promise<void> {
  const app = await screens();
  const roles = app.strapi.service('admin::role');
  let role = await roles.findOne({ code: 'strapi-super-admin' });
  if (permissions !== 'all') {
    role = await roles.create({ name: `Role of ${email}`, description: '' });
    await roles.assignPermissions(
      role.id,
      permissions.map((name) => ({ action: `plugin::consultation.${name}` }))
    );
  }
  await app.strapi.service('admin::user').create({
    email,
    password,
    firstname,
    lastname,
    isActive: true,
    roles: [role.id],
  });
}

/** Signs in to the administration, in a browser context of one's own unless one is given. */
export async function logIn(email: string, context?: BrowserContext): Promise<Page> {
  const app = await screens();
  const page = await (context ?? (await visitor({ locale: 'en-US' }))).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${app.url}/admin/auth/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password*', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Consultations' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Consultations' }).waitFor();
  return page;
}

/** Goes to a tab of the consultation's workspace. */
export async function tab(page: Page, name: string): Promise<void> {
  const tabs = page.getByRole('navigation', { name: 'Parts of the consultation' });
  await tabs.getByRole('link', { name, exact: true }).click();
}

/** Goes to a view of the drafting desk. */
export async function view(page: Page, name: string): Promise<void> {
  const views = page.getByRole('navigation', { name: 'Views of the drafting desk' });
  await views.getByRole('link', { name, exact: true }).click();
}

/** Presses a button that asks first, and confirms. */
export async function confirm(page: Page, button: string, yes: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: yes, exact: true }).click();
}
