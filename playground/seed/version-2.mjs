import { desk } from './desk-acts.mjs';
import { readDesk } from './desk-amendments.mjs';
import { version2Settings } from './desk-settings.mjs';
import { lateDecisions, subAmendments, wordedBlocks, wordings } from './desk-works.mjs';
import { inDays } from './republique-numerique-settings.mjs';

/** Every decision: the file's, and ours where it leaves one open. */
export function decisions() {
  return new Map(
    [...readDesk().amendments, ...subAmendments].map(({ id, decision }) => {
      const [status, reason] = lateDecisions[id] ?? [decision.status, decision.reason];
      return [id, { status, reason }];
    })
  );
}

function answerOf(made) {
  const count = (wanted) => [...made.values()].filter(({ status }) => status === wanted).length;
  return `*Réponse inventée pour la démonstration.*

${made.size} amendements ont été déposés\u00a0; **${count('adopted')} sont adoptés**, ${count('rejected')} ne le sont pas. Chacun a reçu une réponse motivée, que vous trouvez à sa page.

Les changements principaux de la version 2\u00a0:

- **Article 1er**\u00a0: le seuil au-dessous duquel un organisme n’est pas tenu de publier est écrit dans la loi, et les documents sont lisibles par une machine\u00a0;
- **Article 9**\u00a0: les délais sont ramenés à six et douze mois, et le droit vaut dès que des fonds publics ont financé la recherche\u00a0;
- **Article 12**\u00a0: les amendes deviennent dissuasives, et l’ancienne adresse électronique reste lisible un an\u00a0;
- **Article 28**\u00a0: les sites publics sont accessibles dans un délai de trois ans\u00a0;
- **Articles nouveaux**\u00a0: priorité au logiciel libre, évaluation de la loi avec ceux qui l’ont écrite.

Là où des amendements adoptés demandaient des choses contraires, la décision prise est dite à la page de chacun.`;
}

/** A consultation that is over: all decided, version 2 published, each word of which says where it comes from. */
export const version2 = {
  slug: version2Settings(new Date()).settings.slug,
  name: 'Version 2 publiée',
  async seed(context) {
    const { now } = context;
    const made = version2Settings(now);
    const one = await desk(context, made);
    const { amendments: rows } = readDesk();
    await one.take(['a106']);
    await one.close();
    const all = decisions();
    await one.decide(all, inDays(now, -106, '11:00'), inDays(now, -92, '11:00'));
    const offered = [
      [wordings.contracts, true],
      [wordings.formats, true],
      [wordings.limits, false],
    ];
    for (const [index, [wording, accept]] of offered.entries()) {
      await one.offer(wording, wordedBlocks(one.body, rows, wording), {
        at: inDays(now, index - 96, '11:00'),
        publish: true,
      });
      await one.reply(wording, accept, inDays(now, index - 95, '11:00'));
    }
    await one.resolve(inDays(now, -91, '11:00'), inDays(now, -84, '11:00'));
    await one.publish({
      title: 'Projet de loi pour une République numérique (version 2)',
      answer: answerOf(all),
      approvedAt: inDays(now, -82, '11:00'),
      at: inDays(now, -80, '11:00'),
    });
  },
};
