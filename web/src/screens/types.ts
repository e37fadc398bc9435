/** The types of concepts, as the glossary has them. */
export const TYPES: readonly string[] = ['person', 'city', 'region', 'country', 'place', 'river', 'strait', 'polity', 'organisation', 'demonym', 'term'];
