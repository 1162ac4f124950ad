/** The life cycles are our own, so that nothing is published or copied behind their back. */
export const common = {
  options: { draftAndPublish: false },
  pluginOptions: {
    'content-manager': { visible: true },
    'content-type-builder': { visible: false },
  },
};
