import type { ScreenModule } from './screen';
export const occurrences: ScreenModule = { View: () => null, keys: [] };
