/** On a phone: the screens that have no tab, and what stands in the rail elsewhere. */
import { Icon } from '../parts';
import { nextTheme, otherLanguage } from '../prefs';
import { address } from '../route';
import { screens } from '../screens';
import { acts, left } from '../store';
import { num, t } from '../strings';
import { toggleJournal } from './dialogs';
import { themeIcon, themeWord } from './rail';

const others = ['align', 'terms', 'glossary'] as const;

export function More() {
  return (
    <section class="screen morepage"><h1>{t('more')}</h1>
      {others.map(name => {
        const field = screens[name].left, n = field ? left.value[field] : null;
        return <a key={name} href={address(name)}><Icon n={name} />{t(name)}{n ? <em>{num(n)}</em> : null}<Icon n="chevron" /></a>;
      })}
      <button type="button" onClick={toggleJournal}><Icon n="journal" />{t('journal')}<em>{num(acts.value.total)}</em></button>
      <button type="button" onClick={nextTheme}><Icon n={themeIcon()} />{themeWord()}</button>
      <button type="button" onClick={otherLanguage}><Icon n="info" />{t('language')}</button>
      <p class="local"><Icon n="lock" />{t('local')}</p>
    </section>
  );
}
