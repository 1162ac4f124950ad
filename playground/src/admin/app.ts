/** The administration in French too; everybody chooses in her profile. */
export default {
  config: { locales: ['fr'] },
};
