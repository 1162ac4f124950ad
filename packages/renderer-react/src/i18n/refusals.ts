import type { RefusalCode } from 'consultation-core/contract';
import type { Language } from './languages.ts';

/** One sentence per refusal: what happened and, where there is something to do, what to do. */
export const refusalMessages: Readonly<Record<Language, Readonly<Record<RefusalCode, string>>>> = {
  en: {
    'invalid-input': 'Something in what you sent is missing or not as expected.',
    'body-not-json': 'The body of the request is not JSON.',
    'proposal-changes-nothing':
      'Your words are the same as the text. Change something, then look at the difference again.',
    'proposal-does-not-fit':
      'This change does not fit the text as it is now. Look at the text again and start from there.',
    'result-differs':
      'The changes that were sent do not give the words that were sent. Nothing was recorded; check your words and send again.',
    'too-many-edits':
      'This changes too much at once. Propose it in several amendments, each about one thing.',
    'choice-unknown': 'That choice is not offered here. Choose one of those shown.',
    'structure-invalid': 'The structure of the text has errors that must be corrected first.',
    'import-unreadable': 'The file cannot be read in this format.',
    'sign-in-needed': 'Sign in to do this.',
    'sign-in-failed': 'The e-mail address or the password is not right.',
    'email-unconfirmed':
      'This e-mail address is not confirmed yet. Open the link in the message that was sent to it.',
    'account-exists':
      'This account cannot be made with that e-mail address. If it is yours, sign in.',
    'not-allowed': 'You may not do this.',
    'form-expired':
      'This form was open for too long, or was not sent from this site. Nothing was recorded.',
    'not-found': 'There is nothing at this address.',
    'consultation-not-open': 'This consultation is not open.',
    'phase-closed':
      '{opensAt, select, none {{closedAt, select, none {This is not open at the moment.} other {This closed on {closedAt}.}}} other {This opens on {opensAt}.}}',
    'not-open-here': 'This is not open on this article.',
    'version-outdated':
      'A newer version of the text was published meanwhile. Start from the newest version.',
    'status-forbids': 'This is no longer possible, given what became of it.',
    'item-hidden': 'Moderators have hidden this contribution; nobody can react to it.',
    'already-published': 'This is published already.',
    'text-missing': 'There is no text yet.',
    'phases-missing': 'There are no dates yet.',
    'slug-taken': 'Another consultation has this address already.',
    'has-contributions': 'There are contributions already, so this can no longer be done.',
    'collisions-open': 'Some amendments contradict each other. Decide between them first.',
    'undecided-left': 'Some amendments have no answer yet.',
    'edited-elsewhere': 'Somebody else changed this meanwhile. Load it again before you save.',
    'second-reader-needed': 'Somebody else has to confirm this first.',
    'key-reused': 'This form was sent before, with other words. Open it again.',
    'too-large': 'What you sent is too large.',
    'too-many-requests':
      'Too many tries in a short time. {retryAfter, plural, =0 {Wait a little} one {Wait # second} other {Wait # seconds}}, then try again.',
    'service-unavailable':
      'The service is out of reach at the moment. Nothing was recorded; try again in a few minutes.',
    unexpected: 'Something went wrong on our side. Nothing was recorded; try again.',
  },
  fr: {
    'invalid-input': 'Un élément de votre envoi manque ou n’a pas la forme attendue.',
    'body-not-json': 'Le corps de la requête n’est pas du JSON.',
    'proposal-changes-nothing':
      'Votre rédaction est identique au texte. Modifiez-la, puis affichez à nouveau la différence.',
    'proposal-does-not-fit':
      'Cette modification ne s’applique pas au texte tel qu’il est. Repartez du texte actuel.',
    'result-differs':
      'Les modifications envoyées ne donnent pas la rédaction envoyée. Rien n’a été enregistré ; vérifiez votre rédaction et envoyez à nouveau.',
    'too-many-edits':
      'C’est trop de modifications à la fois. Proposez-les en plusieurs amendements, chacun sur un seul sujet.',
    'choice-unknown': 'Ce choix n’est pas proposé ici. Choisissez l’un de ceux qui sont affichés.',
    'structure-invalid': 'La structure du texte comporte des erreurs à corriger d’abord.',
    'import-unreadable': 'Le fichier ne peut pas être lu dans ce format.',
    'sign-in-needed': 'Connectez-vous pour continuer.',
    'sign-in-failed': 'L’adresse électronique ou le mot de passe est inexact.',
    'email-unconfirmed':
      'Cette adresse électronique n’est pas encore confirmée. Ouvrez le lien du message qui lui a été envoyé.',
    'account-exists':
      'Ce compte ne peut pas être créé avec cette adresse électronique. Si elle est à vous, connectez-vous.',
    'not-allowed': 'Vous n’avez pas le droit de faire cela.',
    'form-expired':
      'Ce formulaire est resté ouvert trop longtemps, ou n’a pas été envoyé depuis ce site. Rien n’a été enregistré.',
    'not-found': 'Il n’y a rien à cette adresse.',
    'consultation-not-open': 'Cette consultation n’est pas ouverte.',
    'phase-closed':
      '{opensAt, select, none {{closedAt, select, none {Ce n’est pas ouvert en ce moment.} other {C’est clos depuis le {closedAt}.}}} other {Cela ouvrira le {opensAt}.}}',
    'not-open-here': 'Ce n’est pas ouvert sur cet article.',
    'version-outdated':
      'Une version plus récente du texte a été publiée entre-temps. Repartez de la dernière version.',
    'status-forbids': 'Ce n’est plus possible, compte tenu de la suite donnée.',
    'item-hidden': 'Les modérateurs ont masqué cette contribution ; on ne peut plus y réagir.',
    'already-published': 'C’est déjà publié.',
    'text-missing': 'Il n’y a pas encore de texte.',
    'phases-missing': 'Il n’y a pas encore de dates.',
    'slug-taken': 'Une autre consultation a déjà cette adresse.',
    'has-contributions': 'Il y a déjà des contributions : ce n’est plus possible.',
    'collisions-open': 'Des amendements se contredisent. Départagez-les d’abord.',
    'undecided-left': 'Des amendements n’ont pas encore de réponse.',
    'edited-elsewhere':
      'Quelqu’un d’autre a modifié cet élément entre-temps. Rechargez-le avant d’enregistrer.',
    'second-reader-needed': 'Une autre personne doit d’abord confirmer.',
    'key-reused': 'Ce formulaire a déjà été envoyé avec d’autres mots. Ouvrez-le à nouveau.',
    'too-large': 'Votre envoi est trop volumineux.',
    'too-many-requests':
      'Trop d’essais en peu de temps. {retryAfter, plural, =0 {Attendez un peu} one {Attendez # seconde} other {Attendez # secondes}}, puis réessayez.',
    'service-unavailable':
      'Le service est hors d’atteinte pour le moment. Rien n’a été enregistré ; réessayez dans quelques minutes.',
    unexpected: 'Une erreur est survenue de notre côté. Rien n’a été enregistré ; réessayez.',
  },
};
