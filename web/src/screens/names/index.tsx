import type { ScreenModule } from '../screen';
export const names: ScreenModule = { View: () => null, keys: [], left: 'names' };
