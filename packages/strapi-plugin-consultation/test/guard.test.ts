import { beforeAll, describe, expect, it } from 'vitest';
import { app } from './support/app.ts';
import { api, citizen, newKey, ok } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

let place: Fixture;
beforeAll(async () => {
  await app();
  place = await consultation();
  const { token } = await citizen();
  await ok(
    api('POST', `/consultations/${place.slug}/arguments`, {
      token,
      body: { target: 'article:art1', stance: 'for', text: 'x', sources: [], key: newKey() },
    })
  );
});

describe('the document service of Strapi', () => {
  it('reads what belongs to consultations, and changes nothing of it', async () => {
    const { strapi } = await app();
    const uids = ['consultation', 'text-version', 'argument'] as const;
    for (const name of uids) {
      const documents = strapi.documents(`plugin::consultation.${name}` as never);
      const [found] = await documents.findMany({});
      const { documentId } = found as unknown as { documentId: string };
      const before = await documents.findOne({ documentId });
      const writes = [
        () => documents.update({ documentId, data: { title: 'Changed' } as never }),
        () => documents.delete({ documentId }),
        () => documents.create({ data: {} as never }),
        () => documents.clone({ documentId, data: {} as never }),
      ];
      for (const write of writes) await expect(write()).rejects.toThrow(/Consultations/);
      expect(await documents.findOne({ documentId })).toEqual(before);
    }
  });

  it('keeps the text of a frozen version', async () => {
    const { strapi } = await app();
    const documents = strapi.documents('plugin::consultation.text-version' as never);
    const found = (await documents.findFirst({
      filters: { consultation: place.id, number: 1 } as never,
    })) as unknown as { documentId: string };
    await expect(
      documents.update({ documentId: found.documentId, data: { body: [] } as never })
    ).rejects.toThrow(/can only be read/);
    const version = await ok(api('GET', `/consultations/${place.slug}/versions/1`));
    expect(version.body.length).toBeGreaterThan(0);
  });
});
