import type { ComponentType } from 'preact';
import type { Left } from '../api';
import type { Key } from '../keys';

/** A screen: what it draws, its keys, and which count of what is left is its own. */
export interface ScreenModule {
  View: ComponentType;
  keys: readonly Key[];
  left?: keyof Left;
}
