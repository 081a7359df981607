export function baselineTypes(root: string): Promise<string>;
