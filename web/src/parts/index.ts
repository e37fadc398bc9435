/** The parts that screens are made of. */
export { Bar, Btn, Icon, Kbd, Kbds, Logo, Split, styled, type IconName } from './basic';
export { Facet, Field, focusField, focusSearch, Pick, Radios, Search, Seg, Text, type Option } from './fields';
export { Rows } from './rows';
export { Article, Diff, marked, useJump, words, type Mark } from './article';
export { partyWord, Side, sideClass, styleWord } from './side';
export { Modal } from './modal';
