/** The review page: asks for the project, then shows the screen of the address. */
import { render } from 'preact';
import './style/index.css';
import { claim, onBack } from './client';
import { App } from './frame/app';
import { dialog, journalOpen } from './frame/dialogs';
import { everywhere, journalKey, screenKeys } from './frame/keys';
import { afterG, listenForKeys } from './keys';
import { closeDetail, detail } from './route';
import { project, start } from './store';

afterG.push(journalKey);
listenForKeys(
  () => [screenKeys(), everywhere],
  () => {
    if (journalOpen.value) journalOpen.value = false;
    else if (detail.value) closeDetail();
    else return false;
    return true;
  },
  () => { dialog.value = dialog.value === 'palette' ? null : 'palette'; },
);

const root = document.getElementById('app');
if (root) render(<App />, root);
onBack(() => { if (!project.value) location.reload(); });
void claim().then(start).catch(() => undefined);
