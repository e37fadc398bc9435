/** The frame around the screens. */
import { lost, shut } from '../client';
import { detail, screen } from '../route';
import { screens } from '../screens';
import { project, read } from '../store';
import { t } from '../strings';
import { Banner } from './banner';
import { dialog, journalOpen } from './dialogs';
import { Help } from './help';
import { Journal } from './journal';
import { KeyBar } from './keybar';
import { More } from './more';
import { Palette } from './palette';
import { Rail } from './rail';
import { SaveDialog } from './save';
import { Toasts } from './toasts';
import { Top } from './top';

export function App() {
  if (!project.value) return <Waiting />;
  document.title = `${t(screen.value)} – drogman review`;
  return (
    <>
      <div class={'frame' + (detail.value ? ' detailopen' : '')}>
        <Rail />
        <div class="main"><Top /><Banner /><main id="main"><Shown /></main><KeyBar /></div>
        {journalOpen.value && <Journal />}
      </div>
      {dialog.value === 'palette' && <Palette />}
      {dialog.value === 'help' && <Help />}
      {dialog.value === 'save' && <SaveDialog />}
      <Toasts />
    </>
  );
}
function Shown() {
  if (screen.value === 'more') return <More />;
  if (read.value.finished && read.value.total === 0 && screen.value !== 'glossary') return <Empty />;
  const { View } = screens[screen.value];
  return <View key={screen.value} />;
}
/** Before the first answer; or there is none. */
function Waiting() {
  if (shut.value) return <div class="fatal" role="alert"><h1>{t('shutTitle')}</h1><p>{t('shutText')}</p></div>;
  if (lost.value) return <div class="fatal" role="alert"><h1>drogman review</h1><p>{t('offText')}</p></div>;
  return <div class="fatal" role="status"><p>{t('loading')}</p></div>;
}
const Empty = () => (
  <section class="screen empty"><h1>{t('emTitle')}</h1><p>{t('emText')}</p>
    <pre><code>{'drogman review articles/\ndrogman review articles/ --translation english/'}</code></pre></section>
);
