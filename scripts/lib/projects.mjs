/** The projects of `vitest.config.ts`, the longest first: a lane that is free takes the next. A test compares the two. */
export const projects = ['unit', 'sqlite', 'postgres', 'browser', 'seed'];
