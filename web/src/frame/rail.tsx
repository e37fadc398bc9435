/** The rail: the screens with what is left on each, and where everything stays. On a phone: tabs below. */
import { Btn, Icon, Logo, styled, type IconName } from '../parts';
import { nextTheme, otherLanguage, theme, ui } from '../prefs';
import { address, letters, order, screen } from '../route';
import { screens } from '../screens';
import { left, project } from '../store';
import { num, t } from '../strings';
import { namesLeft } from '../screens/progress';

export const themeWord = (): string => t('pair', { a: t('theme'), b: t(theme.value === 'auto' ? 'themeAuto' : theme.value === 'dark' ? 'themeDark' : 'themeLight') });
export const themeIcon = (): IconName => (theme.value === 'auto' ? 'system' : theme.value === 'dark' ? 'theme' : 'sun');

export function Rail() {
  return (
    <nav class="rail" aria-label="drogman">
      <div class="brand"><Logo /><b>drogman</b></div>
      {order.map(name => {
        const field = screens[name].left, n = field ? left.value[field] : null, here = screen.value === name;
        if (name === 'align' && project.value?.translations === false) return null;
        return (
          <a key={name} href={address(name)} class={here ? 'on' : ''} aria-current={here ? 'page' : undefined}
            title={`${t(name)} (g ${letters[name]})`}>
            <Icon n={name} /><span>{t(name)}</span>{' '}{n ? <em>{num(n)}</em> : null}
          </a>
        );
      })}
      <a href={address('more')} class={'moretab' + (screen.value === 'more' ? ' on' : '')} aria-current={screen.value === 'more' ? 'page' : undefined}><Icon n="more" /><span>{t('more')}</span></a>
      <div class="railfoot">
        <Progress />
        <p class="local"><Icon n="lock" /><span>{t('local')}</span></p>
        <div class="two">
          <button type="button" class="linkish" lang={ui.value === 'fr' ? 'en' : 'fr'} title={t('language')} onClick={otherLanguage}><span class="wide">{t('language')}</span><span class="short" aria-label={t('language')} role="img">{ui.value === 'fr' ? 'EN' : 'FR'}</span></button>
          <Btn kind="ghost" icon={themeIcon()} label={themeWord()} onClick={nextTheme} />
        </div>
      </div>
    </nav>
  );
}
/** How many names are decided of those that need it. */
function Progress() {
  const { open, all } = namesLeft.value, done = all - open, words = t('decidedBar', { a: done, b: all });
  if (!all) return null;
  return (
    <>
      <div class="progress" role="progressbar" aria-valuemin={0} aria-valuemax={all} aria-valuenow={done} aria-label={words}><i ref={styled('width', (100 * done) / all + '%')} /></div>
      <small class="decided">{words}</small>
    </>
  );
}
