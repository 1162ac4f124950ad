export const projects: readonly string[];
