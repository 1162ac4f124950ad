export function buildForTests(folder: string): Promise<void>;
